// A row of the timeline in a sentence, for screen readers.
import type { FlowKind, TimelineGap, TimelineRow } from '../../../../src-main/ipc/contracts/engine-contract';
import { durationExact, durationShort } from '../../../../src-main/text/duration';
import { flagNames } from '../../../../src-main/text/tcp-flags';
import type { ClockDigits } from '../../../../src-main/text/time';
import { t, tm } from '../../../state/i18n.svelte';
import { troublesOf } from './fold-troubles';
import { saidLine } from './said-text';
import { tlsLine } from '../../../../src-main/i18n/tls-text';
import { markWord } from './mark-word';

export function spokenRow(row: TimelineRow, kind: FlowKind, clock: ClockDigits): string {
  if (row.kind === 'fold') {
    const fold = t('timeline.foldSpoken', { count: row.segments, first: row.firstFrame, last: row.lastFrame });
    const troubles = troublesOf(row.troubles).map(({ key, count }) => t(key, { count }));
    return [fold, ...troubles, saidLine(row)].filter((part) => part !== '').join(' ');
  }
  if (row.kind === 'break') return t('timeline.breakSpoken', { time: durationShort(row.durationNs) });
  if (row.kind === 'gap') return gapSpoken(row);
  const direction = row.fromA ? t('timeline.toServer') : t('timeline.toClient');
  const time = durationExact(row.deltaNs, clock);
  if (kind === 'udp') return t('timeline.datagramSpoken', { frame: row.frame, direction, time });
  const text = t('timeline.rowSpoken', {
    frame: row.frame,
    direction,
    flags: flagNames(row.flags, t('timeline.noFlags')),
    length: row.len,
    meaning: tm(row.meaning),
    a: row.stateA,
    b: row.stateB,
    time,
  });
  const word = markWord(row);
  return [text, word, tlsLine(row.tls, tm), saidLine(row)].filter((part) => part !== '').join(' ');
}

export const gapSpoken = ({ fromA, bytes, filledBy }: TimelineGap): string =>
  t('timeline.gapSpoken', {
    direction: fromA ? t('timeline.toServer') : t('timeline.toClient'),
    bytes,
    filled: filledBy ? 'yes' : 'no',
  });

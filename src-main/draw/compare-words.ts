// A comparison of two captures in words.
import type {
  ClockOffset,
  ComparedConnection,
  ComparedSegment,
  Fate,
  WayChange,
  WayTimes,
} from '../ipc/contracts/compare-contract';
import { durationShort, secondsText } from '../text/duration';

type Key =
  | `compare.clocks.${'none' | 'same' | 'ahead' | 'behind' | 'why'}`
  | `compare.fate.${Exclude<Fate, 'both'>}`
  | `compare.${'guessed' | 'change' | 'change.payload' | 'change.absent'}`;
type Say = (key: Key, args?: Record<string, string | number>) => string;

/** How far the clocks are apart, and what that says; one line or two. */
export function clocksText({ offset, within }: ClockOffset, t: Say): string[] {
  if (within === null) return [t('compare.clocks.none')];
  const key =
    Math.abs(offset) <= within ? 'compare.clocks.same' : offset > 0 ? 'compare.clocks.ahead' : 'compare.clocks.behind';
  const args = { offset: `${secondsText(Math.abs(offset))} s`, within: durationShort(within) };
  return [t(key, args), t('compare.clocks.why')];
}

/** Shortest to longest time on the way, and the median; empty: nothing went that way. */
export const timesText = ({ minNs, medianNs, maxNs }: WayTimes): string =>
  minNs === null || medianNs === null || maxNs === null
    ? ''
    : `${durationShort(minNs)} … ${durationShort(maxNs)} (${durationShort(medianNs)})`;

/** What was written anew in the segments of the handshake. */
export const waySummary = ({ changes, nearClient }: ComparedConnection, t: Say): string =>
  [
    ...new Set(changes.map(({ segment, change }) => changeText(change, goesToB(segment === 'syn', nearClient), t))),
  ].join('; ');

/** What became of a segment, and what was written anew in it. */
export const changesText = (
  { fate, guessed, changes, fromClient }: ComparedSegment,
  nearClient: ComparedConnection['nearClient'],
  t: Say,
): string =>
  [
    ...(fate === 'both' ? [] : [t(`compare.fate.${fate}`)]),
    ...(guessed ? [t('compare.guessed')] : []),
    ...changes.map((change) => changeText(change, goesToB(fromClient, nearClient), t)),
  ].join('; ');

/** Whether a segment passes the first point before the second one. */
const goesToB = (fromClient: boolean, nearClient: ComparedConnection['nearClient']): boolean =>
  fromClient === (nearClient !== 'b');

/** As it was sent, and as it arrived. */
function changeText({ field, a, b }: WayChange, toB: boolean, t: Say): string {
  if (field === 'tcp.payload') return t('compare.change.payload');
  const value = (text: string): string => (text === '' ? t('compare.change.absent') : text);
  const [before, after] = toB ? [a, b] : [b, a];
  return t('compare.change', { field, before: value(before), after: value(after) });
}

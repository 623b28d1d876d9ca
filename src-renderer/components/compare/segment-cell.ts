// What the cells of a connection's segments at both points say. Pure.
import { changesText } from '../../../src-main/draw/compare-words';
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import type { ComparedConnection, ComparedSegment } from '../../../src-main/ipc/contracts/compare-contract';
import { durationShort, secondsText } from '../../../src-main/text/duration';
import { flagNames } from '../../../src-main/text/tcp-flags';

type Say = (key: MessageKey, args?: Record<string, string | number>) => string;
type Near = ComparedConnection['nearClient'];

export const SEGMENT_COLUMNS = [
  { id: 'framesA', title: 'compare.head.a', width: 84, end: true },
  { id: 'atA', title: 'compare.segment.a', width: 104, end: true },
  { id: 'picture', title: 'compare.lines', width: 380 },
  { id: 'atB', title: 'compare.segment.b', width: 104, end: true },
  { id: 'framesB', title: 'compare.head.b', width: 84, end: true },
  { id: 'way', title: 'compare.segment.way', width: 100, end: true },
  { id: 'seq', title: 'compare.segment.seq', width: 100, end: true },
  { id: 'ack', title: 'compare.segment.ack', width: 100, end: true },
  { id: 'fate', title: 'compare.segment.fate', width: 420 },
] as const satisfies readonly { id: string; title: MessageKey; width: number; end?: true }[];
export type SegmentColumn = (typeof SEGMENT_COLUMNS)[number]['id'];
export const isSegmentColumn = (id: string): id is SegmentColumn => SEGMENT_COLUMNS.some((one) => one.id === id);

/** `PSH, ACK · 512`: its flags, and how many bytes it carries. */
export const segmentWords = ({ flags, len }: ComparedSegment): string =>
  len === 0 ? flagNames(flags, '-') : `${flagNames(flags, '-')} · ${len}`;

/** Where its arrow begins and ends: 0 the client's side, 1 on the way, 2 the server's side. */
export function arrowOf({ fate, fromClient }: ComparedSegment): { from: number; to: number } {
  const [start, end] = fromClient ? [0, 2] : [2, 0];
  // an inserted one comes from something on the way; one that was lost got no further than there
  return { from: fate === 'inserted' ? 1 : start, to: fate === 'lost' || fate === 'outside' ? 1 : end };
}

const frames = (list: readonly number[]): string =>
  list.length === 0 ? '' : list.length === 1 ? `#${list[0]}` : `#${list[0]}…${list[list.length - 1]}`;

export function segmentCell(row: ComparedSegment, id: SegmentColumn, near: Near, t: Say): string {
  const { atA, atB } = row;
  switch (id) {
    case 'framesA':
      return frames(row.framesA);
    case 'framesB':
      return frames(row.framesB);
    case 'atA':
    case 'atB': {
      const at = row[id];
      return at === null ? '' : secondsText(at);
    }
    case 'way':
      return atA === null || atB === null ? '' : durationShort(Math.abs(atB - atA));
    case 'picture':
      return `${row.fromClient ? '→' : '←'} ${segmentWords(row)}`;
    case 'fate':
      return changesText(row, near, t);
    default:
      return String(row[id]);
  }
}

// What the cells of the connection list say, and how a row is copied. Pure.
import type { Ending, FlowColumn, FlowRow, HandshakeState } from '../../../src-main/ipc/engine-contract';
import { milliseconds, seconds } from '../../../src-main/text/duration';
import type { ClockDigits } from '../../../src-main/text/time';

/** Columns of the engine that the list offers; the others are no news to a reader. */
export type ListedColumn = Exclude<FlowColumn, 'id' | 'kind'>;

/**
 * In this order, with their first widths in px: what one opens the list for comes first. A window of 1000 px shows it as far as the
 * times of the handshake, one of 1360 px to the counts.
 */
export const FLOW_COLUMNS: { id: ListedColumn; width: number; end?: true; hidden?: true }[] = [
  { id: 'stream', width: 88, end: true },
  { id: 'addressA', width: 126 },
  { id: 'portA', width: 64, end: true },
  { id: 'addressB', width: 126 },
  { id: 'portB', width: 64, end: true },
  { id: 'handshake', width: 118 },
  { id: 'synToSynAckNs', width: 168, end: true },
  { id: 'synAckToAckNs', width: 168, end: true },
  { id: 'ending', width: 160 },
  { id: 'durationNs', width: 106, end: true },
  { id: 'packets', width: 76, end: true },
  { id: 'bytes', width: 82, end: true },
  { id: 'startSec', width: 112, end: true },
  { id: 'packetsAB', width: 130, end: true },
  { id: 'bytesAB', width: 118, end: true },
  { id: 'packetsBA', width: 130, end: true },
  { id: 'bytesBA', width: 118, end: true },
  { id: 'completeness', width: 110, end: true, hidden: true },
];

const TCP_ONLY = new Set<ListedColumn>(['handshake', 'synToSynAckNs', 'synAckToAckNs', 'ending', 'completeness']);
export const hasColumn = (kind: FlowRow['kind'], id: ListedColumn): boolean => kind === 'tcp' || !TCP_ONLY.has(id);
export const isFlowColumn = (id: string): id is ListedColumn => FLOW_COLUMNS.some((one) => one.id === id);

/** How serious a handshake or an ending is: the shape (and colour) beside its word. */
export type Verdict = 'good' | 'open' | 'odd' | 'bad' | 'none';

const HANDSHAKE: Record<HandshakeState, Verdict> = {
  complete: 'good',
  simultaneous: 'good',
  'no-answer': 'bad',
  'no-final-ack': 'odd',
  refused: 'bad',
  probe: 'odd',
  'icmp-refused': 'bad',
  partial: 'open',
  'not-seen': 'open',
  none: 'none',
};
const ENDING: Record<Ending, Verdict> = {
  open: 'open',
  'fin-4': 'good',
  'fin-3': 'good',
  'fin-simultaneous': 'good',
  'fin-half': 'good',
  'fin-one-side': 'odd',
  'fin-no-last-ack': 'odd',
  'fin-rst': 'odd',
  rst: 'bad',
  refused: 'bad',
  'no-answer': 'bad',
  none: 'none',
};
export const handshakeVerdict = (state: HandshakeState): Verdict => HANDSHAKE[state];
export const endingVerdict = (ending: Ending): Verdict => ENDING[ending];

/** True where nobody saw who opened the connection. */
export const isGuessed = (row: FlowRow): boolean =>
  row.kind === 'tcp' && row.clientBy !== 'syn' && row.clientBy !== 'syn-ack';

/** What `cellText` needs from the window: words, numbers and times in the reader's language and format. */
export interface Words {
  count: (value: number) => string;
  clock: () => ClockDigits;
  start: (row: FlowRow) => string;
  handshake: (state: HandshakeState) => string;
  ending: (ending: Ending) => string;
}

export function cellText(row: FlowRow, column: ListedColumn, words: Words): string {
  switch (column) {
    case 'packets':
      return words.count(row.packetsAB + row.packetsBA);
    case 'bytes':
      return words.count(row.bytesAB + row.bytesBA);
    case 'packetsAB':
    case 'packetsBA':
    case 'bytesAB':
    case 'bytesBA':
      return words.count(row[column]);
    case 'startSec':
      return words.start(row);
    case 'durationNs':
      return seconds(row.durationNs, words.clock());
    case 'synToSynAckNs':
    case 'synAckToAckNs': {
      const ns = row[column];
      return ns === null ? '' : milliseconds(ns, words.clock());
    }
    case 'handshake':
      return words.handshake(row.handshake);
    case 'ending':
      return words.ending(row.ending);
    default:
      return String(row[column]);
  }
}

/** The order after a click on a column: its other direction, or the one that is asked for first (most, longest, newest on top). */
export function nextSort(
  now: { column: string; descending: boolean },
  column: string,
): { column: string; descending: boolean } {
  if (now.column === column) return { column, descending: !now.descending };
  return { column, descending: /^(packets|bytes|duration|syn)/.test(column) };
}

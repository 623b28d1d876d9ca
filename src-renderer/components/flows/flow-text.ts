// What the cells of the connection list say, and how a row is copied. Pure.
import {
  FACTS,
  FLOW_FACTS,
  type Ending,
  type FlowFact,
  type FlowFactId,
  type FlowRow,
  type HandshakeState,
  type ListedColumn,
  type Verdict,
} from '../../../src-main/ipc/flow-facts';
import { milliseconds, seconds } from '../../../src-main/text/duration';
import type { PassId } from '../../../src-main/ipc/passes';
import type { ClockDigits } from '../../../src-main/text/time';

/** A column of the list, in the order and with the widths of the registry. */
export interface FlowColumnDraft {
  id: ListedColumn;
  width: number;
  end?: true;
  hidden?: true;
}
/**
 * What one opens the list for comes first: a window of 1000 px shows it as far as the times of the handshake, one of 1360 px to the
 * counts.
 */
export const LISTED: readonly FlowColumnDraft[] = FACTS.flatMap(([id, { list }]) =>
  list ? [{ id: id as ListedColumn, ...list }] : [],
)
  .toSorted((a, b) => a.place - b.place)
  .map(({ id, width, end, hidden }) => ({ id, width, end, hidden }));

const fact = (id: FlowFactId): FlowFact => FLOW_FACTS[id];
export const hasColumn = (kind: FlowRow['kind'], id: FlowFactId): boolean => kind === 'tcp' || !fact(id).tcp;
/** A pass finds what stands in the column. */
export const isPassColumn = (id: ListedColumn): boolean => fact(id).pass !== undefined;
export const isFlowColumn = (id: string): id is ListedColumn => LISTED.some((one) => one.id === id);

export const handshakeVerdict = (state: HandshakeState): Verdict => FLOW_FACTS.handshake.words[state];
export const endingVerdict = (ending: Ending): Verdict => FLOW_FACTS.ending.words[ending];

/** True where nobody saw who opened the connection. */
export const isGuessed = (row: FlowRow): boolean =>
  row.kind === 'tcp' && row.clientBy !== 'syn' && row.clientBy !== 'syn-ack';

/** What `cellText` needs from the window: words, numbers and times in the reader's language and format. */
export interface Words {
  count: (value: number) => string;
  clock: () => ClockDigits;
  start: (row: FlowRow) => string;
  word: (id: WordColumn, word: string) => string;
  /** a pass has found what there is */
  isDone: (pass: PassId) => boolean;
}
/** Listed facts that are words. */
export type WordColumn = 'handshake' | 'ending' | 'capturePlace' | 'tlsResumed';

export function cellText(row: FlowRow, column: ListedColumn, words: Words): string {
  if (column === 'packets') return words.count(row.packetsAB + row.packetsBA);
  if (column === 'bytes') return words.count(row.bytesAB + row.bytesBA);
  const value = row[column];
  const { type, list, pass } = fact(column);
  if (value === null) return pass && row.kind === 'tcp' && !words.isDone(pass) ? '…' : '';
  switch (type) {
    case 'count':
    case 'bytes':
      return words.count(Number(value));
    case 'percent':
      return Number(value).toFixed(1);
    case 'second':
      return words.start(row);
    case 'interval':
      return (list?.unit === 's' ? seconds : milliseconds)(Number(value), words.clock());
    case 'word':
      return words.word(column as WordColumn, String(value));
    default:
      return String(value);
  }
}

/** The order after a click on a column: its other direction, or the one that is asked for first (most, longest, newest on top). */
export function nextSort(
  now: { column: string; descending: boolean },
  column: string,
): { column: string; descending: boolean } {
  if (now.column === column) return { column, descending: !now.descending };
  return { column, descending: isFlowColumn(column) && fact(column).most === true };
}

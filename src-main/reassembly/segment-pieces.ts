// Where the pieces of messages stand in the segments that carry them: their numbers and lengths follow from what the columns have of each.
import { SYN } from '../wire/tcp';
import { seqAdd, seqDiff } from '../wire/seq';
import type { MessageTable } from './message-table';

/** What has to be known of the rows that carry pieces. */
export interface SegmentColumns {
  seq(row: number): number;
  flags(row: number): number;
  /** declared bytes */
  payloadLen(row: number): number;
}

/** Number of the first byte of a segment's payload: a SYN counts itself before. */
export const payloadSeq = (columns: SegmentColumns, row: number): number =>
  seqAdd(columns.seq(row), columns.flags(row) & SYN ? 1 : 0);

/** How many bytes of a segment a piece is: as far as its message goes (0: whatever there is), and there are any. */
export function pieceLength(table: MessageTable, columns: SegmentColumns, piece: number, message: number): number {
  const at = table.at(piece);
  const row = table.row(piece);
  const left = columns.payloadLen(row) - at;
  if (message === 0) return left;
  const start = seqDiff(seqAdd(payloadSeq(columns, row), at), table.seq(message));
  return Math.max(0, Math.min(left, table.length(message) - start));
}

/**
 * All that the row's payload is to the protocol in its stream is part of a message that another frame completes, or was sent before: nothing of that
 * protocol is dissected in it. The row must have been looked at.
 */
export function isPartAlone(table: MessageTable, columns: SegmentColumns, row: number): boolean {
  const piece = table.pieceOf(row);
  if (piece === 0) return columns.payloadLen(row) === 0;
  if (table.at(piece) > 0) return false;
  const message = table.messageOf(piece);
  if (message !== 0 && table.last(message) === row + 1) return false;
  return pieceLength(table, columns, piece, message) === columns.payloadLen(row);
}

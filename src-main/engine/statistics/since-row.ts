// Time from one packet to another, for tables.
import { nsBetween } from '../../text/duration';
import type { CaptureDocument } from '../document/document';

/** ns from one row to another; 0 where one of them has no time. */
export function sinceRow({ columns }: CaptureDocument, from: number, to: number): number {
  if (from < 0 || !columns.hasTime(to)) return 0;
  return nsBetween(columns.timeSec(from), columns.timeNano(from), columns.timeSec(to), columns.timeNano(to));
}

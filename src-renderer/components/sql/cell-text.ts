// Cells of a result as text. Pure.
import type { SqlCell } from '../../../src-main/ipc/contracts/sql-contract';

const DIGITS = 9;

/** Whole numbers as they are, others with nine digits at most; null is a dash. */
export function cellText(cell: SqlCell): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(DIGITS)));
}

/** A row as it is copied: tabs between the cells, on one line. */
export const rowText = (row: readonly SqlCell[]): string =>
  row.map((cell) => (cell === null ? '' : String(cell).replace(/\s/g, ' '))).join('\t');

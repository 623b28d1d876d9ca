// Rows of a table of statistics before anybody has looked at them, and their order by a column.
import type { StatisticsCell, StatisticsColumn, StatisticsRow } from '../../ipc/contracts/statistics-contract';

export interface Listing {
  readonly columns: readonly StatisticsColumn[];
  readonly count: number;
  /** packets of rows beyond those that can be listed */
  readonly unlisted: number;
  row(i: number): StatisticsRow;
  /** What row `i` is compared by; without it, the cell. */
  sortKey?(i: number, column: number): StatisticsCell;
  /** Rows that stand in a tree: the number of the one around row `i`, -1: none. */
  parent?(i: number): number;
}

/** Numbers of the rows by a column (null: as they stand); what is not known stands last, whichever way it goes. */
export function orderOf(listing: Listing, column: number | null, descending: boolean): Uint32Array {
  const rows = Uint32Array.from({ length: listing.count }, (_, i) => i);
  if (column !== null) {
    const keys = Array.from(rows, (i) => listing.sortKey?.(i, column) ?? listing.row(i).cells[column]);
    const way = descending ? -1 : 1;
    rows.sort((x, y) => {
      const [a, b] = [keys[x], keys[y]];
      if (a === b) return x - y;
      if (a === null || b === null) return a === null ? 1 : -1;
      return way * (a < b ? -1 : 1);
    });
  }
  return listing.parent ? asTree(rows, (i) => listing.parent?.(i) ?? -1) : rows;
}

/** The same rows with each below the one around it. */
function asTree(rows: Uint32Array, parent: (i: number) => number): Uint32Array {
  const below = new Map<number, number[]>();
  for (const i of rows) {
    const around = parent(i);
    const siblings = below.get(around);
    if (siblings) siblings.push(i);
    else below.set(around, [i]);
  }
  const out = new Uint32Array(rows.length);
  const waiting = (below.get(-1) ?? []).toReversed();
  for (let at = 0; waiting.length > 0; at++) {
    const i = waiting.pop() as number;
    out[at] = i;
    waiting.push(...(below.get(i) ?? []).toReversed());
  }
  return out;
}

// What a lifeline of a flow graph shows of a packet: an end of its arrow, a piece of it, or nothing. Pure.
import type { StatisticsRow } from '../../../src-main/ipc/contracts/statistics-contract';

/** Columns of hosts are told from others by how their names begin; that of all other hosts has nothing behind it. */
const HOST = 'host:';
export const hostColumn = (address: string): string => HOST + address;
/** Null: the column is no host's. */
export const hostOf = (column: string): string | null => (column.startsWith(HOST) ? column.slice(HOST.length) : null);

export interface FlowLine {
  /** the arrow reaches into this half of the cell */
  left: boolean;
  right: boolean;
  /** `self`: from and to this lifeline; null: the arrow only passes */
  end: 'from' | 'to' | 'self' | null;
  /** of an end, null: there is none */
  port: number | null;
}

/** `places`: of each lifeline that is shown, the place from the left; null: the packet has nothing to do with this one. */
export function flowLine({ cells }: StatisticsRow, host: string, places: ReadonlyMap<string, number>): FlowLine | null {
  const placeOf = (address: unknown): number => places.get(String(address)) ?? places.get('') ?? -1;
  const here = places.get(host) ?? -1;
  const from = placeOf(cells[2]);
  const to = placeOf(cells[4]);
  const port = (i: number): number | null => (typeof cells[i] === 'number' ? cells[i] : null);
  if (from === to) return from === here ? { left: false, right: false, end: 'self', port: port(3) } : null;
  // an end that is hidden: nothing can be drawn towards it
  const [low, high] = from < 0 || to < 0 ? [Math.max(from, to), Math.max(from, to)] : [from, to].sort((a, b) => a - b);
  if (here < low || here > high) return null;
  return {
    left: here > low,
    right: here < high,
    end: here === from ? 'from' : here === to ? 'to' : null,
    port: here === from ? port(3) : here === to ? port(5) : null,
  };
}

// Where a row of a result leads: to a connection, a packet, a filter, as far as its columns tell. Pure.
import type { SqlCell } from '../../../src-main/ipc/contracts/sql-contract';
import type { RowLinks } from '../../state/list/lead-to';

const FRAMES = ['frame', 'first_frame', 'last_frame'];
const ADDRESSES = new Set(['client', 'server', 'address', 'address_a', 'address_b']);
const PORTS = new Set(['client_port', 'server_port', 'port', 'port_a', 'port_b']);
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]+(?::\d{1,3}(?:\.\d{1,3}){3})?)$/i;

const isNumber = (cell: SqlCell | undefined, least: number): cell is number =>
  typeof cell === 'number' && Number.isInteger(cell) && cell >= least && cell <= 0xffffffff;

export function linksOf(columns: readonly string[], row: readonly SqlCell[]): RowLinks {
  const cell = (name: string): SqlCell | undefined => row[columns.indexOf(name)];
  const stream = cell('stream');
  const kind = cell('kind') === 'udp' ? 'udp' : 'tcp';
  const frame = FRAMES.map(cell).find((one) => isNumber(one, 1));
  return { stream: isNumber(stream, 0) ? { kind, stream } : null, frame: isNumber(frame, 1) ? frame : 0 };
}

/** Number of the capture that a row is of, in a store of several; -1: it does not tell. */
export function captureOf(columns: readonly string[], row: readonly SqlCell[]): number {
  const cell = row[columns.indexOf('capture')];
  return isNumber(cell, 0) ? cell : -1;
}

/** The display filter that finds what the cell is about, else the connection of the row; empty: none. */
export function filterOf(columns: readonly string[], row: readonly SqlCell[], column: string): string {
  const cell = row[columns.indexOf(column)];
  const { stream } = linksOf(columns, row);
  const kind = columns.includes('kind') && row[columns.indexOf('kind')] === 'udp' ? 'udp' : 'tcp';
  if (ADDRESSES.has(column) && typeof cell === 'string' && ADDRESS.test(cell))
    return `${cell.includes(':') ? 'ipv6' : 'ip'}.addr == ${cell}`;
  if (PORTS.has(column) && isNumber(cell, 0) && cell < 65_536) return `${kind}.port == ${cell}`;
  if ((FRAMES.includes(column) || column === 'frame_number') && isNumber(cell, 1)) return `frame.number == ${cell}`;
  return stream ? `${stream.kind}.stream == ${stream.stream}` : '';
}

// The display filter that finds what a cell of the packet list shows. Pure.
import { epoch } from '../../src-main/text/time';
import { fieldOfColumn } from './field-column';
import type { PacketRow } from './packet-row';

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const IPV6 = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i;
const MAC = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i;

/** Names of the protocol column that a filter calls otherwise; the rest are the same in small letters. */
const PROTOCOL_NAMES: Record<string, string> = {
  'Ethernet II': 'eth',
  Ethernet: 'eth',
  IPv4: 'ip',
  IPv6: 'ipv6',
};

function addressFilter(address: string, end: 'src' | 'dst'): string {
  if (IPV4.test(address)) return `ip.${end} == ${address}`;
  if (MAC.test(address)) return `eth.${end} == ${address}`;
  return IPV6.test(address) ? `ipv6.${end} == ${address}` : '';
}

function protocolFilter(name: string): string {
  const known = PROTOCOL_NAMES[name] as string | undefined;
  return known ?? (/^[A-Za-z][A-Za-z0-9]*$/.test(name) ? name.toLowerCase() : '');
}

/** `ip.src == 192.0.2.1`, `tcp`, `frame.len == 74` …; empty for a cell that no filter finds. */
export function cellFilter(row: PacketRow, column: string): string {
  switch (column) {
    case 'number':
      return `frame.number == ${row.frame}`;
    case 'time':
      return row.hasTime ? `frame.time_epoch == ${epoch(row.at, 9)}` : '';
    case 'source':
      return addressFilter(row.source, 'src');
    case 'destination':
      return addressFilter(row.destination, 'dst');
    case 'protocol':
      return protocolFilter(row.protocol);
    case 'length':
      return `frame.len == ${row.length}`;
    default:
      return row.cells.get(fieldOfColumn(column))?.filter ?? '';
  }
}

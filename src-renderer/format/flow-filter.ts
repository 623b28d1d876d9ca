// The display filter that finds a connection, its ends, or one direction of it. Pure.
import type { FlowRow, TimelineSegment } from '../../src-main/ipc/contracts/engine-contract';

/** `tcp.stream == 4` */
export const streamFilter = (row: FlowRow): string => `${row.kind}.stream == ${row.stream}`;

/** `ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && tcp.port == 40000 && tcp.port == 443` */
export function endpointFilter(row: FlowRow): string {
  const address = row.addressA.includes(':') ? 'ipv6.addr' : 'ip.addr';
  return [
    `${address} == ${row.addressA}`,
    `${address} == ${row.addressB}`,
    `${row.kind}.port == ${row.portA}`,
    `${row.kind}.port == ${row.portB}`,
  ].join(' && ');
}

const addressField = (address: string, end: 'addr' | 'src'): string =>
  `${address.includes(':') ? 'ipv6' : 'ip'}.${end} == ${address}`;

/** Both ends of a connection and its stream: what a reader recognizes, and what makes it this one. */
export const connectionFilter = (row: FlowRow): string =>
  `${addressField(row.addressA, 'addr')} && ${addressField(row.addressB, 'addr')} && ${streamFilter(row)}`;

/** Segments of the connection that go the same way as this one. */
export function directionFilter(flow: FlowRow, segment: Pick<TimelineSegment, 'fromA'>): string {
  const [address, port] = segment.fromA ? [flow.addressA, flow.portA] : [flow.addressB, flow.portB];
  return `${streamFilter(flow)} && ${addressField(address, 'src')} && ${flow.kind}.srcport == ${port}`;
}

import { expect, test } from 'vitest';
import type { FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import { cellFilter } from '../../../src-renderer/format/cell-filter';
import { connectionFilter, directionFilter } from '../../../src-renderer/format/flow-filter';
import type { PacketRow } from '../../../src-renderer/format/packet-row';

const row: PacketRow = {
  frame: 12,
  hasTime: true,
  at: { sec: 1722470400, nano: 13_201_000 },
  previous: { sec: 1722470400, nano: 0 },
  captured: { sec: 1722470400, nano: 0 },
  first: { sec: 1722470400, nano: 0 },
  marks: 0,
  length: 74,
  stream: 4,
  source: '192.168.1.20',
  destination: '2001:db8::1',
  sourceName: null,
  destinationName: null,
  protocol: 'TCP',
  info: '54407 → 443 [SYN]',
  kind: 'setup',
  comment: '',
  colouring: 0,
  rule: -1,
  cells: new Map([['tcp.srcport', { text: '54407', filter: 'tcp.srcport == 54407' }]]),
};

test.each<[string, Partial<PacketRow>, string]>([
  ['=tcp.srcport', {}, 'tcp.srcport == 54407'],
  ['=tcp.dstport', {}, ''],
  ['number', {}, 'frame.number == 12'],
  ['time', {}, 'frame.time_epoch == 1722470400.013201000'],
  ['time', { hasTime: false }, ''],
  ['source', {}, 'ip.src == 192.168.1.20'],
  ['source', { source: '00:11:22:aa:bb:cc' }, 'eth.src == 00:11:22:aa:bb:cc'],
  ['source', { source: '' }, ''],
  ['source', { source: 'Broadcast' }, ''],
  ['destination', {}, 'ipv6.dst == 2001:db8::1'],
  ['destination', { destination: '::1' }, 'ipv6.dst == ::1'],
  ['protocol', {}, 'tcp'],
  ['protocol', { protocol: 'ICMPv6' }, 'icmpv6'],
  ['protocol', { protocol: 'IPv4' }, 'ip'],
  ['protocol', { protocol: '0x88cc' }, ''],
  ['length', {}, 'frame.len == 74'],
  ['info', {}, ''],
])('cell %s of %j', (column, change, expected) => {
  expect(cellFilter({ ...row, ...change }, column)).toBe(expected);
});

const flow = {
  kind: 'tcp',
  stream: 4,
  addressA: '10.0.0.1',
  portA: 54407,
  addressB: '10.0.0.2',
  portB: 443,
} as FlowRow;

test('a connection is both of its ends and its stream; a direction one of them', () => {
  expect(connectionFilter(flow)).toBe('ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && tcp.stream == 4');
  expect(directionFilter(flow, { fromA: true })).toBe('tcp.stream == 4 && ip.src == 10.0.0.1 && tcp.srcport == 54407');
  expect(directionFilter(flow, { fromA: false })).toBe('tcp.stream == 4 && ip.src == 10.0.0.2 && tcp.srcport == 443');
  expect(connectionFilter({ ...flow, kind: 'udp', addressA: '::1', addressB: '::2' })).toBe(
    'ipv6.addr == ::1 && ipv6.addr == ::2 && udp.stream == 4',
  );
});

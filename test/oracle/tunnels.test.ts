// Tunnels, and headers around packets, against tshark: every field that we have of them, and the conversations outside and inside. The
// captures are made here: the samples, and frames that contradict themselves.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { named } from '../fixtures/corpus';
import { pcapFile } from '../fixtures/make-capture';
import { be16, bytesOf, concat, ethernet, hex, ipv4, tcp, udp } from '../fixtures/make-packet';
import { SAMPLE_TUNNELS } from '../fixtures/sample-tunnels';
import { tempFolder } from '../fixtures/temp-folder';
import { ourConversations, tsharkConversations } from './conversations';
import { ORACLE_PREFERENCES } from './field-list';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const PROTOCOLS = [
  'gtp',
  'vxlan',
  'nsh',
  'l2tp',
  'etherip',
  'macsec',
  'hsr',
  'isl',
  'lisp-data',
  'udpencap',
  'wg',
  'esp',
];
/** What stands outside and inside. */
const AROUND = [
  ...['frame.len', 'eth.src', 'eth.dst', 'eth.type', 'eth.len', 'eth.trailer', 'eth.fcs', 'ip.src', 'ip.dst', 'ip.len'],
  ...['ipv6.src', 'ipv6.dst', 'udp.srcport', 'udp.dstport', 'udp.length', 'udp.stream', 'tcp.srcport', 'tcp.dstport'],
  ...['tcp.stream', 'tcp.seq', 'tcp.flags', 'ppp.protocol', 'vlan.id', 'mpls.label', 'gre.proto', 'data.len'],
];

const own = [...registry.fields()].filter(
  (field) => field.type !== 'protocol' && PROTOCOLS.some((name) => field.abbrev.startsWith(`${name}.`)),
);
const FIELDS = [...AROUND, ...own.map((field) => field.abbrev)];

const V4 = ipv4({ src: '192.168.0.1', dst: '192.168.0.2' }, udp({ dstPort: 5000 }, bytesOf('hello')));
const FRAME = ethernet({}, V4);
const inUdp = (dstPort: number, ...parts: (string | number | ArrayLike<number>)[]): Uint8Array =>
  ethernet({}, ipv4({}, udp({ srcPort: dstPort === 1701 ? 1701 : 30001, dstPort }, bytesOf(...parts))));
const gtp = (start: string, length: number, ...parts: Uint8Array[]): Uint8Array =>
  inUdp(2152, hex(start), be16(length), hex('00000007'), ...parts);
const nsh = (header: string, payload = V4): Uint8Array => ethernet({ type: 0x894f }, concat(hex(header), payload));
const macsec = (header: string, payload = V4): Uint8Array =>
  ethernet({ type: 0x88e5 }, concat(hex(header), payload, new Uint8Array(16).fill(0xaa)));
const l2tp = (header: string, payload = V4): Uint8Array => inUdp(1701, hex(header), payload);
const isl = (type: string, length: number, inner: Uint8Array, rest = '01020304'): Uint8Array =>
  concat(
    hex(`01000c0000 ${type} 020000000009`),
    bytesOf(be16(length)),
    hex('aaaa03 00000c 000a 0001 0000'),
    inner,
    hex(rest),
  );

/** Frames with headers that are wrong, short, or not what their port says. */
const ODD: [string, Uint8Array][] = [
  ['gtp: length too small', gtp('30ff', 28, V4)],
  ['gtp: length too large', gtp('30ff', 80, V4)],
  ['gtp: bytes behind', gtp('30ff', V4.length, V4, hex('0102030405'))],
  ['gtp: nothing inside', gtp('30ff', 0)],
  ['gtp: reserved bit', gtp('38ff', V4.length, V4)],
  ['gtp: 15 words of IP', gtp('30ff', V4.length, hex('4f'), V4.subarray(1))],
  ['gtp: optional fields not there', gtp('34ff', 3, hex('000100'))],
  ['gtp: sequence number only', gtp('32ff', 2, hex('0001'))],
  ['gtp: end marker with extension', gtp('34fe', 8, hex('0000 00 85 01 0009 00'))],
  ['gtp: unknown message', gtp('30f3', V4.length, V4)],
  ['gtp: version 7', gtp('f0ff', V4.length, V4)],
  ['gtp: one byte', inUdp(2152, hex('30'))],
  ['gtp: on the port of control', inUdp(2123, hex('30ff'), be16(V4.length), hex('00000007'), V4)],
  ['gtp: unknown extension', gtp('34ff', V4.length + 8, hex('0000 00 44 01 0102 00'), V4)],
  ['gtp: unknown session', gtp('34ff', V4.length + 8, hex('0000 00 85 01 2009 00'), V4)],
  ['vxlan-gpe: unknown next protocol', inUdp(4790, hex('3d123409 00002a77'), V4)],
  ['vxlan-gpe: without its bit', inUdp(4790, hex('08000001 00002a00'), V4)],
  ['nsh: fixed, wrong length', nsh('0fc7 01 01 000001 ff 00000001 00000002 00000003 00000004')],
  ['nsh: variable, length 1', nsh('0fc1 02 01 000001 ff')],
  ['nsh: metadata longer than its length says', nsh('0fc3 02 01 000001 ff 0102 83 04')],
  ['nsh: padded metadata', nsh('0fc5 02 01 000001 ff 0102 83 05 0102030405000000')],
  ['nsh: another type', nsh('0fc4 03 01 000001 ff 0000000000000000')],
  ['nsh: unknown next protocol', nsh('0fc2 02 09 000001 ff')],
  ['nsh: version 1', nsh('4fc2 02 01 000001 ff')],
  ['nsh: nsh', nsh('0fc2 02 04 000001 ff 0fc2 02 01 000001 ff')],
  ['nsh: padding of the inner frame', concat(nsh('0fc2 02 03 000001 ff', FRAME), new Uint8Array(12))],
  ['etherip: version 4', ethernet({}, ipv4({ protocol: 97 }, concat(hex('4001'), FRAME)))],
  ['l2tp: version 1', l2tp('0001 0005 0006 ff030021')],
  ['l2tp: bytes behind', concat(l2tp('4002 002d 0005 0006 ff030021', concat(V4, hex('01020304'))))],
  ['l2tp: length too small', l2tp('4002 0004 0005 0006 0021')],
  ['l2tp: length too large', l2tp('4002 0104 0005 0006 0021')],
  ['l2tp: offset behind the end', l2tp('0202 0005 0006 00ff 0021')],
  ['l2tp: nothing inside', l2tp('0002 0005 0006', new Uint8Array(0))],
  ['l2tp: control without length', l2tp('8802 0005 0000 0001 0002 8008 0000 0000 0006', new Uint8Array(0))],
  ['l2tp: control without numbers', l2tp('c002 0010 0005 0000 8008 0000 0000 0006', new Uint8Array(0))],
  ['l2tp: attribute without length', l2tp('c802 0014 0005 0000 0001 0002 8000 0000 0009 0007', new Uint8Array(0))],
  ['l2tp: attribute of a vendor', l2tp('c802 0014 0005 0000 0001 0002 8008 1234 0007 0007', new Uint8Array(0))],
  ['macsec: version', macsec('a0 00 00000001 0200000000010001 0800')],
  ['macsec: too short', macsec('2c 00 00000001 0200000000010001', new Uint8Array(0))],
  ['macsec: changed', macsec('44 00 00000001 0800')],
  ['macsec: vlan inside', macsec('40 00 00000001 8100 0005 0800')],
  ['macsec: padded', concat(macsec('40 23 00000001 0800'), new Uint8Array(9))],
  ['hsr: padded', ethernet({ type: 0x892f }, concat(hex('102e 0005 0800'), V4, new Uint8Array(20)))],
  ['hsr: unknown type', ethernet({ type: 0x892f }, hex('102e 0005 0010 424203'))],
  ['isl: longer than it says', isl('00', 12 + FRAME.length + 4, concat(FRAME, hex('0a0b0c0d')))],
  ['isl: shorter than it says', isl('00', 12 + FRAME.length + 4, FRAME, '')],
  ['isl: fddi', isl('20', 40, new Uint8Array(28))],
  ['isl: a length that is none', isl('00', 1501, FRAME)],
  ['lisp: too short', inUdp(4341, hex('48012345 00'))],
  ['lisp: no ip', inUdp(4341, hex('a0012345 00000504 00010203'))],
  ['lisp: every flag', inUdp(4341, hex('ff012345 00000504'), V4)],
  ['esp: keepalive of two bytes', inUdp(4500, hex('ffff'))],
  ['esp: marker only', inUdp(4500, hex('00000000'))],
  ['wireguard: wrong length', inUdp(51820, hex('01000000'), new Uint8Array(145))],
  ['wireguard: reserved bytes', inUdp(51820, hex('04000001 11223344 0100000000000000'), new Uint8Array(24))],
  ['wireguard: on another port', inUdp(4711, hex('04000000 11223344 0100000000000000'), new Uint8Array(24))],
];

/** The same connection in two tunnels of one kind, once outside, and its answer. */
function conversations(): Uint8Array[] {
  const segment = (a: string, b: string, ports: [number, number], flags: string): Uint8Array =>
    ipv4({ src: a, dst: b }, tcp({ srcPort: ports[0], dstPort: ports[1], seq: 1, flags }));
  const there = segment('192.168.0.1', '192.168.0.2', [40000, 80], 'S');
  const back = segment('192.168.0.2', '192.168.0.1', [80, 40000], 'SA');
  const tunnel = (inner: Uint8Array, teid: number, ports: [number, number]): Uint8Array =>
    ethernet(
      {},
      ipv4(
        {},
        udp({ srcPort: ports[0], dstPort: ports[1] }, bytesOf(hex('30ff'), be16(inner.length), [0, 0, 0, teid], inner)),
      ),
    );
  return [
    tunnel(there, 1, [2152, 2152]),
    tunnel(back, 2, [2152, 2152]),
    tunnel(there, 1, [30000, 2152]),
    ethernet({}, there),
    inUdp(4341, hex('00000000 00000000'), back),
    // the lower port is asked first, and the other one where that is not taken
    ethernet({}, ipv4({}, udp({ srcPort: 2152, dstPort: 4341 }, bytesOf(hex('00000000 00000000'), there)))),
    ethernet({}, ipv4({}, udp({ srcPort: 4500, dstPort: 4789 }, bytesOf(hex('08000000 00000100'), FRAME)))),
    tunnel(inUdp(4789, hex('08000000 00000100'), FRAME).subarray(14), 3, [2152, 2152]),
  ];
}

const protocols = FIELDS.length;

/** What may differ (DIFFERENCES.md): several conversations in one frame; the width of a number; what is in a token ring frame. */
function isSame(field: string, ours: string, theirs: string, protocols: string): boolean {
  if (ours === theirs) return true;
  if (/\.stream$/.test(field)) return ours.split(',').at(-1) === theirs.split(',').at(-1);
  if (/^vxlan\.flags/.test(field)) return Number(ours) === Number(theirs);
  return field === 'data.len' && protocols.endsWith(':tr');
}

const version = tsharkVersion();

describe.skipIf(version === null)(named('tunnels equal tshark', version === null ? 'no tshark' : null), () => {
  const compare = async (name: string, frames: [string, Uint8Array][]): Promise<void> => {
    const path = join(tempFolder(), `${name}.pcap`);
    writeFileSync(path, pcapFile(frames.map(([, bytes]) => bytes)));
    const { rows } = await tsharkFields(path, version ?? '', [...FIELDS, 'frame.protocols'], ORACLE_PREFERENCES);
    const ours = await ourFields(path, FIELDS, ORACLE_PREFERENCES);
    const differences: string[] = [];
    expect(ours.rows).toHaveLength(rows.length);
    frames.forEach(([frame], i) =>
      FIELDS.forEach((field, k) => {
        if (!isSame(field, ours.rows[i][k], rows[i][k], rows[i][protocols]))
          differences.push(`${frame}: ${field} ${ours.rows[i][k]} <> ${rows[i][k]}`);
      }),
    );
    expect(differences).toEqual([]);
    for (const kind of ['tcp', 'udp'] as const)
      expect(await ourConversations(path, kind)).toEqual(
        await tsharkConversations(path, version ?? '', kind, ORACLE_PREFERENCES),
      );
  };
  test('in the samples', () =>
    compare(
      'samples',
      SAMPLE_TUNNELS.map(({ name, bytes }) => [name, bytes]),
    ));
  test('in odd frames', () => compare('odd', ODD));
  test('in their conversations', () =>
    compare(
      'conversations',
      conversations().map((bytes, i) => [`frame ${i + 1}`, bytes]),
    ));
});

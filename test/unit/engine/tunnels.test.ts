// Connections between the same addresses and ports that are told apart by what lies around them, where the reader wants that.
import { describe, expect, test } from 'vitest';
import { tunnelsOf } from '../../../src-main/engine/answers/tunnels-of';
import { CaptureDocument, type ReadingOptions } from '../../../src-main/engine/document/document';
import { through } from '../../../src-main/flow/scan/tunnel-path';
import { pcapFile } from '../../fixtures/make-capture';
import { fragment4 } from '../../fixtures/make-fragments';
import { be16, be32, bytesOf, ethernet, hex, ipv4, tcp, udp, vlanTag, type Segment } from '../../fixtures/make-packet';
import { cli } from '../cli/run-cli';
import { save } from './captures';

type Wrap = (inner: Uint8Array, back: boolean) => Uint8Array;
/** Outer addresses are swapped on the way back, and what a receiver chooses is another number there. */
const outer = (back: boolean, protocol: number | undefined, payload: Uint8Array | Segment): Uint8Array =>
  ethernet({}, ipv4({ src: back ? '9.0.0.2' : '9.0.0.1', dst: back ? '9.0.0.1' : '9.0.0.2', protocol }, payload));
const overUdp =
  (port: number, header: (back: boolean) => Uint8Array): Wrap =>
  (inner, back) =>
    outer(back, undefined, udp({ srcPort: 40000 + Number(back), dstPort: port }, bytesOf(header(back), inner)));
const framed: (wrap: Wrap) => Wrap = (wrap) => (inner, back) => wrap(ethernet({}, inner), back);
const vlan =
  (id: number): Wrap =>
  (inner) =>
    ethernet({ type: 0x8100 }, vlanTag({ id }, inner));
const qinq =
  (service: number, id: number): Wrap =>
  (inner) =>
    ethernet({ type: 0x88a8 }, vlanTag({ id: service, type: 0x8100 }, vlanTag({ id }, inner)));
const vxlan = (vni: number): Wrap => framed(overUdp(4789, () => bytesOf(be32(0x08000000), be32(vni << 8))));
const geneve = (vni: number): Wrap => framed(overUdp(6081, () => bytesOf(hex('0000 6558'), be32(vni << 8))));
const gre =
  (key: number): Wrap =>
  (inner, back) =>
    outer(back, 47, bytesOf(hex('2000 0800'), be32(key), inner));
const pppoe =
  (session: number): Wrap =>
  (inner) =>
    ethernet({ type: 0x8864 }, bytesOf(hex('1100'), be16(session), be16(inner.length + 2), hex('0021'), inner));
const mpls =
  (label: number): Wrap =>
  (inner, back) =>
    ethernet({ type: 0x8847 }, bytesOf(be32((((label + Number(back)) << 12) | 0x140) >>> 0), inner));
const gtp =
  (teid: number): Wrap =>
  (inner, back) =>
    overUdp(2152, () => bytesOf(hex('30ff'), be16(inner.length), be32(teid + Number(back))))(inner, back);
const ipip: Wrap = (inner, back) => outer(back, 4, inner);
const plain: Wrap = (inner) => ethernet({}, inner);

/** SYN, SYN-ACK, ACK between the same ends, each time with other initial numbers. */
function handshake(wrap: Wrap, isn: number): Uint8Array[] {
  const to = (options: Parameters<typeof tcp>[0]) =>
    wrap(ipv4({ src: '10.0.0.1', dst: '10.0.0.2' }, tcp({ srcPort: 1234, dstPort: 80, ...options })), false);
  const back = (options: Parameters<typeof tcp>[0]) =>
    wrap(ipv4({ src: '10.0.0.2', dst: '10.0.0.1' }, tcp({ srcPort: 80, dstPort: 1234, ...options })), true);
  return [
    to({ seq: isn, flags: 'S' }),
    back({ seq: isn + 7, ack: isn + 1, flags: 'SA' }),
    to({ seq: isn + 1, ack: isn + 8, flags: 'A' }),
  ];
}

async function flowsOf(frames: Uint8Array[], options: ReadingOptions) {
  const opened = await CaptureDocument.open(save(pcapFile(frames)), options);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  try {
    await document.read({ progress: () => undefined, stopped: () => false });
    const { flows } = document.analysis;
    return Array.from({ length: flows.tcpCount }, (_, stream) => {
      const flow = flows.ofStream('tcp', stream);
      const { packetsAB, packetsBA, handshake: state } = flows.row(flow);
      return { tunnels: tunnelsOf(document, flow), packets: [packetsAB, packetsBA], state };
    });
  } finally {
    document.close();
  }
}

/** Frames of both, taken in turns: SYN, SYN, SYN-ACK, SYN-ACK … */
const mixed = (one: Uint8Array[], two: Uint8Array[]): Uint8Array[] => one.flatMap((frame, i) => [frame, two[i]]);
const whole = (tunnels: string) => ({ tunnels, packets: [2, 1], state: 'complete' });

describe.each<[string, Wrap, string, Wrap, string]>([
  ['VLANs', vlan(7), 'VLAN 7', vlan(8), 'VLAN 8'],
  ['a VLAN and none', plain, '', vlan(8), 'VLAN 8'],
  ['VLANs in VLANs', qinq(100, 7), 'VLAN 100 › VLAN 7', qinq(101, 7), 'VLAN 101 › VLAN 7'],
  ['VXLAN', vxlan(5001), 'VXLAN 5001', vxlan(0xffffff), 'VXLAN 16777215'],
  ['Geneve', geneve(1), 'Geneve 1', geneve(2), 'Geneve 2'],
  ['VXLAN and Geneve of one number', vxlan(1), 'VXLAN 1', geneve(1), 'Geneve 1'],
  ['GRE', gre(5), 'GRE 5', gre(0xdeadbeef), 'GRE 3735928559'],
  ['PPPoE', pppoe(1), 'PPPoE 1', pppoe(2), 'PPPoE 2'],
  ['MPLS and nothing', mpls(16), 'MPLS', plain, ''],
  ['GTP-U and IP in IP', gtp(9), 'GTP-U', ipip, 'IP'],
  ['VLANs around VXLAN', (inner, back) => vlanned(3, vxlan(9)(inner, back)), 'VLAN 3 › VXLAN 9', vxlan(9), 'VXLAN 9'],
])('the same ends in %s', (_, one, first, two, second) => {
  const frames = mixed(handshake(one, 1000), handshake(two, 900_000));

  test('are two connections, each with both directions', async () => {
    expect(await flowsOf(frames, { byTunnel: true })).toEqual([whole(first), whole(second)]);
  });

  test('are what Wireshark takes them for, unless told', async () => {
    const flows = await flowsOf(frames, {});
    // the second SYN has another number: the ports are used again
    expect(flows.map(({ tunnels }) => tunnels)).toEqual(['', '']);
    expect(flows.map(({ packets }) => packets)).toEqual([
      [1, 0],
      [3, 2],
    ]);
  });
});

/** A frame of Ethernet with a tag put in. */
function vlanned(id: number, frame: Uint8Array): Uint8Array {
  return bytesOf(frame.subarray(0, 12), hex('8100'), be16(id), frame.subarray(12));
}

test('a datagram in fragments belongs to the connection of its tunnel', async () => {
  const [syn, synAck, ack] = handshake(plain, 1000);
  // 20 bytes of header and 44 of data; the checksum does not matter here
  const segment = bytesOf(be16(1234), be16(80), be32(1001), be32(1008), hex('5018 0400 0000 0000'), new Uint8Array(44));
  const cut = [
    fragment4({ start: 0, more: true, protocol: 6 }, segment.subarray(0, 40)),
    fragment4({ start: 40, more: false, protocol: 6 }, segment.subarray(40)),
  ];
  const inside = [syn, synAck, ack, ...cut.map((part) => ethernet({}, part))].map((frame) => vlanned(5, frame));
  const flows = await flowsOf([...handshake(plain, 500_000), ...inside], { byTunnel: true });
  expect(flows).toEqual([whole(''), { tunnels: 'VLAN 5', packets: [3, 1], state: 'complete' }]);
});

test('one layer is its own name, more are a hash that none of those can be', () => {
  const seen = new Set<number>();
  for (let kind = 1; kind <= 11; kind++)
    for (const id of [0, 1, 4095, 0xff_ffff]) {
      const one = through(0, kind, id);
      expect(one).toBeLessThan(0x8000_0000);
      seen.add(one);
      expect(through(one, kind, id)).toBeGreaterThanOrEqual(0x8000_0000);
    }
  expect(seen.size).toBe(44);
});

test('on the command line: more rows, with what is around them', async () => {
  const path = save(pcapFile(mixed(handshake(vlan(7), 1000), handshake(vxlan(8), 900_000))));
  const { out } = await cli('flows', '--by-tunnel', path);
  expect(
    out
      .split('\n')
      .filter((line) => /^ *tcp/.test(line))
      .map((line) => line.split(/ {2,}/).at(-1)),
  ).toEqual(['VLAN 7', 'VXLAN 8']);
  const rows = JSON.parse((await cli('flows', '--by-tunnel', '--json', path)).out) as {
    kind: string;
    tunnels: string;
  }[];
  expect(rows.filter(({ kind }) => kind === 'tcp').map(({ tunnels }) => tunnels)).toEqual(['VLAN 7', 'VXLAN 8']);
  const before = JSON.parse((await cli('flows', '--json', path)).out) as object[];
  expect(before.every((row) => !('tunnels' in row))).toBe(true);
});

// Scan and dissection read the same headers twice. Whatever the bytes, they must come to the same answers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dissectFrame } from '../../../../src-main/dissect/dissect';
import { ValueSink } from '../../../../src-main/dissect/sinks/field-sink';
import type { FrameContext } from '../../../../src-main/dissect/contract/context';
import type { Analysis } from '../../../../src-main/flow/capture-index';
import type { Field } from '../../../../src-main/dissect/contract/fields';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { contextOf } from '../../../fixtures/dissect-frame';
import { concat, ethernet, icmp, ipv4, ipv6, tcp, tcpOption, udp, vlanTag } from '../../../fixtures/make-packet';
import type { Defragment } from '../../../../src-main/flow/scan/scan-fragments';
import { SAMPLE_TUNNELS } from '../../../fixtures/sample-tunnels';
import { wlanHeader } from '../../../fixtures/wlan-frames';
import { analyse } from '../analyse';

const NAMES = [
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'tcp.ack_raw',
  'tcp.hdr_len',
  'tcp.window_size_value',
  'tcp.len',
  'tcp.stream',
  'udp.srcport',
  'udp.dstport',
  'udp.stream',
];
const fields = NAMES.map((name): Field => {
  const field = registry.field(name);
  if (!field) throw new Error(`no field ${name}`);
  return field;
});

function contextIn(analysis: Analysis, row: number, linkType: number, length: number): FrameContext {
  return contextOf(linkType, length, {
    number: row + 1,
    // one frame alone completes nothing
    datagram: (source, at) =>
      analysis.fragments.find(row, source, at) < 0 ? null : { reassembledIn: 0, pieces: [], bytes: () => null },
    conversation: (kind) => analysis.conversation(row, kind),
    analysisFlags: () => analysis.segmentFlags(row),
    connection: () => analysis.connection(row),
  });
}

/** Last value of each field: of the innermost header. */
function dissected(
  analysis: Analysis,
  row: number,
  frame: Uint8Array,
  linkType: number,
): Record<string, number | undefined> {
  const sink = new ValueSink(fields);
  dissectFrame(
    frame,
    contextIn(analysis, row, linkType, frame.length),
    { checkChecksums: false, relativeSequenceNumbers: true },
    sink,
  );
  const last = NAMES.map((name, i) => [name, sink.values(i).at(-1) as number | undefined]);
  return {
    ...(Object.fromEntries(last) as Record<string, number | undefined>),
    headers: sink.values(NAMES.indexOf('udp.srcport')).length,
  };
}

/** Holds both to the same answers; gives the kind of the stream that was found. */
function compare(frame: Uint8Array, linkType: number, defragment: Defragment): string {
  const analysis = analyse([frame], undefined, linkType, defragment);
  const { columns } = analysis;
  const found = dissected(analysis, 0, frame, linkType);
  const kind = columns.streamKind(0);
  if (kind === 'tcp') {
    expect(found['tcp.stream']).toBe(columns.stream(0));
    // a header that claims to be shorter than it can be ends the dissection before its flags, and only such a one does
    const whole = Number(found['tcp.hdr_len']) >= 20;
    expect(found['tcp.flags']).toBe(whole ? columns.flags(0) : undefined);
    expect(found['tcp.len']).toBe(columns.partial(0) ? undefined : columns.payloadLen(0));
    expect(found['tcp.window_size_value']).toBe(whole ? columns.window(0) : undefined);
    expect(found['tcp.ack_raw']).toBe(whole ? columns.ack(0) : undefined);
    const flow = analysis.flows.row(analysis.flowOfRow(0));
    expect([flow.portA, flow.portB].sort()).toEqual([found['tcp.srcport'], found['tcp.dstport']].sort());
  } else {
    // the dissector shows a stream only where the scan has told it of one
    expect(found['tcp.flags']).toBeUndefined();
  }
  if (kind === 'udp') {
    const flow = analysis.flows.row(analysis.flowOfRow(0));
    expect(found['udp.stream']).toBe(columns.stream(0));
    // of a tunnel with nothing usable inside, the outer header
    if (columns.outerStream(0) < 0 && found.headers === 1)
      expect([flow.portA, flow.portB].sort()).toEqual([found['udp.srcport'], found['udp.dstport']].sort());
  }
  return kind;
}

const A = { src: '10.0.0.1', dst: '10.0.0.2' };
const A6 = { src: '2001:db8::1', dst: '2001:db8::2' };
const segment = tcp(
  {
    srcPort: 40000,
    dstPort: 443,
    seq: 7,
    ack: 9,
    flags: 'PA',
    options: [...tcpOption.nop, ...tcpOption.nop, ...tcpOption.timestamps(1, 2)],
  },
  new Uint8Array(20),
);
const syn = tcp({
  srcPort: 40000,
  dstPort: 443,
  seq: 7,
  flags: 'S',
  options: [...tcpOption.mss(1460), ...tcpOption.windowScale(7)],
});
const datagram = udp({ srcPort: 5353, dstPort: 53 }, new Uint8Array(12));
const hopByHop = Uint8Array.from([6, 0, 1, 4, 0, 0, 0, 0]);
const fragment = Uint8Array.from([6, 0, 0, 1, 0, 0, 0, 9]);
const gre = (type: number[]): Uint8Array => Uint8Array.from([0, 0, ...type]);

const SNAP = Uint8Array.from([0xaa, 0xaa, 3, 0, 0, 0, 8, 0]);
const MESH = Uint8Array.from([0, 31, 1, 0, 0, 0]);
const RADIOTAP_FCS = Uint8Array.from([0, 0, 9, 0, 2, 0, 0, 0, 0x10]);

const SEEDS: [string, number, Uint8Array][] = [
  ['TCP', 1, ethernet({}, ipv4(A, segment))],
  ['SYN', 1, ethernet({}, ipv4(A, syn))],
  ['UDP', 1, ethernet({}, ipv4(A, datagram))],
  ['TCP over IPv6', 1, ethernet({}, ipv6(A6, segment))],
  ['hop-by-hop options', 1, ethernet({}, ipv6(A6, segment, hopByHop))],
  ['first fragment over IPv6', 1, ethernet({}, ipv6(A6, segment, fragment))],
  ['VLAN', 1, ethernet({ type: 0x8100 }, vlanTag({ id: 5 }, ipv4(A, segment)))],
  ['IP in IP', 1, ethernet({}, ipv4({ ...A, protocol: 4 }, ipv4(A, segment)))],
  ['6in4', 1, ethernet({}, ipv4({ ...A, protocol: 41 }, ipv6(A6, datagram)))],
  ['GRE', 1, ethernet({}, ipv4({ ...A, protocol: 47 }, concat(gre([8, 0]), ipv4(A, syn))))],
  [
    'GRE with Ethernet',
    1,
    ethernet({}, ipv4({ ...A, protocol: 47 }, concat(gre([0x65, 0x58]), ethernet({}, ipv4(A, segment))))),
  ],
  [
    'VXLAN',
    1,
    ethernet(
      {},
      ipv4(
        A,
        udp(
          { srcPort: 9, dstPort: 4789 },
          concat(Uint8Array.from([8, 0, 0, 0, 0, 0, 1, 0]), ethernet({}, ipv4(A, segment))),
        ),
      ),
    ),
  ],
  [
    'Geneve',
    1,
    ethernet(
      {},
      ipv4(
        A,
        udp(
          { srcPort: 9, dstPort: 6081 },
          concat(Uint8Array.from([0, 0, 0x65, 0x58, 0, 0, 1, 0]), ethernet({}, ipv4(A, syn))),
        ),
      ),
    ),
  ],
  ['MPLS', 1, ethernet({ type: 0x8847 }, concat(Uint8Array.from([0, 1, 1, 64]), ipv4(A, segment)))],
  ['quoted by ICMP', 1, ethernet({}, ipv4(A, icmp(3, 3, 0, ipv4(A, syn))))],
  ['first fragment', 1, ethernet({}, ipv4({ ...A, moreFragments: true }, segment))],
  ['later fragment', 1, ethernet({}, ipv4({ ...A, fragmentOffset: 5 }, segment))],
  ['SNAP', 1, ethernet({ type: 60 }, concat(Uint8Array.from([0xaa, 0xaa, 3, 0, 0, 0, 8, 0]), ipv4(A, segment)))],
  ['NULL', 0, concat(Uint8Array.from([2, 0, 0, 0]), ipv4(A, segment))],
  ['raw IP', 101, ipv4(A, segment)],
  ['raw IPv6', 101, ipv6(A6, segment)],
  ['PPP', 9, concat(Uint8Array.from([0xff, 3, 0, 0x21]), ipv4(A, segment))],
  ['PPPoE', 1, ethernet({ type: 0x8864 }, concat(Uint8Array.from([0x11, 0, 0, 1, 0, 62, 0, 0x21]), ipv4(A, syn)))],
  ['Cisco HDLC', 104, concat(Uint8Array.from([0x0f, 0, 8, 0]), ipv4(A, segment))],
  ['frame relay', 107, concat(Uint8Array.from([0x18, 0x41, 3, 0xcc]), ipv4(A, segment))],
  ['SLL', 113, concat(Uint8Array.from([0, 0, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, 8, 0]), ipv4(A, segment))],
  [
    'FDDI',
    10,
    concat(Uint8Array.from([0x50, ...new Array<number>(12).fill(1), 0xaa, 0xaa, 3, 0, 0, 0, 8, 0]), ipv4(A, segment)),
  ],
  ['ARCNET', 129, concat(Uint8Array.from([1, 2, 0, 0, 0xd4, 0, 0, 1]), ipv4(A, segment))],
  ['Wi-Fi', 105, concat(wlanHeader({ kind: 0x88, flags: 2, qos: '0000' }), SNAP, ipv4(A, segment))],
  ['Wi-Fi, mesh', 105, concat(wlanHeader({ kind: 0x88, flags: 3, qos: '0001' }), MESH, SNAP, ipv4(A, segment))],
  ['Wi-Fi, first fragment', 105, concat(wlanHeader({ flags: 5 }), SNAP, ipv4(A, segment))],
  ['radiotap', 127, concat(RADIOTAP_FCS, wlanHeader({ flags: 1 }), SNAP, ipv4(A, syn), new Uint8Array(4))],
  ['PPI', 192, concat(Uint8Array.from([0, 0, 8, 0, 105, 0, 0, 0]), wlanHeader({ flags: 1 }), SNAP, ipv4(A, syn))],
  ['PPP with a direction', 204, concat(Uint8Array.from([1, 0xff, 3, 0, 0x21]), ipv4(A, segment))],
  ['IPNET', 226, concat(Uint8Array.from([1, 2, ...new Array<number>(22).fill(0)]), ipv4(A, segment))],
  [
    'Teredo',
    1,
    ethernet(
      {},
      ipv4(A, udp({ srcPort: 9, dstPort: 3544 }, concat(Uint8Array.from([0, 0, 1, 2, 3, 4, 5, 6]), ipv6(A6, segment)))),
    ),
  ],
];

for (const { name, linkType, bytes } of SAMPLE_TUNNELS) SEEDS.push([name, linkType, bytes]);

/** What is in the seeds that are not TCP: UDP, or nothing that a stream is made of. */
const KINDS: Record<string, string> = {
  UDP: 'udp',
  '6in4': 'udp',
  'later fragment': 'none',
};
for (const { name, protocols } of SAMPLE_TUNNELS)
  if (!protocols.includes(':tcp')) KINDS[name] = protocols.includes(':udp') ? 'udp' : 'none';

const AS_THEY_ARE: Defragment = { ipv4: false, ipv6: false };
const TOGETHER: Defragment = { ipv4: true, ipv6: true };
const FRAGMENTS: ReadonlySet<string> = new Set(['first fragment', 'later fragment']);

describe.each(SEEDS)('%s', (name, linkType, frame) => {
  test('as it is', () => {
    expect(compare(frame, linkType, AS_THEY_ARE)).toBe(KINDS[name] ?? 'tcp');
    // alone a fragment is nothing, where fragments are put together
    expect(compare(frame, linkType, TOGETHER)).toBe(FRAGMENTS.has(name) ? 'none' : (KINDS[name] ?? 'tcp'));
  });

  test('cut at every byte', () => {
    for (let n = 0; n < frame.length; n++) compare(frame.slice(0, n), linkType, TOGETHER);
  });

  test('with bytes changed', () => {
    const change = fc.tuple(fc.nat(frame.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(frame.length), (changes, cut) => {
        const bytes = frame.slice(0, Math.max(1, frame.length - (cut % 3 === 0 ? cut : 0)));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        compare(bytes, linkType, AS_THEY_ARE);
        compare(bytes, linkType, TOGETHER);
      }),
      { numRuns: 150 },
    );
  });
});

// What the sink keeps: places, layers, and the same whether a field is wanted alone or among all others.
import { describe, expect, test } from 'vitest';
import type {
  ConnectionView,
  ConversationView,
  DatagramView,
  FrameContext,
} from '../../../../src-main/dissect/contract/context';
import { dissectFrame, FrameDissector } from '../../../../src-main/dissect/dissect';
import { registry } from '../../../../src-main/dissect/protocols/registry';
import { fieldText } from '../../../../src-main/dissect/values/format-value';
import { layerModes } from '../../../../src-main/dissect/sinks/layer-modes';
import { FilterSink } from '../../../../src-main/filter/run/filter-sink';
import { contextOf, fieldOf, OPTIONS } from '../../../fixtures/dissect-frame';
import { bytesOf, ethernet, ipv4, tcp, tcpOption } from '../../../fixtures/make-packet';
import { datagram, fragment } from '../../../fixtures/make-fragments';
import { SAMPLE_FRAMES } from '../../../fixtures/sample-frames';

const VIEW: ConversationView = {
  stream: 3,
  baseSeq: 5,
  baseAck: 7,
  windowScale: 2,
  windowScaleFrame: 1,
  completeness: 7,
  firstSec: 1_600_000_000,
  firstNano: 1,
  previousSec: 1_600_000_000,
  previousNano: 5,
  closesFirst: true,
  repeatsFin: 1,
  analysis: {
    // all that there is
    flags: 0x7fc8 | 3,
    acksFrame: 1,
    ackTime: { sec: 0, nano: 1 },
    firstRoundTrip: { sec: 0, nano: 2 },
    bytesInFlight: 10,
    bytesPushed: 11,
    duplicate: 1,
    duplicateOf: 2,
    repeatsFrame: 3,
    timeout: { sec: 1, nano: 0 },
  },
};
const CONNECTION: ConnectionView = {
  stream: 3,
  fromClient: true,
  ignored: null,
  facts: {
    clientBy: 'syn',
    handshake: 'complete',
    synToSynAckNs: { from: 1, to: 2, sec: 0, nano: 5 },
    synAckToAckNs: null,
    handshakeNs: null,
    initialRttNs: { from: 1, to: 3, sec: 0, nano: 6 },
    firstByteClientNs: null,
    firstByteServerNs: null,
    responseNs: null,
    synRetries: 1,
    synAckRetries: 0,
    capturePlace: 'client',
    capturePlaceBy: 'hops',
    ending: 'open',
    durationNs: { from: 1, to: 9, sec: 1, nano: 0 },
    packetsAB: 1,
    packetsBA: 2,
    bytesAB: 100,
    bytesBA: 200,
    rttClientMinNs: { from: 0, to: 0, sec: 0, nano: 1000 },
    rttClientMedianNs: { from: 0, to: 0, sec: 0, nano: 2000 },
    rttClientP95Ns: { from: 0, to: 0, sec: 0, nano: 3000 },
    rttClientMaxNs: { from: 0, to: 0, sec: 0, nano: 4000 },
    rttServerMinNs: { from: 0, to: 0, sec: 0, nano: 1 },
    rttServerMedianNs: { from: 0, to: 0, sec: 0, nano: 1 },
    rttServerP95Ns: { from: 0, to: 0, sec: 0, nano: 1 },
    rttServerMaxNs: { from: 0, to: 0, sec: 0, nano: 1 },
    thinkMedianNs: { from: 0, to: 0, sec: 0, nano: 500 },
    thinkMaxNs: { from: 0, to: 0, sec: 0, nano: 600 },
    longestIdleNs: { from: 0, to: 0, sec: 0, nano: 900 },
    zeroWindowClientNs: { from: 0, to: 0, sec: 0, nano: 0 },
    zeroWindowServerNs: { from: 0, to: 0, sec: 0, nano: 0 },
    dataSegmentsClient: 3,
    dataSegmentsServer: 3,
    sentAgainClient: 1,
    sentAgainServer: 0,
    sentAgainClientShare: 33.333,
    sentAgainServerShare: 0,
    tlsVersion: 'TLS 1.2',
    tlsServerName: 'example.org',
    tlsAlpn: 'h2',
    tlsCipher: 'TLS_AES_128_GCM_SHA256',
    tlsGroup: 'x25519',
    tlsResumed: 'no',
    tlsAlert: 'Handshake Failure',
    tlsDaysLeft: -3,
    tlsJa4: 't13d',
  },
};
interface Input {
  name: string;
  bytes: Uint8Array;
  context: FrameContext;
}
const context = (linkType: number, originalLen: number): FrameContext =>
  contextOf(linkType, originalLen, {
    comments: () => ['noted'],
    interface: { id: 0, name: 'eth0', description: 'first', linkType },
    conversation: () => VIEW,
    connection: () => CONNECTION,
  });
const odd = ethernet(
  {},
  ipv4(
    { ttl: 1 },
    tcp(
      { flags: 'SFR', ack: 9, urgent: 5, options: [...tcpOption.sack([1, 2], [3, 4]), ...tcpOption.windowScale(15)] },
      bytesOf('payload'),
    ),
  ),
);
const WHOLE = datagram(40000, 30);
/** A frame whose fragment completes a datagram, of which much is wrong. */
function completing(version: 4 | 6): Input[] {
  const bytes = fragment({ version, start: 16, more: false }, WHOLE.slice(16));
  const piece = { frame: 1, start: 0, len: 16, overlap: true, conflict: false, multipleTails: false, tooLong: false };
  const wrong = { ...piece, frame: 2, start: 16, len: 22, conflict: true, multipleTails: true, tooLong: true };
  const view = { reassembledIn: 1, pieces: [piece, wrong], bytes: () => WHOLE };
  return [
    {
      name: `completes IPv${version}`,
      bytes,
      context: { ...context(1, bytes.length), datagram: (): DatagramView => view },
    },
  ];
}

/** All samples whole and cut short, and a segment with much that is wrong with it. */
const INPUTS: Input[] = [
  ...SAMPLE_FRAMES.flatMap(({ name, linkType, bytes }) => [
    { name, bytes, context: context(linkType, bytes.length) },
    { name: `${name}, cut`, bytes: bytes.subarray(0, bytes.length * 0.8), context: context(linkType, bytes.length) },
  ]),
  { name: 'odd segment', bytes: odd, context: context(1, odd.length) },
  ...completing(4),
  ...completing(6),
  {
    name: 'a fragment of a datagram that another frame completes',
    bytes: fragment({ start: 0, more: true }, WHOLE.slice(0, 16)),
    context: {
      ...context(1, 50),
      datagram: () => ({ reassembledIn: 7, pieces: [], bytes: () => null }),
    },
  },
];

function kept(sink: FilterSink, abbrev: string): string {
  const field = fieldOf(abbrev);
  const of = sink.of(field).fill();
  const parts: string[] = [];
  for (let i = 0; i < of.count; i++)
    parts.push(`${fieldText(field, of.values[i])} @${of.at[i]}+${of.len[i]} #${of.layer[i]}`);
  return parts.join('; ');
}

describe('a field', () => {
  const fields = [...registry.fields()];
  test('is the same alone and among all others', () => {
    const all = new FilterSink(fields, true);
    const alone = fields.map((field) => new FilterSink([field], true));
    const seen = new Set<string>();
    INPUTS.forEach((input, n) => {
      dissectFrame(input.bytes, input.context, OPTIONS, all);
      fields.forEach((field, i) => {
        const expected = kept(all, field.abbrev);
        if (expected !== '') seen.add(field.abbrev);
        // of the many that a frame has not, others in each frame
        else if ((i + n) % 8 !== 0) return;
        dissectFrame(input.bytes, input.context, OPTIONS, alone[i]);
        const found = kept(alone[i], field.abbrev);
        // an expectation for each of some 600,000 would take longer than what it looks at
        if (found !== expected) expect([input.name, field.abbrev, found]).toEqual([input.name, field.abbrev, expected]);
      });
    });
    // the samples have of most fields one
    expect(seen.size).toBeGreaterThan(0.7 * fields.length);
  });

  test.each<[field: string, passed: string[], skipped: string[]]>([
    ['ip.ttl', ['frame', 'eth', 'ipv6', 'udp', 'icmp'], ['tcp', 'data']],
    ['tcp.options.mss_val', ['frame', 'eth', 'ip', 'udp'], ['data']],
    ['data.len', ['frame', 'eth', 'tcp', 'udp'], []],
    ['ipv6.routing.type', ['ip', 'udp'], ['tcp']],
    ['frame.protocols', ['eth', 'ip', 'tcp', 'data'], []],
    ['frame.len', [], ['eth', 'ip', 'tcp', 'data']],
    ['synscope.ending', ['eth', 'tcp'], []],
    ['_ws.malformed', [], []],
  ])('%s: what is passed by and what is left out', (abbrev, passed, skipped) => {
    const modes = layerModes([fieldOf(abbrev)]);
    const mode = (name: string): string => modes[fieldOf(name).id];
    expect(passed.filter((name) => mode(name) !== 'pass')).toEqual([]);
    expect(skipped.filter((name) => mode(name) !== 'skip')).toEqual([]);
  });

  test('asks for the conversation only where it is needed', () => {
    const ask = (abbrev: string): number => {
      let asked = 0;
      const sink = new FilterSink([fieldOf(abbrev)]);
      const conversation = (): ConversationView => (asked++, VIEW);
      dissectFrame(odd, contextOf(1, odd.length, { conversation }), OPTIONS, sink);
      return asked;
    };
    expect(['tcp.options.mss_val', 'ip.ttl', 'tcp.seq', 'tcp.stream', 'tcp.options.sack_le'].map(ask)).toEqual([
      0, 0, 1, 1, 1,
    ]);
  });
});

describe('a protocol', () => {
  test('has its header, and all that its layer carries', () => {
    const bytes = ethernet({}, ipv4({}, tcp({}, bytesOf('abc'))));
    const padded = Uint8Array.from([...bytes, 0, 0, 0]);
    const names = ['frame', 'eth', 'ip', 'tcp'];
    const sink = new FilterSink(names.map(fieldOf));
    dissectFrame(padded, contextOf(1, padded.length), OPTIONS, sink);
    const ranges = names.map((name) => {
      const { at, len, end } = sink.of(fieldOf(name));
      return [at[0], len[0], end[0]];
    });
    expect(ranges).toEqual([
      [0, 60, 60],
      [0, 14, 60],
      [14, 20, 57],
      [34, 23, 57], // TCP is one of those that carry their payload, see protocol-extent.ts
    ]);
  });
});

test('frames one after the other leave nothing behind', () => {
  const fields = [...registry.fields()];
  const fresh = (input: Input): string => {
    const sink = new FilterSink(fields, true);
    dissectFrame(input.bytes, input.context, OPTIONS, sink);
    return fields.map((field) => kept(sink, field.abbrev)).join('|');
  };
  const sink = new FilterSink(fields, true);
  const dissector = new FrameDissector(OPTIONS, sink, (frame, layers, error) => {
    throw new Error(`${frame} ${layers}`, { cause: error });
  });
  for (const input of INPUTS) {
    dissector.dissect(input.bytes, input.context);
    expect(fields.map((field) => kept(sink, field.abbrev)).join('|')).toBe(fresh(input));
  }
});

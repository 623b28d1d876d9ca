// What the app found out about a connection, as fields: values at the frames of written-down connections, the section in the tree in
// both languages, and that nothing is worked out for sinks that do not want it.
import { describe, expect, it, test, vi } from 'vitest';
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { registry } from '../../../src-main/dissect/protocols/registry';
import { ValueSink } from '../../../src-main/dissect/sinks/field-sink';
import { NULL_SINK } from '../../../src-main/dissect/contract/null-sink';
import { fieldsOf, linesOf, OPTIONS, contextOf, treeOf, type DissectInput } from '../../fixtures/dissect-frame';
import { ethernet, ipv4, udp } from '../../fixtures/make-packet';
import { analyse, conversation } from '../flow/analyse';

/** Frame `number` of a connection written as lines, with what all frames of it tell. */
function frameOf(lines: string[], number: number): DissectInput {
  const { frames, times } = conversation(lines);
  const analysis = analyse(frames, times);
  return {
    bytes: frames[number - 1],
    context: { number, connection: () => analysis.connection(number - 1) },
  };
}

const OPEN = ['> S at=0', '< SA at=20', '> A at=21'];
const DATA = [...OPEN, '> PA +100 at=30', '< PA +500 at=50'];

test.each<[string, string[], number, Record<string, string>]>([
  ['a packet of the client', DATA, 4, { sender: 'client', client_by: 'syn', handshake: 'complete', ending: 'open' }],
  ['a packet of the server', DATA, 5, { sender: 'server', client_by: 'syn' }],
  ['what comes later holds for the SYN as well', [...OPEN, '< R'], 1, { handshake: 'complete', ending: 'rst' }],
  ['the times', DATA, 2, { syn_to_synack: '0.020000000', synack_to_ack: '0.001000000', handshake_time: '0.021000000' }],
  [
    'a SYN sent twice: the last one counts for the round trip, the first one for what the user waited',
    ['> S at=0', '> S seq=0 at=1000', '< SA at=1020', '> A at=1021'],
    1,
    { syn_to_synack: '0.020000000', handshake_time: '1.021000000', duration: '1.021000000' },
  ],
  [
    'packets and bytes',
    DATA,
    1,
    { client_packets: '3', server_packets: '2', client_bytes: '262', server_bytes: '608' },
  ],
  ['no SYN-ACK', ['> S'], 1, { handshake: 'no-answer', ending: 'no-answer', syn_to_synack: '', handshake_time: '' }],
  ['refused', ['> S', '< RA'], 2, { handshake: 'refused', ending: 'refused', sender: 'server' }],
  ['start not captured', ['< PA +10', '> A'], 1, { handshake: 'not-seen', client_by: 'port', synack_to_ack: '' }],
  ['begins with the SYN-ACK', ['< SA', '> A'], 1, { handshake: 'partial', client_by: 'syn-ack', handshake_time: '' }],
  [
    'an ICMP error belongs to it, and is sent by neither end',
    ['> S', 'icmp > S seq=0'],
    2,
    { handshake: 'icmp-refused', sender: '' },
  ],
])('%s', (_what, lines, number, expected) => {
  const names = Object.keys(expected).map((name) => `synscope.${name}`);
  const found = fieldsOf(frameOf(lines, number), names);
  expect(
    Object.fromEntries(Object.entries(found).map(([name, text]) => [name.slice('synscope.'.length), text])),
  ).toEqual(expected);
});

const section = (input: DissectInput, language: 'en' | 'zh-CN'): string[] => {
  const tree = treeOf(input);
  expect(tree[tree.length - 1].abbrev).toBe('synscope');
  return linesOf(tree.slice(-1), language).map((line) => line.trim());
};

describe('the section of the tree', () => {
  it('is the last one, in English', () => {
    expect(section(frameOf([...OPEN, '> FA', '< FA', '> A'], 4), 'en')).toEqual([
      'Synscope (tcp.stream 0)',
      '[Packet sender: client]',
      '[Client determined by: syn (it sent the SYN)]',
      '[Handshake: complete (SYN, SYN-ACK and ACK were seen.)]',
      '[SYN to SYN-ACK: 0.020000000 seconds (packets 1 to 2)]',
      '[SYN-ACK to ACK: 0.001000000 seconds (packets 2 to 3)]',
      '[Handshake duration: 0.021000000 seconds (packets 1 to 3)]',
      '[Initial round trip: 0.021000000 seconds (packets 1 to 3)]',
      '[Repeated SYNs: 0]',
      '[Repeated SYN-ACKs: 0]',
      '[Captured at: client (Captured at the client or on its link.)]',
      '[Place of the capture told by: times (Told by the two times of the handshake: one is at least ten times the other.)]',
      '[Ending: fin-3 (FIN, FIN+ACK, ACK: the second side closed in the same segment that acknowledged the first FIN.)]',
      '[Connection duration: 0.021000000 seconds (packets 1 to 3)]',
      '[Packets from the client: 4]',
      '[Packets from the server: 2]',
      '[Bytes from the client: 216 bytes]',
      '[Bytes from the server: 108 bytes]',
    ]);
  });
  it('and in Chinese', () => {
    expect(section(frameOf(OPEN, 1), 'zh-CN').slice(0, 5)).toEqual([
      'Synscope（tcp.stream 0）',
      '[分组发送方：client]',
      '[客户端判定依据：syn（它发出了 SYN）]',
      '[三次握手：complete（看到了 SYN、SYN-ACK 和 ACK。）]',
      '[SYN 至 SYN-ACK：0.020000000 秒（第 1 至第 2 个分组）]',
    ]);
  });
  it('offers filters that read well', () => {
    const filters = treeOf(frameOf(OPEN, 1))
      .at(-1)
      ?.children.map((node) => node.filter);
    expect(filters).toContain('synscope.handshake == "complete"');
    expect(filters).toContain('synscope.syn_to_synack == 0.020000000');
  });
});

describe('frames without a connection', () => {
  const datagram = ethernet(
    {},
    ipv4({ src: '10.0.0.1', dst: '10.0.0.2' }, udp({ srcPort: 1000, dstPort: 2000 }, new Uint8Array(4))),
  );
  it('have none of it', () => {
    expect(fieldsOf({ bytes: datagram }, ['synscope', 'synscope.handshake'])).toEqual({
      synscope: '',
      'synscope.handshake': '',
    });
    expect(treeOf({ bytes: datagram }).some((node) => node.abbrev === 'synscope')).toBe(false);
  });
});

describe('the cost', () => {
  const { bytes } = frameOf(OPEN, 1);
  it.each([
    ['rows of the packet list', NULL_SINK, 0],
    ['other fields', new ValueSink([registry.field('tcp.port')!]), 0],
    ['one of the fields', new ValueSink([registry.field('synscope.ending')!]), 1],
    ['the protocol itself', new ValueSink([registry.field('synscope')!]), 1],
  ])('%s', (_what, sink, asked) => {
    const connection = vi.fn(() => null);
    dissectFrame(bytes, contextOf(1, bytes.length, { connection }), OPTIONS, sink);
    expect(connection).toHaveBeenCalledTimes(asked);
  });
  it('and it is in no frame.protocols', () => {
    const found = fieldsOf(frameOf(OPEN, 1), ['synscope', 'frame.protocols']);
    expect(found).toEqual({ synscope: 'Synscope, tcp.stream 0', 'frame.protocols': 'eth:ethertype:ip:tcp' });
  });
});

// Headers that contradict themselves: what is said of them, cell by cell as tshark 4.0.17 has it (measured on the same bytes), and that
// the scan follows them as far as the dissectors do.
import { describe, expect, it } from 'vitest';
import { SHAPE_MASK, SHAPE_PLAIN } from '../../../src-main/flow/columns/columns';
import { fieldsOf } from '../../fixtures/dissect-frame';
import {
  be16,
  be32,
  bytesOf,
  concat,
  ethernet,
  hex,
  ipv4,
  ipv6,
  tcp,
  udp,
  type Ipv4Options,
  type TcpOptions,
} from '../../fixtures/make-packet';
import { dissectedHeader, scanFrame, scannedHeader } from '../../fixtures/scan-frame';

const segment = (options: TcpOptions, payload?: Uint8Array, ip: Ipv4Options = {}): Uint8Array =>
  ethernet({}, ipv4(ip, tcp({ flags: 'S', checksum: 0, ...options }, payload)));
const syn = (...options: number[]): Uint8Array => segment({ options });
const header = (options: string): Uint8Array =>
  ethernet({}, ipv4({ options: hex(options) }, tcp({ flags: 'S', checksum: 0 })));
const gre = (first: string, ...rest: (number[] | Uint8Array)[]): Uint8Array =>
  ethernet({}, ipv4({ protocol: 47 }, bytesOf(hex(first), ...rest)));
const datagram = (length: number, payload: string, over6 = false): Uint8Array => {
  const body = udp({ srcPort: 40000, dstPort: 5000, length, checksum: 1 }, bytesOf(payload));
  return ethernet({}, over6 ? ipv6({}, body) : ipv4({}, body));
};

const NONE = '';
const NOTE = '_ws.malformed';
const BROKEN = (protocol: string): string => `[Malformed Packet: ${protocol}],_ws.malformed`;
const INVALID = { '_ws.malformed': NONE, 'tcp.option.len.invalid': '1' };

const rows: [name: string, bytes: Uint8Array, fields: Record<string, string>][] = [
  // RFC 9293 section 3.1: the data offset
  ['data offset 0', segment({ headerWords: 0 }), { '_ws.malformed': NONE, 'tcp.bogus_header_length': '1' }],
  ['data offset 4', segment({ headerWords: 4 }), { '_ws.malformed': NONE, 'tcp.bogus_header_length': '1' }],
  [
    'data offset beyond the segment',
    segment({ headerWords: 15 }),
    { '_ws.malformed': `${NOTE},${BROKEN('TCP')}`, 'tcp.short_segment': '1', 'tcp.hdr_len': '60' },
  ],
  [
    'beyond the segment, behind a whole option',
    segment({ headerWords: 15 }, bytesOf([2, 4, 5, 180])),
    { '_ws.malformed': `${NOTE},${BROKEN('TCP')}`, 'tcp.short_segment': '1', 'tcp.options.mss_val': '1460' },
  ],
  [
    'beyond the segment, in an option that is none',
    segment({ headerWords: 6 }, bytesOf('ab')),
    { '_ws.malformed': NOTE, 'tcp.short_segment': '1', 'tcp.option.len.invalid': '1', 'tcp.option_kind': '' },
  ],
  [
    'IP says that the TCP header is cut',
    segment({}, undefined, { totalLen: 39 }),
    { '_ws.malformed': `${NOTE},${BROKEN('TCP')}`, 'tcp.short_segment': '1' },
  ],
  [
    'IP says that there is no TCP header',
    segment({}, undefined, { totalLen: 20 }),
    { '_ws.malformed': NONE, 'frame.protocols': 'eth:ethertype:ip' },
  ],
  // lengths of options
  ['option of length 0', syn(2, 0, 1, 1), INVALID],
  ['option of length 1', syn(3, 1, 1, 1), INVALID],
  ['option past the header', syn(8, 10, 0, 0), INVALID],
  ['no length byte', syn(1, 1, 1, 2), INVALID],
  ['MSS of three bytes', syn(2, 3, 5, 1), { ...INVALID, 'tcp.options.mss_val': '' }],
  ['window scale of four', syn(3, 4, 7, 0), { ...INVALID, 'tcp.options.wscale.shift': '' }],
  ['window scale 15', syn(3, 3, 15, 0), { '_ws.malformed': NONE, 'tcp.options.wscale.shift.invalid': '1' }],
  ['window scale 14', syn(3, 3, 14, 0), { '_ws.malformed': NONE, 'tcp.options.wscale.shift.invalid': '' }],
  ['SACK permitted of three', syn(4, 3, 0, 0), INVALID],
  ['timestamps of eight', syn(8, 8, 0, 0, 0, 1, 0, 0), INVALID],
  ['experiment without its identifier', syn(253, 3, 1, 0), INVALID],
  ['AccECN with half a counter', syn(172, 4, 0, 0), INVALID],
  ['quick-start of four', syn(27, 4, 0, 0), INVALID],
  ['SACK without a block', syn(5, 2, 0, 0), { '_ws.malformed': BROKEN('TCP'), 'tcp.options.sack.count': '0' }],
  [
    'SACK with half a block',
    syn(5, 6, 0, 0, 0, 9, 1, 1),
    { '_ws.malformed': `${NOTE},${BROKEN('TCP')}`, 'tcp.suboption_malformed': '1', 'tcp.options.sack_le': '9' },
  ],
  [
    'SACK with one and a half',
    syn(5, 14, ...be32(8), ...be32(9), ...be32(10), 1, 1),
    { '_ws.malformed': NOTE, 'tcp.suboption_malformed': '1', 'tcp.options.sack_le': '8,10' },
  ],
  ['MPTCP without flags', syn(30, 3, 0x20, 0), { '_ws.malformed': BROKEN('TCP') }],
  ['MPTCP data signal without its numbers', syn(30, 8, 0x20, 0x05, 0, 0, 0, 1), { '_ws.malformed': BROKEN('TCP') }],
  ['SCPS with half a capability', syn(20, 5, 1, 2, 3, 0, 0, 0), { '_ws.malformed': BROKEN('TCP') }],
  [
    'MSS in a segment that is no SYN',
    segment({ flags: 'A', options: [2, 4, 5, 180] }),
    { 'tcp.options.mss.present': '1' },
  ],
  ['bytes behind the end of the options', syn(2, 4, 5, 180, 0, 1, 2, 3), { 'tcp.non_zero_bytes_after_eol': '1' }],
  // IPv4
  ['IP option too short for what it holds', header('0702'), { '_ws.malformed': BROKEN('IPv4'), 'tcp.srcport': '' }],
  ['IP security option without a level', header('8202'), { '_ws.malformed': BROKEN('IPv4'), 'tcp.srcport': '' }],
  ['IP option of length 0', header('0700'), { '_ws.malformed': NONE, 'tcp.srcport': '40000' }],
  [
    'IPv6 header cut by what is around it',
    ethernet({}, ipv4({ protocol: 41 }, hex('60000000'))),
    { '_ws.malformed': `${NOTE},${BROKEN('IPv6')}` },
  ],
  // UDP, RFC 768
  ['UDP length 7', datagram(7, 'hello'), { '_ws.malformed': NOTE, 'udp.length.bad': '1', 'udp.checksum': '' }],
  ['UDP length 0 over IPv4', datagram(0, 'hello'), { '_ws.malformed': NOTE, 'udp.length.bad': '1' }],
  [
    'UDP length 0 over IPv6',
    datagram(0, 'hello', true),
    { '_ws.malformed': NONE, 'udp.length.bad_zero': '1', 'udp.payload': '68656c6c6f' },
  ],
  ['UDP length beyond the datagram', datagram(14, 'hello'), { '_ws.malformed': NOTE, 'udp.length.bad': '1' }],
  ['UDP length, and not one byte of payload', datagram(13, ''), { '_ws.malformed': `${NOTE},${BROKEN('UDP')}` }],
  // GRE
  ['GRE header cut', gre('3000 0800', be32(1)), { '_ws.malformed': BROKEN('GRE') }],
  ['numbered GRE without a payload', gre('1000 0800', be32(1)), { '_ws.malformed': BROKEN('IPv4') }],
  ['GRE without a payload', gre('0000 0800'), { '_ws.malformed': NONE }],
  [
    'acknowledgement bit of a GRE that is not PPTP',
    gre('0081 0800', ipv4({}, tcp({ checksum: 0 }))),
    { '_ws.malformed': NONE, 'gre.ack_number': '', 'tcp.srcport': '40000' },
  ],
  // ERSPAN, draft-foschiano-erspan-03
  [
    'ERSPAN type I, frame cut',
    gre('0000 88be', be16(1)),
    { '_ws.malformed': BROKEN('Ethernet'), 'erspan.version': '' },
  ],
  [
    'ERSPAN type II, header cut',
    gre('1000 88be', be32(1), hex('10 64 20 01')),
    { '_ws.malformed': BROKEN('ERSPAN'), 'erspan.spanid': '1' },
  ],
  [
    'ERSPAN type III, subheader cut',
    gre('1000 22eb', be32(1), hex('2064 2003 00000001 0000 0001 04000000 0000')),
    { '_ws.malformed': BROKEN('ERSPAN'), 'erspan.platid': '1', 'erspan.pid1.port_index': '' },
  ],
  [
    'ERSPAN of a version that there is not',
    gre('1000 88be', be32(1), hex('30 64 20 01 00000000'), ethernet({}, ipv4({}, tcp({ checksum: 0 })))),
    { '_ws.malformed': NONE, 'erspan.version': '3,3', 'erspan.version.unknown': '1', 'tcp.srcport': '' },
  ],
  ['ERSPAN type III without a byte', gre('1000 22eb', be32(1)), { '_ws.malformed': BROKEN('ERSPAN') }],
];

describe.each(rows)('%s', (_name, bytes, fields) => {
  it('is told as tshark tells it', () => {
    expect(fieldsOf({ bytes }, Object.keys(fields))).toEqual(fields);
  });

  it('is scanned as far as it is dissected, and is no plain frame where it is malformed', () => {
    // a header with a data offset below 5 is dissected no further than that, and yet its segment is counted
    const dissected = 'tcp.bogus_header_length' in fields ? 'tcp 40000 80' : dissectedHeader(bytes, 1, bytes.length);
    expect(scannedHeader(bytes, 1, bytes.length)).toBe(dissected);
    const { '_ws.malformed': verdict } = fieldsOf({ bytes }, ['_ws.malformed']);
    if (verdict.includes('[')) expect(scanFrame(bytes, 1, bytes.length).marks[0] & SHAPE_MASK).not.toBe(SHAPE_PLAIN);
  });
});

it('a payload of which nothing was captured is cut off, not malformed', () => {
  const whole = concat(datagram(13, 'hello'));
  const fields = fieldsOf({ bytes: whole.slice(0, -5), originalLen: whole.length }, ['_ws.short', '_ws.malformed']);
  expect(fields).toEqual({ '_ws.short': '[Packet size limited during capture: UDP truncated]', '_ws.malformed': '' });
});

// DNS, mDNS, LLMNR, BOOTP, DHCP, DHCPv6 and NTP against tshark: every field that we have of them. The captures are made here: the samples,
// messages that contradict themselves, and queries with their responses in every order.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry } from '../../src-main/dissect/protocols/registry';
import { named } from '../fixtures/corpus';
import { pcapFile, type Frame } from '../fixtures/make-capture';
import { be16, be32, bytesOf, ethernet, hex, icmp, ipv4, udp } from '../fixtures/make-packet';
import { bootp, dhcpFrame, dhcpOption, ntpFrame, ntpHeader, SAMPLE_HOSTS } from '../fixtures/sample-hosts';
import { dnsMessage, dnsName, dnsQuestion, dnsRecord, SAMPLE_NAMES } from '../fixtures/sample-names';
import { tempFolder } from '../fixtures/temp-folder';
import { ORACLE_PREFERENCES } from './field-list';
import { ourFields } from './ours';
import { tsharkFields, tsharkVersion } from './tshark';

const PROTOCOLS = ['dns', 'dhcp', 'dhcpv6', 'ntp'];
const FIELDS = [...registry.fields()]
  .filter((field) => field.type !== 'protocol' && PROTOCOLS.some((name) => field.abbrev.startsWith(`${name}.`)))
  .map((field) => field.abbrev);

const EPOCH = 'Jan  1, 1970 00:00:00.000000000 UTC';
/** What may differ (DIFFERENCES.md): the end of DHCP's options, a time that is not set, a missing cookie, EUI64. */
function isSame(field: string, ours: string, theirs: string): boolean {
  if (ours === theirs) return true;
  if (field === 'dhcp.option.type') return ours.replace(/\b255\b/g, '0') === theirs;
  if (field.startsWith('ntp.')) return ours === theirs.replaceAll('NULL', EPOCH);
  if (field === 'dns.opt.cookie.server') return ours === theirs.replaceAll('<MISSING>', '<none>');
  return field === 'dns.data' && theirs === '';
}

const toServer = (message: Uint8Array, port = 40000): Uint8Array =>
  ethernet({}, ipv4({}, udp({ srcPort: port, dstPort: 53 }, message)));
const toClient = (message: Uint8Array, port = 40000): Uint8Array =>
  ethernet({}, ipv4({ src: '10.0.0.2', dst: '10.0.0.1' }, udp({ srcPort: 53, dstPort: port }, message)));

const raw = (counts: number[], ...rest: (string | number | ArrayLike<number>)[]): Uint8Array =>
  toServer(bytesOf(be16(1), be16(0x8180), ...counts.map(be16), ...rest));
const label = (length: number): Uint8Array => bytesOf(length, 'a'.repeat(length));
const A = dnsQuestion(dnsName('ab'), 1);
const answer = (type: number, data: Uint8Array, cls = 1, ttl = 1): Uint8Array =>
  raw([1, 1, 0, 0], A, dnsRecord(type, data, cls, ttl));
const name = (...parts: (string | number | ArrayLike<number>)[]): Uint8Array =>
  raw([1, 0, 0, 0], ...parts, be16(1), be16(1));

/** Messages that are wrong, short, or hostile. */
const ODD: [string, Uint8Array][] = [
  ['pointer to itself', name(hex('c00c'))],
  ['pointers in a circle', name(hex('c00e c00c'))],
  ['label before a circle', name(1, 'a', hex('c00c'))],
  ['pointer ahead', raw([1, 0, 0, 0], hex('c012 0001 0001 03'), 'abc', 0)],
  ['pointer behind the end', name(hex('c0ff'))],
  ['pointer cut off', raw([1, 0, 0, 0], 0xc0)],
  ['label of kind 01', name(hex('4108ab00'))],
  ['label of kind 10', name(hex('83'), 'abc', 0)],
  ['label behind the end', raw([1, 0, 0, 0], 63, 'abc')],
  ['name without an end', raw([1, 0, 0, 0], 3, 'abc')],
  ['name of 255', name(label(63), label(63), label(63), label(61), 0)],
  ['name of 256', name(label(63), label(63), label(63), label(62), 0)],
  ['name of 2,100', name(...Array.from({ length: 33 }, () => label(63)), 0)],
  [
    'name of two halves',
    raw([2, 0, 0, 0], label(63), label(63), label(63), 0, be16(1), be16(1), label(63), hex('c00c'), be16(1), be16(1)),
  ],
  ['zero in a label', name(3, hex('610062'), 0)],
  ['65,535 of everything', raw([65535, 65535, 65535, 65535])],
  ['65,535 questions, one there', raw([65535, 0, 0, 0], A)],
  ['65,535 answers, one there', raw([1, 65535, 0, 0], A, dnsRecord(1, hex('01020304')))],
  ['no question, no name', raw([0, 0, 0, 0])],
  ['record longer than its packet', raw([1, 1, 0, 0], A, hex('c00c 0001 0001 00000001 0044 01020304'))],
  ['a of 3', answer(1, hex('010203'))],
  ['a of 5', answer(1, hex('0102030405'))],
  ['aaaa of 4', answer(28, hex('01020304'))],
  ['class chaos', answer(1, hex('01620000010002'), 3)],
  ['first bit of the time to live', answer(1, hex('01020304'), 1, 0x80000001)],
  ['text longer than its record', answer(16, bytesOf(9, 'abc'))],
  ['name longer than its record', raw([1, 1, 0, 0], A, hex('c00c 000f 0001 00000001 0003 0001 02'), 'bc', 0)],
  ['soa that ends', answer(6, bytesOf(dnsName('b'), 1, 'c'))],
  ['option longer than its record', raw([1, 1, 0, 0], A, hex('000029100000000000 0004 000a 0040'))],
  ['60 answers', raw([1, 60, 0, 0], A, ...Array.from({ length: 60 }, () => dnsRecord(1, hex('01020304'))))],
  ['operation 3', toServer(dnsMessage({ flags: 0x1800, questions: [A] }))],
  ['reply code 14', toServer(dnsMessage({ flags: 0x818e, questions: [A] }))],
  ['update refused', toServer(dnsMessage({ flags: 0xa809, questions: [A] }))],
  ['unknown class and type', toServer(dnsMessage({ questions: [dnsQuestion(dnsName('ab'), 0x1234, 0x99)] }))],
  ...[1, 2, 3, 4, 11].map((len): [string, Uint8Array] => [
    `${len} bytes`,
    toServer(dnsMessage({ questions: [A] }).subarray(0, len)),
  ]),
  [
    'quoted query',
    ethernet({}, ipv4({}, icmp(3, 3, 0, ipv4({}, udp({}, dnsMessage({ flags: 0x100, questions: [A] })))))),
  ],
  [
    'quoted response',
    ethernet(
      {},
      ipv4({}, icmp(3, 3, 0, ipv4({}, udp({ srcPort: 53, dstPort: 4000 }, dnsMessage({ questions: [A] }))))),
    ),
  ],
  ['dhcp without an end', dhcpFrame(bootp({ vendor: bytesOf(hex('63825363'), dhcpOption(53, 1)) }))],
  [
    'dhcp: lengths that do not fit',
    dhcpFrame(
      bootp({
        vendor: bytesOf(
          hex('63825363'),
          dhcpOption(53, 1),
          dhcpOption(1, 9),
          dhcpOption(3, hex('0102030405')),
          dhcpOption(51, 9),
          dhcpOption(33, hex('01020304')),
          hex('ff'),
        ),
      }),
    ),
  ],
  [
    'dhcp: zeros around',
    dhcpFrame(bootp({ vendor: bytesOf(hex('63825363 0000'), dhcpOption(53, 3), hex('00ff 000000')) })),
  ],
  ['ntp: extension of 18', ntpFrame(ntpHeader(0x23, 2, 'abcd'), hex('01040012'), new Uint8Array(40))],
  ['ntp: extension of 300', ntpFrame(ntpHeader(0x23, 2, 'abcd'), hex('0104012c'), new Uint8Array(40))],
  [
    'ntp: extension and key',
    ntpFrame(ntpHeader(0x23, 2, 'abcd'), hex('01040010'), new Uint8Array(12), be32(1), new Uint8Array(16).fill(1)),
  ],
  ['ntp: extension and little', ntpFrame(ntpHeader(0x23, 2, 'abcd'), hex('01040010'), new Uint8Array(12), be32(1))],
  ...[1, 4, 12, 20, 47].map((len): [string, Uint8Array] => [
    `ntp of ${len}`,
    ntpFrame(ntpHeader(0x23, 2, 'abcd').subarray(0, len)),
  ]),
];

const query = (id: number, port?: number): Uint8Array =>
  toServer(dnsMessage({ id, flags: 0x100, questions: [A] }), port);
const response = (id: number, port?: number): Uint8Array => toClient(dnsMessage({ id, questions: [A] }), port);
const multicast = (src: string, flags: number): Uint8Array =>
  ethernet(
    {},
    ipv4(
      { src, dst: '224.0.0.251' },
      udp({ srcPort: 5353, dstPort: 5353 }, dnsMessage({ id: 0, flags, questions: [A] })),
    ),
  );

/** Times and messages of conversations: answered, answered twice, asked again, never asked, the same number anew. */
const LINKED: [number, Uint8Array][] = [
  [0, query(1)],
  [0.1, response(1)],
  [0.2, response(1)],
  [1, query(1)],
  [1.1, response(1)],
  [2, query(2)],
  [2.5, query(2)],
  [20, query(2)],
  [21, response(2)],
  [22, response(2)],
  [23, response(3)],
  [24, query(3)],
  [25, response(3)],
  [26, query(4, 4001)],
  [27, response(4, 4002)],
  [28, query(5)],
  [29, query(6)],
  [30, response(5)],
  [31, response(6)],
  [40, query(8)],
  [44.9, query(8)],
  [45, query(8)],
  [49.95, query(8)],
  [50.1, query(8)],
  [51, response(8)],
  [60, multicast('10.0.0.1', 0)],
  [61, multicast('10.0.0.2', 0x8400)],
  [62, multicast('10.0.0.1', 0)],
  [63, multicast('10.0.0.1', 0x8400)],
  [70, query(10)],
  [71, toClient(dnsMessage({ id: 10 }).subarray(0, 11))],
  [72, toServer(dnsMessage({ id: 11, flags: 0x100 }).subarray(0, 11))],
  [73, response(11)],
  [80, query(12)],
  [79, response(12)],
];

const version = tsharkVersion();

describe.skipIf(version === null)(
  named('names and addresses equal tshark', version === null ? 'no tshark' : null),
  () => {
    const compare = async (file: string, frames: [string, Frame | Uint8Array][]): Promise<void> => {
      const path = join(tempFolder(), `${file}.pcap`);
      writeFileSync(path, pcapFile(frames.map(([, frame]) => frame)));
      const { rows } = await tsharkFields(path, version ?? '', FIELDS, ORACLE_PREFERENCES);
      const ours = await ourFields(path, FIELDS, ORACLE_PREFERENCES);
      expect(ours.rows).toHaveLength(rows.length);
      const differences: string[] = [];
      frames.forEach(([frame], i) =>
        FIELDS.forEach((field, k) => {
          if (!isSame(field, ours.rows[i][k], rows[i][k]))
            differences.push(`${frame}: ${field} ${ours.rows[i][k]} <> ${rows[i][k]}`);
        }),
      );
      expect(differences).toEqual([]);
      expect(rows.flat().filter((cell) => cell !== '').length).toBeGreaterThan(frames.length);
    };
    const samples = [...SAMPLE_NAMES, ...SAMPLE_HOSTS];
    test('in the samples', () =>
      compare(
        'samples',
        samples.map(({ name: what, bytes }) => [what, bytes]),
      ));
    test('in odd messages', () => compare('odd', ODD));
    test('in what links them', () =>
      compare(
        'linked',
        LINKED.map(([time, bytes], i) => [
          `frame ${i + 1}`,
          { bytes, sec: Math.floor(time), nano: Math.round((time % 1) * 1e6) * 1000 },
        ]),
      ));
  },
);

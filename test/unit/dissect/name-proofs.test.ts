// Names that a frame proves: answers of DNS with the name that was asked for, reverse answers, server names of TLS; and nothing else.
import { expect, test } from 'vitest';
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { NameSink, reverseAddress } from '../../../src-main/dissect/name-proofs';
import { contextOf, OPTIONS } from '../../fixtures/dissect-frame';
import { be16, be32, bytesOf, ethernet, ipv4, ipv4Bytes, ipv6Bytes, tcp, udp } from '../../fixtures/make-packet';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';
import { dnsMessage, dnsName, dnsQuestion, type DnsMessage } from '../../fixtures/sample-names';
import { clientHello, extension, handshakeRecord, v16 } from '../../fixtures/tls-messages';

const A = 1;
const CNAME = 5;
const PTR = 12;
const AAAA = 28;

const record = (owner: string, type: number, data: ArrayLike<number>): Uint8Array =>
  bytesOf(dnsName(owner), be16(type), be16(1), be32(300), be16(data.length), data);
const frame = (message: DnsMessage): Uint8Array =>
  ethernet({}, ipv4({ src: '192.0.2.53', dst: '192.0.2.1' }, udp({ srcPort: 53, dstPort: 4000 }, dnsMessage(message))));

const sink = new NameSink();
function found(bytes: Uint8Array, linkType = 1): string[] {
  dissectFrame(bytes, contextOf(linkType, bytes.length), OPTIONS, sink);
  return sink.found.map(({ by, address, name }) => `${by} ${[...address].join('.')} ${name}`);
}

test.each<[string, DnsMessage, string[]]>([
  [
    'an address',
    { questions: [dnsQuestion(dnsName('a.example'), A)], answers: [record('a.example', A, ipv4Bytes('192.0.2.7'))] },
    ['dns 192.0.2.7 a.example'],
  ],
  [
    'two addresses behind two other names: that of the question, whatever its case',
    {
      answers: [
        record('www.example', CNAME, dnsName('cdn.example')),
        record('CDN.example', CNAME, dnsName('edge.example')),
        record('edge.example', A, ipv4Bytes('192.0.2.7')),
        record('edge.example', AAAA, ipv6Bytes('2001:db8::7')),
        record('other.example', A, ipv4Bytes('192.0.2.8')),
      ],
    },
    ['dns 192.0.2.7 www.example', 'dns 32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7 www.example', 'dns 192.0.2.8 other.example'],
  ],
  [
    'a name for an address',
    { answers: [record('7.2.0.192.in-addr.arpa', PTR, dnsName('host.example'))] },
    ['ptr 192.0.2.7 host.example'],
  ],
  ['a service, which is no address', { answers: [record('_ipp._tcp.local', PTR, dnsName('printer.local'))] }, []],
  ['a query that has records', { flags: 0x0100, answers: [record('a.example', A, ipv4Bytes('192.0.2.7'))] }, []],
  ['the root', { answers: [record('', A, ipv4Bytes('192.0.2.7'))] }, []],
])('%s', (_, message, names) => expect(found(frame(message))).toEqual(names));

test('the server name of TLS belongs to where the client sends it', () => {
  const name = new TextEncoder().encode('www.example.org');
  const hello = clientHello([0x1301], extension(0, v16(0, v16(name))));
  const segment = tcp({ srcPort: 40000, dstPort: 443, flags: 'PA' }, handshakeRecord(hello));
  const bytes = ethernet({}, ipv4({ src: '192.0.2.1', dst: '198.51.100.9' }, segment));
  expect(found(bytes)).toEqual(['tls 198.51.100.9 www.example.org']);
});

test('what a frame proves is forgotten with the next one', () => {
  const alias = frame({ answers: [record('www.example', CNAME, dnsName('edge.example'))] });
  const address = frame({ answers: [record('edge.example', A, ipv4Bytes('192.0.2.7'))] });
  expect(found(alias)).toEqual([]);
  expect(found(address)).toEqual(['dns 192.0.2.7 edge.example']);
});

test('of a made message only so many names are taken', () => {
  const answers = Array.from({ length: 2000 }, (_, n) => record('a.b', A, [10, 0, n >> 8, n & 255]));
  expect(found(frame({ answers }))).toHaveLength(256);
});

test('every sample frame at every cut: addresses are whole, names are names', () => {
  for (const { bytes, linkType } of SAMPLE_FRAMES)
    for (let n = 0; n <= bytes.length; n += 1) {
      dissectFrame(bytes.subarray(0, n), contextOf(linkType ?? 1, bytes.length), OPTIONS, sink);
      for (const { address, name } of sink.found) {
        expect([4, 16]).toContain(address.length);
        expect(name).toMatch(/^[^<].*$/);
      }
    }
});

test.each<[string, string | null]>([
  ['7.2.0.192.in-addr.arpa', '192.0.2.7'],
  ['7.2.0.192.IN-ADDR.ARPA', '192.0.2.7'],
  ['256.2.0.192.in-addr.arpa', null],
  ['2.0.192.in-addr.arpa', null],
  ['1.7.2.0.192.in-addr.arpa', null],
  ['7.2.0.192.in-addr.example', null],
  [`${'7.'.padEnd(64, '0.')}ip6.arpa`, '0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.7'],
  [`${'7.'.padEnd(62, '0.')}ip6.arpa`, null],
  [`g.${'0.'.repeat(31)}ip6.arpa`, null],
  ['arpa', null],
  ['', null],
])('the address behind %s', (name, address) => expect(reverseAddress(name)?.join('.') ?? null).toBe(address));

// Rows, recognition and hostile bytes of TLS. Its fields are compared with tshark's in test/oracle/tls.test.ts.
import { describe, expect, it, test } from 'vitest';
import { looksLikeTls, recordLengthAt } from '../../../../src-main/wire/tls-shape';
import { fieldsOf, nodesOf, rowOf, treeOf } from '../../../fixtures/dissect-frame';
import { be16, bytesOf, ethernet, hex, ipv4, tcp } from '../../../fixtures/make-packet';
import {
  CERTIFICATE,
  clientHello,
  extension,
  handshakeRecord,
  message,
  record,
  TLS_SEGMENTS,
  v16,
  v24,
  v8,
} from '../../../fixtures/tls-messages';

const frame = (bytes: Uint8Array, dstPort = 443): { bytes: Uint8Array } => ({
  bytes: ethernet({}, ipv4({}, tcp({ flags: 'AP', srcPort: 50000, dstPort }, bytes))),
});
const segment = (name: string): Uint8Array => {
  const found = TLS_SEGMENTS.find(([other]) => other === name);
  if (!found) throw new Error(name);
  return found[1];
};

test.each<[sample: string, protocol: string, info: string]>([
  ['client hello', 'TLSv1', 'Client Hello'],
  [
    'server hello of TLS 1.3, and what is encrypted behind it',
    'TLSv1.3',
    'Server Hello, Change Cipher Spec, Application Data',
  ],
  ['hello retry request', 'TLSv1.3', 'Hello Retry Request, Change Cipher Spec, Client Hello'],
  [
    'answer of a server of TLS 1.2',
    'TLSv1.2',
    'Server Hello, Certificate, Certificate Status, Server Key Exchange, Certificate Request, Server Hello Done',
  ],
  [
    'answer of a client of TLS 1.2',
    'TLSv1.2',
    'Certificate, Client Key Exchange, Certificate Verify, Change Cipher Spec, Encrypted Handshake Message',
  ],
  ['alert', 'TLSv1.2', 'Alert (Level: Fatal, Description: Handshake Failure)'],
  ['alert that is encrypted', 'TLSv1.2', 'Encrypted Alert'],
  ['heartbeat', 'TLSv1.2', 'Heartbeat Request'],
  ['client hello of SSL 2', 'SSLv2', 'Client Hello'],
  ['server hello of SSL 2', 'SSLv2', 'Server Hello'],
])('the row of: %s', (name, protocol, info) =>
  expect(rowOf(frame(segment(name)))).toMatchObject({ protocol, info, kind: 'data' }),
);

describe('on any port', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['a hello', segment('client hello'), true],
    ['application data', record(23, hex('0102')), true],
    ['a hello of SSL 2', segment('client hello of SSL 2'), true],
    ['four bytes', hex('16030100'), false],
    ['an unknown type', hex('19030300020000'), false],
    ['an unknown version', hex('1604030002ffff'), false],
    ['a length that no record has', hex('17030348010000'), false],
    ['HTTP', bytesOf('GET / HTTP/1.1\r\n'), false],
  ])('%s', (_what, bytes, isTls) => {
    expect(looksLikeTls(bytes, 0, bytes.length)).toBe(isTls);
    const protocols = fieldsOf(frame(bytes, 10000), ['frame.protocols'])['frame.protocols'];
    expect(protocols).toBe(`eth:ethertype:ip:tcp:${isTls ? 'tls' : 'data'}`);
  });
});

it.each<[string, Uint8Array, number]>([
  ['a whole record', record(23, hex('010203')), 8],
  ['its first bytes', hex('170303'), 0],
  ['a hello of SSL 2', segment('client hello of SSL 2'), 49],
  ['something else', bytesOf('GET / HTTP/1.1\r\n'), -1],
  ['nothing', new Uint8Array(0), 0],
])('how long a record is: %s', (_what, bytes, length) => expect(recordLengthAt(bytes, 0, bytes.length)).toBe(length));

describe('hostile bytes', () => {
  const read = (bytes: Uint8Array): string[] => Array.from(nodesOf(treeOf(frame(bytes))), ({ abbrev }) => abbrev);

  it.each<[string, Uint8Array]>([
    [
      'a list of extensions longer than its message',
      message(1, hex('0303'), new Uint8Array(32), v8(), v16(hex('1301')), v8(0), be16(200), hex('0000')),
    ],
    ['a name longer than its list', clientHello([0x1301], extension(0, v16(0, be16(500), 'a')))],
    ['an extension longer than the list', clientHello([0x1301], hex('0010ffff00'))],
    ['a key share longer than its list', clientHello([0x1301], extension(51, v16(be16(29), be16(900), hex('00'))))],
    ['a certificate of 16 MB', message(11, v24(hex('ffffff 3082')))],
  ])('%s is said, and ends', (_what, hostile) => {
    expect(read(handshakeRecord(hostile))).toContain('tls.malformed.buffer_too_small');
  });

  it('a session id of more than 32 bytes', () => {
    const long = message(1, hex('0303'), new Uint8Array(32), v8(new Uint8Array(40)));
    expect(read(handshakeRecord(long))).toContain('tls.handshake.session_id_length.error');
  });

  it('more asked of a heartbeat than there is', () => {
    const bytes = record(24, bytesOf(1, be16(0x4000), hex('ab'), new Uint8Array(16)));
    expect(read(bytes)).toContain('tls.heartbeat_message.payload_length.invalid');
  });

  it('a segment of empty records', () => {
    const empty = bytesOf(record(23, hex('00')), ...new Array<Uint8Array>(10_000).fill(record(23, hex(''))));
    expect(read(empty).filter((name) => name === 'tls.record')).toHaveLength(10_001);
    expect(rowOf(frame(empty)).info.split(', ').length).toBeLessThan(100);
  });

  it('ASN.1 in ASN.1 in ASN.1', () => {
    const depth = 5000;
    const nested = new Uint8Array(4 * depth);
    for (let i = 0; i < depth; i++) nested.set([0x30, 0x82, ...be16(4 * (depth - i - 1))], 4 * i);
    const names = read(record(22, message(11, v24(v24(nested.slice(0, 15_000)))).slice(0, 16_000)));
    expect(names).toContain('tls.handshake.certificate');
    expect(names).not.toContain('x509af.version');
    // as the name of an issuer: serial number, algorithm, names in names
    const inside = bytesOf(hex('0201 01 3000'), nested.slice(4 * (depth - 2000)));
    const signed = bytesOf(0x30, 0x82, v16(0x30, 0x82, v16(inside)));
    expect(read(handshakeRecord(message(11, v24(v24(signed)))))).toContain('x509if.rdnSequence');
  });

  it('a certificate with any byte changed, or cut anywhere', () => {
    for (let i = 0; i < CERTIFICATE.length; i++) {
      const changed = CERTIFICATE.slice();
      changed[i] ^= 0xff;
      read(handshakeRecord(message(11, v24(v24(changed)))));
      read(handshakeRecord(message(11, v24(v24(CERTIFICATE.slice(0, i))))));
    }
  });
});

it('who a certificate is for stands on its line', () => {
  const line = Array.from(nodesOf(treeOf(frame(segment('answer of a server of TLS 1.2'))))).find(
    ({ abbrev }) => abbrev === 'tls.handshake.certificate',
  );
  expect(line?.value).toBe('emailAddress=a@example.org, serialNumber=7, CN=example.org, O=Example, C=DE');
});

it('what a client asks for', () =>
  expect(
    fieldsOf(frame(segment('client hello')), [
      'tls.handshake.extensions_server_name',
      'tls.handshake.extensions_alpn_str',
      'tls.handshake.ja4',
    ]),
  ).toEqual({
    'tls.handshake.extensions_server_name': 'www.example.org',
    'tls.handshake.extensions_alpn_str': 'h2,http/1.1',
    'tls.handshake.ja4': expect.stringMatching(/^t13d0336h2_[0-9a-f]{12}_[0-9a-f]{12}$/) as string,
  }));

// Fingerprints of hellos against published vectors, and the hashes under them against Node's.
import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { ja3, ja3s, ja4, md5Text } from '../../../../src-main/dissect/protocols/tls/tls-fingerprints';
import { readHello, type Hello } from '../../../../src-main/dissect/protocols/tls/tls-hello-reader';
import { md5 } from '../../../../src-main/dissect/values/md5';
import { sha256 } from '../../../../src-main/dissect/values/sha256';
import { clientHello, extension, v16, v8 } from '../../../fixtures/tls-messages';

const hello = (more: Partial<Hello>): Hello => ({
  version: 0x0303,
  selectedVersion: 0,
  ciphers: [],
  extensions: [],
  hasExtensions: true,
  groups: [],
  pointFormats: [],
  versions: [],
  signatures: [],
  firstAlpn: new Uint8Array(0),
  cidLen: -1,
  ...more,
});
const text = (alpn: string): Uint8Array => new TextEncoder().encode(alpn);

test.each([0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000])('hashes of %i bytes', (length) => {
  const message = Uint8Array.from({ length }, (_, i) => (i * 131 + length) & 0xff);
  expect(Buffer.from(md5(message)).toString('hex')).toBe(createHash('md5').update(message).digest('hex'));
  expect(Buffer.from(sha256(message)).toString('hex')).toBe(createHash('sha256').update(message).digest('hex'));
});

describe('JA3', () => {
  it('as its authors show it', () => {
    const full = ja3(
      hello({
        version: 769,
        ciphers: [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4],
        extensions: [0, 10, 11],
        groups: [23, 24, 25],
        pointFormats: [0],
      }),
    );
    expect(full).toBe('769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0');
    expect(md5Text(full)).toBe('ada70206e40642a3e4461f35503241d5');
  });
  it('leaves GREASE out, and empty lists empty', () => {
    expect(ja3(hello({ ciphers: [0x0a0a, 4865], extensions: [0xfafa, 10], groups: [0x1a1a, 29] }))).toBe(
      '771,4865,10,29,',
    );
    expect(md5Text('769,4-5-10-9-100-98-3-6-19-18-99,,,')).toBe('de350869b8c85de67a350c8d186f11e6');
  });
  it('of a server', () => {
    expect(ja3s(hello({ version: 769, ciphers: [47], extensions: [65281, 0, 11, 35, 5, 16] }))).toBe(
      '769,47,65281-0-11-35-5-16',
    );
  });
});

describe('JA4', () => {
  // the example of its description
  const ciphers = '1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035'.split(' ');
  const extensions = '001b 0000 0033 0010 4469 0017 002d 000d 0005 0023 0012 002b ff01 000b 000a 0015'.split(' ');
  const signatures = '0403 0804 0401 0503 0805 0501 0806 0601'.split(' ');
  const numbers = (list: string[]): number[] => list.map((value) => parseInt(value, 16));
  const example = hello({
    ciphers: [0x3a3a, ...numbers(ciphers)],
    extensions: [0x1a1a, ...numbers(extensions)],
    versions: [0x2a2a, 0x0304, 0x0303],
    signatures: numbers(signatures),
    firstAlpn: text('h2'),
  });

  it('as its authors show it', () => {
    const { hashed, raw } = ja4(example, 't');
    expect(hashed).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1');
    expect(raw).toBe(
      't13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9' +
        '_0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01_0403,0804,0401,0503,0805,0501,0806,0601',
    );
  });
  it.each<[string, Partial<Hello>, string]>([
    ['nothing at all', {}, 't12i000000_000000000000_000000000000'],
    ['SSL 3', { version: 0x0300 }, 'ts3i000000_000000000000_000000000000'],
    ['a name of the server', { extensions: [0] }, 't12d000100_000000000000_000000000000'],
    ['a protocol of one letter', { firstAlpn: text('h') }, 't12i0000hh_000000000000_000000000000'],
    ['one that is no text', { firstAlpn: Uint8Array.of(0xab, 0xcd) }, 't12i0000ad_000000000000_000000000000'],
    ['more than 99 extensions', { extensions: new Array<number>(150).fill(0) }, 't12d009900_000000000000_000000000000'],
  ])('%s', (_what, more, expected) => expect(ja4(hello(more), 't').hashed).toBe(expected));
});

it('a hello is read as it stands on the wire', () => {
  const bytes = clientHello([0x1301], extension(16, v16(v8('h2'))), extension(10, v16(0, 29)));
  const read = readHello(bytes, 4, bytes.length, 1);
  expect(read).toMatchObject({ ciphers: [0x1301], extensions: [16, 10], groups: [29] });
  expect(Array.from(read?.firstAlpn ?? [])).toEqual([0x68, 0x32]);
  // lengths that do not add up are no hello
  for (let end = 4; end < bytes.length; end++) readHello(bytes, 4, end, 1);
  expect(readHello(bytes, 4, 40, 1)).toBeNull();
});

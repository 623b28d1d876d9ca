// Names of DNS: what they are as text, where they end, and that reading one always ends.
import { describe, expect, it } from 'vitest';
import { NameReader } from '../../../../src-main/dissect/values/domain-name';
import { bytesOf, hex } from '../../../fixtures/make-packet';
import { dnsName } from '../../../fixtures/sample-names';

const LONG = 'a'.repeat(63);
const read = (bytes: Uint8Array, at = 0): NameReader | null => {
  const reader = new NameReader();
  return reader.read({ bytes, end: bytes.length, declaredEnd: bytes.length }, 0, at) ? reader : null;
};

describe.each<[string, Uint8Array, number, string, number]>([
  ['labels', dnsName('www.example.org'), 0, 'www.example.org', 17],
  ['root', bytesOf(0), 0, '<Root>', 1],
  ['rest by a pointer', bytesOf(dnsName('example.org'), 3, 'www', hex('c000')), 13, 'www.example.org', 19],
  ['pointer alone', bytesOf(dnsName('example.org'), hex('c000')), 13, 'example.org', 15],
  ['pointer ahead', bytesOf(hex('c003 00'), dnsName('b')), 0, 'b', 2],
  ['control characters', bytesOf(4, hex('000a7f61'), 0), 0, '\\000\\n\\177a', 6],
  ['what is no UTF-8', bytesOf(2, hex('e461'), 0), 0, '\ufffda', 4],
  [
    '253 characters',
    dnsName(`${LONG}.${LONG}.${LONG}.${'b'.repeat(61)}`),
    0,
    `${LONG}.${LONG}.${LONG}.${'b'.repeat(61)}`,
    255,
  ],
  ['254 characters', dnsName(`${LONG}.${LONG}.${LONG}.${'b'.repeat(62)}`), 0, '<Name too long>', 256],
  ['pointer to itself', hex('c000'), 0, '<Name contains a pointer that loops>', 2],
  ['label in a circle', hex('0161 c000'), 0, '<Name contains a pointer that loops>', 4],
])('%s', (_what, bytes, at, text, next) => {
  it('as text, and where it ends', () => {
    const reader = read(bytes, at);
    expect([reader?.text(), reader?.next]).toEqual([text, next]);
  });
});

describe.each<[string, Uint8Array, number, number]>([
  ['nothing', bytesOf(), 0, 1],
  ['half a pointer', hex('c0'), 0, 2],
  ['label behind the end', bytesOf(5, 'abc'), 1, 5],
  ['no end', bytesOf(3, 'abc'), 4, 1],
  ['pointer behind the end', hex('c0ff000000'), 255, 1],
  ['label of a kind that is not in use', bytesOf(0x41, 'abc', 0), 0, 0],
])('%s', (_what, bytes, at, count) => {
  it('tells what is missing', () => {
    const reader = new NameReader();
    expect(reader.read({ bytes, end: bytes.length, declaredEnd: bytes.length }, 0, 0)).toBe(false);
    expect([reader.missingAt, reader.missing]).toEqual([at, count]);
  });
});

it('a long chain of pointers is given up', () => {
  const bytes = new Uint8Array(16384);
  for (let at = 0; at + 2 < bytes.length; at += 2) bytes.set([0xc0 | ((at + 2) >> 8), (at + 2) & 0xff], at);
  expect(read(bytes)?.text()).toBe('<Name contains a pointer that loops>');
});

it('one reader reads one name after the other', () => {
  const bytes = bytesOf(dnsName('long.example.org'), dnsName('b'));
  const reader = new NameReader();
  const all = { bytes, end: bytes.length, declaredEnd: bytes.length };
  reader.read(all, 0, 0);
  reader.read(all, 0, reader.next);
  expect([reader.text(), reader.length, reader.labels]).toEqual(['b', 0, 0]);
});

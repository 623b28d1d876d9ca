// Header compression of HTTP/2: the examples of RFC 7541 appendix C, and what no block may be.
import { describe, expect, it } from 'vitest';
import { DynamicTable } from '../../../src-main/wire/hpack/dynamic-table';
import * as hpack from '../../../src-main/wire/hpack/header-fields';
import { hex } from '../../fixtures/make-packet';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function read(block: Uint8Array, table: DynamicTable): string[] {
  const field = hpack.noField();
  const lines: string[] = [];
  for (let at = 0; at < block.length;) {
    const next = hpack.readHeaderField(block, at, block.length, table, field);
    if (next < 0) return [...lines, next === hpack.WRONG ? 'wrong' : 'incomplete'];
    lines.push(
      field.representation === hpack.TABLE_SIZE
        ? `size ${field.size}`
        : `${text(field.entry.name)}: ${text(field.entry.value)}`,
    );
    at = next;
  }
  return lines;
}

describe('blocks of RFC 7541', () => {
  it('requests, appendix C.4', () => {
    const table = new DynamicTable();
    const usual = [':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com'];
    expect(read(hex('8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff'), table)).toEqual(usual);
    expect(read(hex('8286 84be 5886 a8eb 1064 9cbf'), table)).toEqual([...usual, 'cache-control: no-cache']);
    expect(read(hex('8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf'), table)).toEqual([
      ...[':method: GET', ':scheme: https', ':path: /index.html', ':authority: www.example.com'],
      'custom-key: custom-value',
    ]);
    expect(table.count).toBe(3);
  });

  it('responses in a table of 256 bytes, which drops the oldest, appendix C.6', () => {
    const table = new DynamicTable({ count: 0, limit: 256, entry: () => null });
    const [date, location] = ['date: Mon, 21 Oct 2013 20:13:21 GMT', 'location: https://www.example.com'];
    const first =
      '4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3';
    expect(read(hex(first), table)).toEqual([':status: 302', 'cache-control: private', date, location]);
    expect(read(hex('4883 640e ffc1 c0bf'), table)).toEqual([':status: 307', 'cache-control: private', date, location]);
    expect(table.count).toBe(4);
    expect(read(hex('20'), table)).toEqual(['size 0']);
    expect(table.count).toBe(0);
  });
});

it.each([
  ['80', 'wrong'],
  ['be', 'wrong'],
  ['ff ff ff ff ff 0f', 'wrong'],
  ['3f e2 ff 03', 'wrong'],
  ['7f', 'incomplete'],
  ['41', 'incomplete'],
  ['41 05 61', 'incomplete'],
  ['41 81 00', 'wrong'],
  ['41 84 ff ff ff ff', 'wrong'],
  ['40 ff ff ff 7f', 'wrong'],
])('%s is %s', (block, what) => {
  expect(read(hex(block), new DynamicTable()).at(-1)).toBe(what);
});

it('a block that is cut says so, and leaves the table alone', () => {
  const block = hex('4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf');
  for (let length = 1; length < block.length; length++) {
    const table = new DynamicTable();
    expect(read(block.subarray(0, length), table)).toEqual(['incomplete']);
    expect(table.count).toBe(0);
  }
});

import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../../src-main/ipc/contracts/engine-contract';
import {
  findNode,
  innermost,
  nodeAt,
  placeOf,
  placesBelow,
  samePlace,
  visibleNodes,
} from '../../../src-renderer/format/tree-walk';

function node(abbrev: string, at: number, len: number, more: Partial<TreeNode> = {}): TreeNode {
  return { abbrev, name: abbrev, value: '', source: len > 0 ? 0 : -1, at, len, filter: '', children: [], ...more };
}
const tree = [
  node('frame', 0, 60),
  node('tcp', 20, 20, {
    children: [
      node('tcp.srcport', 20, 2),
      node('tcp.seq', 24, 4),
      node('tcp.seq_raw', 24, 4),
      node('tcp.flags', 32, 2, {
        children: [
          node('tcp.flags.ack', 32, 2, { bits: '.... ...1 ....' }),
          node('tcp.flags.syn', 32, 2, { bits: '.... .... ..1.' }),
        ],
      }),
      node('tcp.note', 32, 2, { generated: true }),
    ],
  }),
];

describe('field tree', () => {
  it.each([
    ['port', 21, -1, 'tcp.srcport'],
    ['first of two fields over the same bytes', 25, -1, 'tcp.seq'],
    ['a whole field rather than one of its bits', 33, -1, 'tcp.flags'],
    ['the bit when it is meant', 33, 1, 'tcp.flags.syn'],
    ['a bit no field names', 33, 0, 'tcp.flags'],
    ['header bytes without a field', 38, -1, 'tcp'],
    ['bytes of no protocol', 50, -1, 'frame'],
  ])('a byte belongs to: %s', (_what, at, bit, abbrev) => {
    expect(nodeAt(tree, innermost(tree, 0, at, bit))?.abbrev).toBe(abbrev);
  });

  it('finds nothing outside the frame and in other sources', () => {
    expect(innermost(tree, 0, 60)).toBe('');
    expect(innermost(tree, 1, 5)).toBe('');
    expect(nodeAt(tree, '1.9')).toBeNull();
    expect(nodeAt(tree, '')).toBeNull();
  });

  it('finds the first line that fits, from the top down', () => {
    expect(findNode(tree, (one) => one.abbrev.startsWith('tcp.flags.'))).toBe('1.3.0');
    expect(findNode(tree, (one) => one.len === 2)).toBe('1.0');
    expect(findNode(tree, () => false)).toBe('');
  });

  it('finds the same field in another frame', () => {
    const other = [node('frame', 0, 60), node('vlan', 14, 4), ...tree.slice(1)];
    expect(placeOf(tree, '1.3.1')).toBe('tcp/tcp.flags/tcp.flags.syn');
    expect(samePlace(other, 'tcp/tcp.flags/tcp.flags.syn')).toBe('2.3.1');
    expect(samePlace(other, 'udp/udp.length')).toBe('');
  });

  it('draws what is open', () => {
    const open = new Set(['tcp']);
    expect(visibleNodes(tree, (place) => open.has(place)).map((line) => [line.path, line.depth, line.open])).toEqual([
      ['0', 0, false],
      ['1', 0, true],
      ['1.0', 1, false],
      ['1.1', 1, false],
      ['1.2', 1, false],
      ['1.3', 1, false],
      ['1.4', 1, false],
    ]);
    const detail = { frame: 1, tree, sources: [], flow: -1 };
    expect(placesBelow(detail, '1')).toEqual(['tcp', 'tcp/tcp.flags']);
    expect(placesBelow(detail, '')).toEqual(['tcp', 'tcp/tcp.flags']);
  });
});

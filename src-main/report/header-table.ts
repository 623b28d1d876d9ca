// The header of a segment as lab sheets have it: each field with its first bit and its width, the number in these bits, their bytes, and
// what that means. Out of the field tree, so that every number is the one that the window shows. Pure.
import type { TreeNode } from '../ipc/contracts/engine-contract';

export interface HeaderRow {
  /** the field, for its name and value in the language of the reader */
  node: TreeNode;
  /** what else the same bits mean: the relative number, the scaled window, the verdict on the checksum */
  also: readonly TreeNode[];
  /** 0: a field of the header; 1: a flag or an option; 2: a part of an option */
  depth: number;
  /** bits from the first one of the header, and how many */
  bitAt: number;
  bits: number;
  /** the number in these bits, decimal; empty where they are no number */
  raw: string;
  /** the bytes that hold them, `01 bb`; of a field smaller than its bytes its bits, `1010 ....` */
  hex: string;
}

/** Rows of one header at most: 40 bytes of options are 40 options, with their parts. */
const MOST_ROWS = 200;
/** Bits of the longest field that is a number: four bytes are, an option is not. */
const MOST_NUMBER_BITS = 32;
/** Fields whose bytes hold bits of another one, too: the first bit in these bytes, and how many are the field's. */
const NARROW: Readonly<Record<string, readonly [first: number, bits: number]>> = { 'tcp.flags': [4, 12] };

/** Rows of the innermost header of TCP in the tree of a frame; none where there is no such header. */
export function headerRows(tree: readonly TreeNode[], sources: readonly Uint8Array[]): HeaderRow[] {
  const header = tree.findLast((node) => node.abbrev === 'tcp');
  if (!header || header.source < 0) return [];
  const bytes = sources[header.source];
  const rows: (HeaderRow & { also: TreeNode[] })[] = [];
  const byPlace = new Map<string, HeaderRow & { also: TreeNode[] }>();
  const walk = (nodes: readonly TreeNode[], depth: number): void => {
    for (const node of nodes) {
      if (rows.length >= MOST_ROWS) return;
      const lies = node.source === header.source && node.len > 0 && node.at >= header.at && node.abbrev !== '';
      if (lies && node.at + node.len <= header.at + header.len) {
        const place = placeOf(node, header.at);
        const key = `${place.bitAt} ${place.bits}`;
        const same = byPlace.get(key);
        if (same && canJoin(same, node)) same.also.push(node);
        else if (!node.generated) {
          const row = { node, also: [], depth, ...place, ...numbersOf(node, place, bytes) };
          rows.push(row);
          byPlace.set(key, row);
        }
      }
      walk(node.children, depth + 1);
    }
  };
  walk(header.children, 0);
  return rows;
}

/** One and the same number, told in another way; an option of one byte and its kind are two things. */
const canJoin = (row: HeaderRow, node: TreeNode): boolean =>
  node.abbrev !== 'tcp.flags.str' && (node.generated === true || node.abbrev === `${row.node.abbrev}_raw`);

function placeOf({ abbrev, at, len, bits }: TreeNode, header: number): { bitAt: number; bits: number } {
  const first = (at - header) * 8;
  const narrow = NARROW[abbrev];
  if (narrow) return { bitAt: first + narrow[0], bits: narrow[1] };
  const signs = bits?.replaceAll(' ', '') ?? '';
  const own = /[01]+/.exec(signs);
  if (!own || signs.length > len * 8) return { bitAt: first, bits: len * 8 };
  return { bitAt: first + len * 8 - signs.length + own.index, bits: own[0].length };
}

function numbersOf(
  node: TreeNode,
  { bits }: { bits: number },
  bytes: Uint8Array | undefined,
): { raw: string; hex: string } {
  const own = bytes?.subarray(node.at, node.at + node.len) ?? new Uint8Array(0);
  const hex = Array.from(own, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  if (node.bits !== undefined) {
    const digits = node.bits.replace(/[^01]/g, '');
    return { raw: digits.length <= MOST_NUMBER_BITS ? String(Number.parseInt(digits, 2)) : '', hex: node.bits };
  }
  const isOption = /^tcp\.options(\.[a-z_]+)?$/.test(node.abbrev) && node.children.length > 0;
  if (bits > MOST_NUMBER_BITS || own.length === 0 || isOption) return { raw: '', hex };
  const number = own.reduce((sum, byte) => sum * 256 + byte, 0);
  const narrow = NARROW[node.abbrev];
  return { raw: String(narrow ? number % 2 ** narrow[1] : number), hex };
}

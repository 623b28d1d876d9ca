// Regular expressions as they are understood here: what they say about bytes, without how they were written.
import type { MessageKey } from '../../i18n/catalogue';
import type { ByteSet } from './byte-set';

export type PatternNode =
  /** one byte of a set */
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly of: PatternNode; readonly least: number; readonly most: number }
  | { readonly kind: 'assert'; readonly what: Assertion };

/** Conditions on a place. `end`: of the text; `lastLine`: there, or before a line feed that ends it. */
export type Assertion = 'start' | 'lineStart' | 'end' | 'lastLine' | 'lineEnd' | 'word' | 'notWord';

/** Why a pattern is none. `at`, `len`: UTF-16 units of the pattern. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  constructor(
    readonly at: number,
    readonly len: number,
    readonly key: MessageKey,
    readonly args: Record<string, string | number> = {},
  ) {
    super(key);
  }
}

/** Longest count in braces. */
export const MAX_REPEAT = 1000;
/** Groups inside each other. */
export const MAX_DEPTH = 100;
/** Bytes that a pattern has with its repetitions written out: its cost for each byte of a packet grows with them. */
export const MAX_SIZE = 4000;

export function sizeOf(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return 1;
    case 'sequence':
    case 'choice':
      return node.items.reduce((sum, item) => sum + sizeOf(item), 1);
    case 'repeat':
      return 1 + sizeOf(node.of) * Math.max(1, node.most === Infinity ? node.least : node.most);
  }
}

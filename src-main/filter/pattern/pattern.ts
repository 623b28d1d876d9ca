// The right side of `matches`: checked, turned into a function on bytes, and the literal that a match must contain.
// RE2JS decides (a port of RE2: time grows with the text, no pattern can blow up). It is given the bytes as a string with one character
// for each, and a pattern that speaks of such characters, so bytes that are no UTF-8 mean themselves.
import { RE2JS } from 're2js';
import type { Message } from '../../ipc/message';
import { bytesOfSet } from './byte-set';
import { finderOf } from './find-bytes';
import { literalOf, type RequiredLiteral } from './pattern-literal';
import { parsePattern } from './pattern-parser';
import { PatternError, type Assertion, type PatternNode } from './pattern-tree';

export type { RequiredLiteral } from './pattern-literal';

/** `at`, `len`: where the mistake is, in UTF-16 units of the pattern */
export type PatternVerdict = { ok: true } | { ok: false; at: number; len: number; message: Message };

/** Can this pattern stand behind `matches`? */
export function checkPattern(source: string): PatternVerdict {
  try {
    compilePattern(source);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { ok: false, at: error.at, len: error.len, message: { key: error.key, args: error.args } };
  }
}

/**
 * Bytes that whatever matches the pattern contains; null: there are none that all matches have. The pattern has to be a right one
 * (`checkPattern`).
 */
export function requiredLiteral(source: string): RequiredLiteral | null {
  const literal = literalOf(parsePattern(source));
  return literal && { bytes: literal.bytes, caseless: literal.caseless };
}

/** Is there a match in bytes[from … to)? */
export type Matcher = (bytes: Uint8Array, from: number, to: number) => boolean;

/** Throws PatternError. */
export function compilePattern(source: string): Matcher {
  const tree = parsePattern(source);
  const literal = literalOf(tree);
  if (literal === null) return engine(tree, source);
  const find = finderOf(literal.bytes, literal.caseless);
  if (literal.exact) return (bytes, from, to) => find(bytes, from, to) >= 0;
  const matches = engine(tree, source);
  return (bytes, from, to) => find(bytes, from, to) >= 0 && matches(bytes, from, to);
}

function engine(tree: PatternNode, source: string): Matcher {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(written(tree));
  } catch {
    // repetitions inside each other that come to more than the engine takes
    throw new PatternError(0, source.length, 'pattern.tooLarge');
  }
  return (bytes, from, to) => expression.test(characters(bytes, from, to));
}

/** Characters at a time: more arguments than a call can have would throw. */
const PIECE = 8192;
function characters(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= PIECE) return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
  let text = '';
  for (let at = from; at < to; at += PIECE) text += characters(bytes, at, Math.min(to, at + PIECE));
  return text;
}

const ASSERTIONS: Readonly<Record<Assertion, string>> = {
  start: '\\A',
  lineStart: '(?m:^)',
  end: '\\z',
  // RE2 has no look-ahead; that a line feed is taken here makes no difference at the end of a pattern, where `$` stands
  lastLine: '(?:\\n?\\z)',
  lineEnd: '(?m:$)',
  word: '\\b',
  notWord: '\\B',
};

/** In RE2's syntax: https://github.com/google/re2/wiki/Syntax */
function written(node: PatternNode): string {
  switch (node.kind) {
    case 'set':
      return writtenSet(bytesOfSet(node.set));
    case 'sequence':
      return node.items.map(written).join('');
    case 'choice':
      return `(?:${node.items.map(written).join('|')})`;
    case 'repeat': {
      const { least, most } = node;
      return `(?:${written(node.of)}){${least},${most === Infinity ? '' : most}}`;
    }
    case 'assert':
      return ASSERTIONS[node.what];
  }
}

const character = (byte: number): string => `\\x{${byte.toString(16)}}`;
function writtenSet(bytes: readonly number[]): string {
  if (bytes.length === 1) return character(bytes[0]);
  if (bytes.length === 0) return '[^\\x{0}-\\x{10ffff}]';
  let ranges = '';
  for (let i = 0; i < bytes.length;) {
    let end = i;
    while (end + 1 < bytes.length && bytes[end + 1] === bytes[end] + 1) end++;
    ranges += end === i ? character(bytes[i]) : `${character(bytes[i])}-${character(bytes[end])}`;
    i = end + 1;
  }
  return `[${ranges}]`;
}

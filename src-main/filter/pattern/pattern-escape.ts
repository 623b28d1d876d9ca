// What stands behind a backslash in a regular expression, and the classes in square brackets. Perl-compatible syntax, on bytes.
import {
  complement,
  ESCAPED,
  include,
  POSIX,
  propertySet,
  setOf,
  setWhere,
  withBothCases,
  type ByteSet,
} from './byte-set';
import { PatternError } from './pattern-tree';
import { utf8 } from '../../text/utf8';

/** A place in the text of a pattern. */
export class PatternCursor {
  at = 0;
  constructor(readonly text: string) {}

  get ended(): boolean {
    return this.at >= this.text.length;
  }
  peek(length = 1): string {
    return this.text.substr(this.at, length);
  }
  /** Steps over `text` if it comes next. */
  accept(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
  /** The next character, a pair of surrogates in one piece. */
  next(): string {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    this.at += char.length;
    return char;
  }
  /** The rest up to `end`, which is stepped over; null: there is none. */
  until(end: string): string | null {
    const stop = this.text.indexOf(end, this.at);
    if (stop < 0) return null;
    const text = this.text.slice(this.at, stop);
    this.at = stop + end.length;
    return text;
  }
  /** The match of a sticky expression from here on, stepped over. */
  match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };
const BACK_REFERENCE = /[1-9]|k[<{']|g/y;
const OCTAL = /0[0-7]{0,2}|o\{([0-7]+)\}/y;
/** a number that is octal where there are not so many groups */
const GROUP_OR_OCTAL = /[1-7][0-7]{1,2}/y;
const HEX = /x(?:\{\s*([0-9A-Fa-f]+)\s*\}|([0-9A-Fa-f]{0,2}))/y;

/**
 * The bytes that an escape stands for, the cursor behind its backslash at `start`: a class, or the bytes of one character.
 * Escapes that mean a place (`\b`, `\A`) are the caller's.
 */
export function escapeSet(c: PatternCursor, start: number): ByteSet | Uint8Array[] {
  const fail = (key: ConstructorParameters<typeof PatternError>[2]): PatternError =>
    new PatternError(start, Math.max(1, c.at - start), key, { text: c.text.slice(start, c.at) });
  if (c.ended) throw fail('pattern.endsInBackslash');
  const octal = c.match(OCTAL);
  if (octal) return byteOf(parseInt(octal[1] ?? octal[0], 8), fail);
  const hex = c.match(HEX);
  if (hex) return byteOf(parseInt(`0${hex[1] ?? hex[2]}`, 16), fail);
  const either = c.match(GROUP_OR_OCTAL);
  if (either && Number(either[0]) >= c.text.split('(').length) return byteOf(parseInt(either[0], 8), fail);
  if (either || c.match(BACK_REFERENCE)) throw fail('pattern.backReference');
  const char = c.next();
  if (Object.hasOwn(ESCAPED, char)) return ESCAPED[char];
  if (char === 'p' || char === 'P') return property(c, char === 'P', fail);
  if (char === 'c') {
    const letter = c.ended ? '' : c.next();
    if (!/^[\x20-\x7e]$/.test(letter)) throw fail('pattern.escape');
    return byteOf(letter.toUpperCase().charCodeAt(0) ^ 0x40, fail);
  }
  if (Object.hasOwn(CONTROL, char)) return byteOf(CONTROL[char], fail);
  if (char === 'R' || char === 'X') throw fail('pattern.unsupported');
  if (/^[A-Za-z0-9]$/.test(char)) throw fail('pattern.escape');
  return bytesOfChar(char);
}

function byteOf(value: number, fail: (key: 'pattern.notAByte') => PatternError): Uint8Array[] {
  if (!(value <= 0xff)) throw fail('pattern.notAByte');
  return [setOf(value)];
}
/** One set for each byte that the character has as UTF-8. */
export const bytesOfChar = (char: string): ByteSet[] => Array.from(utf8(char), (byte) => setOf(byte));

function property(c: PatternCursor, inverse: boolean, fail: (key: 'pattern.property') => PatternError): ByteSet {
  const name = c.accept('{') ? c.until('}') : c.ended ? null : c.next();
  const negated = name?.startsWith('^') ?? false;
  const set = name === null ? null : propertySet(negated ? name.slice(1) : name);
  if (set === null) throw fail('pattern.property');
  return negated !== inverse ? complement(set) : set;
}

/** The class whose `[` stands at `start`, the cursor behind it. */
export function bracketSet(c: PatternCursor, start: number, caseless: boolean): ByteSet {
  const inverse = c.accept('^');
  const set = setWhere(() => false);
  for (let first = true; ; first = false) {
    if (c.ended) throw new PatternError(start, c.text.length - start, 'pattern.bracket');
    if (!first && c.accept(']')) break;
    const at = c.at;
    const low = member(c);
    if (low === null) continue;
    const range = low.byte >= 0 && c.peek() === '-' && !['', ']'].includes(c.peek(2).slice(1));
    if (!range) {
      include(set, low.set);
      continue;
    }
    c.at++;
    const high = member(c);
    if (high === null || high.byte < 0) {
      // the minus stands for itself beside a class
      include(set, low.set);
      set[0x2d] = 1;
      if (high !== null) include(set, high.set);
      continue;
    }
    if (high.byte < low.byte)
      throw new PatternError(at, c.at - at, 'pattern.rangeOrder', { text: c.text.slice(at, c.at) });
    include(set, low.set);
    include(
      set,
      setWhere((byte) => byte >= low.byte && byte <= high.byte),
    );
  }
  const both = caseless ? withBothCases(set) : set;
  return inverse ? complement(both) : both;
}

interface Member {
  set: ByteSet;
  /** the value of a single byte, of a character the last one of its bytes; -1: a class */
  byte: number;
}
/** One element of a class; null: a quotation without anything in it. */
function member(c: PatternCursor): Member | null {
  const at = c.at;
  const posix = c.match(/\[:(\^?)([a-z]*):\]/y);
  if (posix) {
    if (!Object.hasOwn(POSIX, posix[2])) throw new PatternError(at, c.at - at, 'pattern.posix', { text: posix[0] });
    return { set: posix[1] === '^' ? complement(POSIX[posix[2]]) : POSIX[posix[2]], byte: -1 };
  }
  if (c.accept('\\E')) return null;
  if (c.accept('\\Q')) {
    const quoted = c.until('\\E') ?? c.text.slice(c.at, (c.at = c.text.length));
    return { set: setOf(...utf8(quoted)), byte: -1 };
  }
  if (c.accept('\\b')) return { set: setOf(8), byte: 8 };
  if (!c.accept('\\')) return single(bytesOfChar(c.next()));
  const escaped = escapeSet(c, at);
  return escaped instanceof Uint8Array ? { set: escaped, byte: -1 } : single(escaped);
}
function single(bytes: readonly ByteSet[]): Member {
  const set = setWhere((byte) => bytes.some((one) => one[byte] === 1));
  return { set, byte: bytes[bytes.length - 1].indexOf(1) };
}

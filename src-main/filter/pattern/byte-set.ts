// Sets of byte values, and the sets that regular expressions have names for. Only ASCII letters have case; classes are those of the
// C locale, as Perl-compatible expressions have them when they match bytes.

/** 256 entries, 1: the byte is in the set. */
export type ByteSet = Uint8Array;

export const setWhere = (has: (byte: number) => boolean): ByteSet =>
  Uint8Array.from({ length: 256 }, (_, byte) => (has(byte) ? 1 : 0));
export const setOf = (...bytes: number[]): ByteSet => setWhere((byte) => bytes.includes(byte));
export const complement = (set: ByteSet): ByteSet => setWhere((byte) => set[byte] === 0);
/** Adds all of `more` to `set`. */
export function include(set: ByteSet, more: ByteSet): void {
  for (let byte = 0; byte < 256; byte++) if (more[byte] === 1) set[byte] = 1;
}

const isUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
const isLower = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isAlpha = (byte: number): boolean => isUpper(byte) || isLower(byte);
const isAlnum = (byte: number): boolean => isAlpha(byte) || isDigit(byte);
const isWord = (byte: number): boolean => isAlnum(byte) || byte === 0x5f;
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 9 && byte <= 13);
const isHexDigit = (byte: number): boolean =>
  isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
const isGraph = (byte: number): boolean => byte > 0x20 && byte < 0x7f;
const isHorizontal = (byte: number): boolean => byte === 9 || byte === 0x20 || byte === 0xa0;
const isVertical = (byte: number): boolean => (byte >= 10 && byte <= 13) || byte === 0x85;

/** `set` with both cases of its ASCII letters. */
export const withBothCases = (set: ByteSet): ByteSet =>
  setWhere((byte) => set[byte] === 1 || (isAlpha(byte) && set[byte ^ 0x20] === 1));

export const ANY = setWhere(() => true);
export const NOT_NEWLINE = setWhere((byte) => byte !== 10);

/** The classes behind a backslash: `\d`; the upper-case letter stands for the complement. */
export const ESCAPED: Readonly<Record<string, ByteSet>> = Object.fromEntries(
  Object.entries({ d: isDigit, w: isWord, s: isSpace, h: isHorizontal, v: isVertical }).flatMap(([letter, has]) => [
    [letter, setWhere(has)],
    [letter.toUpperCase(), complement(setWhere(has))],
  ]),
);

/** `[:alpha:]` inside brackets. */
export const POSIX: Readonly<Record<string, ByteSet>> = {
  alpha: setWhere(isAlpha),
  lower: setWhere(isLower),
  upper: setWhere(isUpper),
  alnum: setWhere(isAlnum),
  ascii: setWhere((byte) => byte < 0x80),
  blank: setOf(9, 0x20),
  cntrl: setWhere((byte) => byte < 0x20 || byte === 0x7f),
  digit: setWhere(isDigit),
  graph: setWhere(isGraph),
  print: setWhere((byte) => isGraph(byte) || byte === 0x20),
  punct: setWhere((byte) => isGraph(byte) && !isAlnum(byte)),
  space: setWhere(isSpace),
  word: setWhere(isWord),
  xdigit: setWhere(isHexDigit),
};

/** `\p{…}`: bytes are taken for the characters U+0000…U+00FF. null: there is no such property. */
export function propertySet(name: string): ByteSet | null {
  if (name === 'Any') return ANY;
  if (name === 'L&') return propertySet('LC');
  if (!/^[A-Za-z_]+$/.test(name)) return null;
  for (const property of [name, `Script=${name}`]) {
    try {
      const test = new RegExp(`\\p{${property}}`, 'u');
      return setWhere((byte) => test.test(String.fromCharCode(byte)));
    } catch {
      // not a property of that sort
    }
  }
  return null;
}

/** The bytes of a set, ascending. */
export function bytesOfSet(set: ByteSet): number[] {
  const bytes: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (set[byte] === 1) bytes.push(byte);
  return bytes;
}

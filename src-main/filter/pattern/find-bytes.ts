// Searching bytes for bytes: Horspool's variant of Boyer and Moore (R. N. Horspool, "Practical fast searching in strings", 1980).
// On a mismatch the byte under the needle's end tells how far the needle can move.

/** Lower case of ASCII letters, other bytes as they are. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** Offset of the first occurrence that lies in haystack[from … to), -1: none. */
export type Finder = (haystack: Uint8Array, from: number, to: number) => number;

/** `caseless`: upper and lower case of ASCII letters are the same. An empty needle is found at once. */
export function finderOf(needle: Uint8Array, caseless = false): Finder {
  if (needle.length === 0) return (_, from) => from;
  const bytes = caseless ? needle.map((byte) => FOLDED[byte]) : Uint8Array.from(needle);
  const last = bytes.length - 1;
  const shift = new Int32Array(256).fill(bytes.length);
  for (let i = 0; i < last; i++)
    for (let byte = 0; byte < 256; byte++) if ((caseless ? FOLDED[byte] : byte) === bytes[i]) shift[byte] = last - i;
  return caseless ? caselessFinder(bytes, shift) : exactFinder(bytes, shift);
}

function exactFinder(needle: Uint8Array, shift: Int32Array): Finder {
  const last = needle.length - 1;
  const end = needle[last];
  return (haystack, from, to) => {
    const stop = Math.min(to, haystack.length);
    for (let at = from + last; at < stop;) {
      const byte = haystack[at];
      if (byte === end) {
        let i = last - 1;
        for (let o = at - 1; i >= 0 && haystack[o] === needle[i]; o--) i--;
        if (i < 0) return at - last;
      }
      at += shift[byte];
    }
    return -1;
  };
}

function caselessFinder(needle: Uint8Array, shift: Int32Array): Finder {
  const last = needle.length - 1;
  const end = needle[last];
  return (haystack, from, to) => {
    const stop = Math.min(to, haystack.length);
    for (let at = from + last; at < stop;) {
      const byte = haystack[at];
      if (FOLDED[byte] === end) {
        let i = last - 1;
        for (let o = at - 1; i >= 0 && FOLDED[haystack[o]] === needle[i]; o--) i--;
        if (i < 0) return at - last;
      }
      at += shift[byte];
    }
    return -1;
  };
}

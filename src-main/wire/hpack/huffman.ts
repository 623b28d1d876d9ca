// The Huffman code of HPACK, RFC 7541 section 5.2 and appendix B. It is canonical: codes of one length follow each other in the order of their symbols, so the
// lengths say all.

/** Bits of the code of each byte, and of the end of a string (256), which never stands in one. */
const LENGTHS =
  '13 23 28 28 28 28 28 28 28 24 30 28 28 30 28 28 28 28 28 28 28 28 30 28 28 28 28 28 28 28 28 28 6 10 10 12 13 6 8 11 10 10 8 11 8 6 6 6 5 5 5 6 6 6 6 6 6 6 7 8 15 6 12 10 13 6 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 8 7 8 13 19 13 14 6 15 5 6 5 6 5 6 6 6 5 7 7 6 6 6 5 6 7 6 5 5 6 7 7 7 7 7 15 11 14 13 28 20 22 20 20 22 22 22 23 22 23 23 23 23 23 24 23 24 24 22 23 24 23 23 23 23 21 22 23 22 23 23 24 22 21 20 22 22 23 23 21 23 22 22 24 21 22 23 23 21 21 22 21 23 22 23 23 20 22 22 22 23 22 22 23 26 26 20 19 22 23 22 25 26 26 26 27 27 26 24 25 19 21 26 27 27 26 27 24 21 21 26 26 28 27 27 27 20 24 20 21 22 21 21 23 22 22 25 25 24 24 26 23 26 27 26 26 27 27 27 27 27 28 27 27 27 27 27 26 30'
    .split(' ')
    .map(Number);
const END = 256;
const LONGEST = 30;

/** By length: the first code, how many there are, and where their symbols begin in `SYMBOLS`. */
const FIRST = new Uint32Array(LONGEST + 1);
const COUNT = new Uint32Array(LONGEST + 1);
const INDEX = new Uint32Array(LONGEST + 1);
const SYMBOLS = Uint16Array.from(LENGTHS.keys()).sort((a, b) => LENGTHS[a] - LENGTHS[b] || a - b);
for (const length of LENGTHS) COUNT[length]++;
for (let length = 1; length <= LONGEST; length++) {
  FIRST[length] = (FIRST[length - 1] + COUNT[length - 1]) << 1;
  INDEX[length] = INDEX[length - 1] + COUNT[length - 1];
}

/** What the bytes from `at` to `end` stand for; null: they are no such code. */
export function huffmanBytes(b: Uint8Array, at: number, end: number): Uint8Array | null {
  // no code is shorter than 5 bits
  const out = new Uint8Array(Math.floor(((end - at) * 8) / 5));
  let filled = 0;
  let code = 0;
  let length = 0;
  for (let i = at; i < end; i++)
    for (let bit = 7; bit >= 0; bit--) {
      code = (code << 1) | ((b[i] >> bit) & 1);
      length++;
      const place = code - FIRST[length];
      if (place < 0 || place >= COUNT[length]) {
        if (length === LONGEST) return null;
        continue;
      }
      const symbol = SYMBOLS[INDEX[length] + place];
      if (symbol === END) return null;
      out[filled++] = symbol;
      code = 0;
      length = 0;
    }
  // section 5.2: what is left is less than a byte, and the beginning of the end's code, ones
  return length > 7 || code !== 2 ** length - 1 ? null : out.subarray(0, filled);
}

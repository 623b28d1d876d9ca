// Bytes as text of ASCII, as Wireshark reads what has no character set: each other byte becomes U+FFFD.
const PART = 8192;

export function asciiText(b: Uint8Array, at: number, end: number): string {
  let text = '';
  for (let from = at; from < end; from += PART) {
    const stop = Math.min(end, from + PART, b.length);
    let i = from;
    while (i < stop && b[i] <= 0x7f) i++;
    const codes = i === stop ? b.subarray(from, stop) : Uint16Array.from(b.subarray(from, stop), inAscii);
    text += String.fromCharCode.apply(null, codes as unknown as number[]);
  }
  return text;
}

const inAscii = (byte: number): number => (byte > 0x7f ? 0xfffd : byte);

// Bytes as text of ASCII, as Wireshark reads what has no character set: each other byte becomes U+FFFD.
const PART = 8192;

export function asciiText(b: Uint8Array, at: number, end: number): string {
  let text = '';
  for (let from = at; from < end; from += PART) {
    const part = b.slice(from, Math.min(end, from + PART));
    if (part.some((byte) => byte > 0x7f)) {
      const codes = Uint16Array.from(part, (byte) => (byte > 0x7f ? 0xfffd : byte));
      text += String.fromCharCode(...codes);
    } else text += String.fromCharCode(...part);
  }
  return text;
}

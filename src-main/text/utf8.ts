// Text as UTF-8, RFC 3629: its bytes, and how many there are.
const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Bytes that a string has as UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // a pair of surrogates: two units, four bytes; one that stands alone becomes U+FFFD, three bytes
    const pair = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (pair) i++;
    length += unit < 0x800 ? 1 : 2;
  }
  return length;
}

// Bytes in the forms that people paste elsewhere. Pure.
import { hex } from '../../src-main/text/bytes';

const LINE = 8;

/** Printable ASCII, tabs and line ends; the rest is left out, as in Wireshark. */
export const printable = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (isPrintable(byte) ? String.fromCharCode(byte) : '')).join('');

const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** RFC 4648 section 4. */
export const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** A byte array of C, eight a line. */
export function cArray(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += LINE)
    lines.push(`  ${Array.from(bytes.subarray(at, at + LINE), (byte) => `0x${hex(byte)}`).join(', ')}`);
  return `static const unsigned char bytes[${bytes.length}] = {\n${lines.join(',\n')}\n};\n`;
}

// Bytes as hexadecimal, binary and characters. Pure.

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two hex digits of a byte. */
export const hex = (byte: number): string => HEX[byte & 0xff];

/** Eight binary digits of a byte. */
export const bits = (byte: number): string => (byte & 0xff).toString(2).padStart(8, '0');

/** The character shown for a byte: printable ASCII, else a dot. */
export const ascii = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.');

/** `d4 87 01 bb`: bytes `at`…`at + len`, cut to what is there. */
export function hexString(bytes: Uint8Array, at: number, len: number, separator = ' '): string {
  return Array.from(bytes.subarray(Math.max(0, at), Math.max(0, at + len)), hex).join(separator);
}

/** Hex digits an offset needs so that all offsets of `length` bytes line up; at least four. */
export const offsetDigits = (length: number): number => Math.max(4, (Math.max(0, length - 1) || 0).toString(16).length);

const LINE = 16;

/** Offset, hex and characters, sixteen bytes a line, as every hex dump has it. */
export function hexDump(bytes: Uint8Array, at: number, len: number): string {
  const end = Math.min(bytes.length, at + len);
  const digits = offsetDigits(end);
  const lines: string[] = [];
  for (let from = at; from < end; from += LINE) {
    const part = bytes.subarray(from, Math.min(end, from + LINE));
    const text = Array.from(part, ascii).join('');
    lines.push(`${from.toString(16).padStart(digits, '0')}  ${hexString(part, 0, LINE).padEnd(LINE * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}

/**
 * Which bits of a field's bytes its drawing (`.... ..1.`) names: one mask a byte. A drawing may leave out the highest bits
 * (the twelve of TCP's flags in their two bytes); null where it has more bits than the bytes.
 */
export function bitMasks(drawing: string, len: number): number[] | null {
  const signs = drawing.replace(/[^.01]/g, '').padStart(len * 8, '.');
  if (signs.length !== len * 8) return null;
  return Array.from({ length: len }, (_, byte) =>
    [...signs.slice(byte * 8, byte * 8 + 8)].reduce((mask, sign) => mask * 2 + (sign === '.' ? 0 : 1), 0),
  );
}

// Sizes, rates and hexadecimal. Pure.

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `412 B`, `1.38 GB`: decimal units, three digits where there is a fraction. */
export function size(bytes: number, language: string): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const number = value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number}\u00a0${UNITS[unit]}`;
}

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

// Regular expressions between the quotes of a filter.
import { quotedText } from './text-escapes';

/** What a string stands for as a regular expression: text, and `\xff` for bytes that are none. */
export function patternOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const text = (byte: number): string =>
      byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
    return Array.from(bytes, text).join('');
  }
}

/** A string that stands for this regular expression: raw where that spares backslashes. */
export function asPattern(source: string): string {
  const raw = source.includes('\\') && /^(?:[^"\\]|\\[^])*$/.test(source);
  return raw && !source.includes('"') ? `r"${source}"` : quotedText(source);
}

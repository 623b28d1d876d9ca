// One character as a person can read it where it must not have its effect: `\n`, `\x1b`, `\u{202e}`.

// tshark 4.0.17 writes these five in letters with -T fields.
const LETTERS: Record<string, string> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };

export const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

export function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return LETTERS[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`);
}

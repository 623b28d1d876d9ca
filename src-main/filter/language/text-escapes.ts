// What stands between quotes: escapes of strings and character constants, as C has them.

const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  "'": 39,
  '?': 63,
  '\\': 92,
};
const ESCAPE = /\\(?:([abtnvfr"'?\\])|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

export type Unescaped = { ok: true; bytes: Uint8Array } | { ok: false; at: number; len: number };

/** The character that an escape stands for: a byte, or a code point that is written in UTF-8; null: no such escape. */
function escapeAt(text: string, at: number): { len: number; code: number; unicode: boolean } | null {
  ESCAPE.lastIndex = at;
  const found = ESCAPE.exec(text);
  if (!found) return null;
  const [whole, simple, hex, octal, short, long] = found as (string | undefined)[] & [string];
  const len = whole.length;
  if (simple !== undefined) return { len, code: SIMPLE[simple], unicode: false };
  if (hex !== undefined) return { len, code: parseInt(hex, 16), unicode: false };
  if (octal !== undefined) {
    const code = parseInt(octal, 8);
    return code > 255 ? null : { len, code, unicode: false };
  }
  const code = parseInt(short ?? long ?? '', 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? null : { len, code, unicode: true };
}

/** Bytes of a string's inside. On failure: the escape that is none. */
export function unescapeText(inside: string): Unescaped {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (let at = 0; at < inside.length;) {
    if (inside[at] !== '\\') {
      const next = inside.indexOf('\\', at);
      const end = next < 0 ? inside.length : next;
      for (const byte of encoder.encode(inside.slice(at, end))) bytes.push(byte);
      at = end;
      continue;
    }
    const escape = escapeAt(inside, at);
    if (!escape) return { ok: false, at, len: Math.min(2, inside.length - at) };
    if (escape.unicode) for (const byte of encoder.encode(String.fromCodePoint(escape.code))) bytes.push(byte);
    else bytes.push(escape.code);
    at += escape.len;
  }
  return { ok: true, bytes: Uint8Array.from(bytes) };
}

/** Code of what stands between single quotes: one character, at most 255. null: it is not one. */
export function characterCode(inside: string): number | null {
  if (inside.startsWith('\\')) {
    const escape = escapeAt(inside, 0);
    return escape && escape.len === inside.length && escape.code <= 255 ? escape.code : null;
  }
  const code = inside.codePointAt(0) ?? 256;
  return inside.length === 1 && code <= 0x7f ? code : null;
}

/** A string between double quotes that stands for this text. */
export function quotedText(text: string): string {
  let out = '"';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === '"' || char === '\\') out += `\\${char}`;
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else out += char;
  }
  return `${out}"`;
}

/** Bytes as text: UTF-8, else one character a byte. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  }
}

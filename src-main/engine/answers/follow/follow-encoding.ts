// Texts of what one follows: from bytes, into bytes to look for, and which encoding its first bytes make sense in.
import type { FollowEncoding, FollowWhat } from '../../../ipc/contracts/follow-contract';
import { pointed } from '../../../text/unseen';
import { bytesOf } from '../../search/find-test';

const DECODERS = { 'utf-8': new TextDecoder('utf-8'), gb18030: new TextDecoder('gb18030') };

/** A line as it is shown: without its end, and with points for what is not seen. */
export function decoded(bytes: Uint8Array, encoding: FollowEncoding): string {
  let end = bytes.length;
  if (end > 0 && bytes[end - 1] === 0x0a) end -= end > 1 && bytes[end - 2] === 0x0d ? 2 : 1;
  const line = bytes.subarray(0, end);
  return pointed(encoding === 'latin-1' ? latin1(line) : DECODERS[encoding].decode(line));
}

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Of bytes whose end may cut a character. */
export function guessEncoding(bytes: Uint8Array): FollowEncoding {
  for (const encoding of ['utf-8', 'gb18030'] as const)
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
      return encoding;
    } catch {
      // another one
    }
  return 'latin-1';
}

/** What is looked for as bytes; null: it has none in this encoding. */
export function wantedBytes(what: FollowWhat, encoding: FollowEncoding): Uint8Array | null {
  if (what.by === 'hex') return bytesOf(what.hex);
  if (what.text === '') return null;
  if (encoding === 'utf-8') return new TextEncoder().encode(what.text);
  if (encoding === 'latin-1') return /^[\0-\u00ff]*$/.test(what.text) ? Buffer.from(what.text, 'latin1') : null;
  const bytes: number[] = [];
  for (const character of what.text) {
    const code = gb18030(character);
    if (code === undefined) return null;
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

/** Node writes no GB 18030: its decoder is asked what each code means, once. */
let codes: Map<string, readonly number[]> | undefined;
function gb18030(character: string): readonly number[] | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  if (code >= 0x10000) {
    // GB 18030-2022: the planes above the first stand in order from 90308130 on
    const at = code - 0x10000;
    return [
      0x90 + Math.floor(at / 12_600),
      0x30 + (Math.floor(at / 1260) % 10),
      0x81 + (Math.floor(at / 10) % 126),
      0x30 + (at % 10),
    ];
  }
  codes ??= everyCode();
  return codes.get(character);
}
function everyCode(): Map<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  const note = (...code: number[]): void => {
    const text = DECODERS.gb18030.decode(Uint8Array.from(code));
    if (text.length === 1 && text !== '\ufffd' && !found.has(text)) found.set(text, code);
  };
  for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) note(a, b);
  for (let a = 0x81; a <= 0x84; a++)
    for (let b = 0x30; b <= 0x39; b++)
      for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) note(a, b, c, d);
  return found;
}

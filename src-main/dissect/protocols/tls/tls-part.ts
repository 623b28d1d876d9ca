// A part of a TLS message (RFC 8446 section 3): where it ends by what its sender declared, and vectors, which begin with their length. A part
// that does not fit into the one around it is said as Wireshark says it, and nothing behind it is read.
import { u16, u24, u32 } from '../../../wire/read';
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './tls-fields';

/** Bytes of a group that were captured: what it may light up. */
export const there = (p: Packet, at: number, len: number): number => Math.max(0, Math.min(len, p.end - at));

/** Whether `len` bytes from `at` on stand before `end` and were captured. */
export function fits(p: Packet, out: FieldSink, at: number, len: number, end: number): boolean {
  if (at + len <= end) return p.need(at, len);
  out.expert(F['malformed.buffer_too_small'], at, there(p, at, Math.max(0, end - at)));
  return false;
}

/** A number of one to four bytes and where it ends; -1 where it does not fit. */
export function number(p: Packet, out: FieldSink, field: Field, at: number, len: 1 | 2 | 3 | 4, end: number): number {
  if (!fits(p, out, at, len, end)) return -1;
  out.uint(field, at, len, valueAt(p.bytes, at, len));
  return at + len;
}
export function valueAt(b: Uint8Array, at: number, len: 1 | 2 | 3 | 4): number {
  return len === 1 ? b[at] : len === 2 ? u16(b, at) : len === 3 ? u24(b, at) : u32(b, at);
}

/**
 * The length of a vector, in `width` bytes; returns where the vector ends, -1 where it does not fit into the part that ends at `end`. Its
 * first byte is at `at + width`.
 */
export function vector(
  p: Packet,
  out: FieldSink,
  field: Field,
  at: number,
  width: 1 | 2 | 3,
  end: number,
  least = 0,
): number {
  if (number(p, out, field, at, width, end) < 0) return -1;
  const len = valueAt(p.bytes, at, width);
  if (at + width + len > end) {
    out.expert(F['malformed.buffer_too_small'], at, width);
    return -1;
  }
  if (len < least) out.expert(F['malformed.vector_length'], at, width);
  return at + width + len;
}

/** All bytes from `at` to `end`, if there are any: false where they were not captured. */
export function bytes(p: Packet, out: FieldSink, field: Field, at: number, end: number): boolean {
  if (end <= at) return true;
  if (!p.need(at, end - at)) return false;
  out.bytes(field, at, end - at);
  return true;
}

const decoder = new TextDecoder();
/** The same as a text. */
export function text(p: Packet, out: FieldSink, field: Field, at: number, end: number): boolean {
  if (end <= at) return true;
  if (!p.need(at, end - at)) return false;
  if (out.wants(field)) out.string(field, at, end - at, decoder.decode(p.bytes.subarray(at, end)));
  return true;
}

/** A vector of bytes with its length: where it ends, -1 where it is not whole. */
export function opaque(
  p: Packet,
  out: FieldSink,
  length: Field,
  value: Field,
  at: number,
  width: 1 | 2 | 3,
  end: number,
  least = 0,
): number {
  const to = vector(p, out, length, at, width, end, least);
  return to >= 0 && bytes(p, out, value, at + width, to) ? to : -1;
}

/** Values of one or two bytes one behind the other, below a line of their own where `group` is given. */
export function list(
  p: Packet,
  out: FieldSink,
  group: Field | null,
  field: Field,
  from: number,
  width: 1 | 2 | 3,
  end: number,
): void {
  if (group) {
    out.none(group, from, there(p, from, end - from));
    if (out.detail) out.display(`(${Math.floor((end - from) / width)})`);
    out.open();
  }
  for (let at = from; at < end; at += width) if (number(p, out, field, at, width, end) < 0) break;
  if (group) out.close();
}

// Packets of QUIC with long headers, RFC 9000 sections 17.2.1 to 17.2.5, RFC 9369 section 3.2: one field after the other, as far as bytes are there.
import { u32 } from '../../../wire/read';
import * as wire from '../../../wire/quic';
import { varint, varintLen } from '../../../wire/varint';
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './quic-fields';
import { frames } from './quic-frames';
import { open, type State } from './quic-state';

/** The packet at `at`; returns where it ends. */
export function longHeader(p: Packet, at: number, state: State, out: FieldSink): number {
  const b = p.bytes;
  const end = p.declaredEnd;
  const packet = wire.longPacket(b, at, p.end);
  const to = packet === null ? end : Math.min(packet.end, end);
  const opened = packet === null ? null : open(p, packet, p.end, state.view);
  out.generated(F.packet_length, at, Math.min(to, p.end) - at, to - at);
  out.uint(F.header_form, at, 1, 1);
  if (!p.need(at, 5)) return end;
  const version = wire.version(b, at);
  const kind = wire.isKnownVersion(version) ? wire.kindOf(version, wire.typeBits(b, at)) : -1;
  if (version === wire.NEGOTIATION) out.uint(F['vn.unused'], at, 1, b[at] & 0x7f);
  else firstByte(b, at, version, opened?.firstByte ?? -1, out);
  out.uint(F.version, at + 1, 4, version);
  let next = connectionId(p, at + 5, F.dcil, F.dcid, out);
  if (next > 0) next = connectionId(p, next, F.scil, F.scid, out);
  if (next < 0) return end;
  if (version === wire.NEGOTIATION) return negotiation(p, next, out);
  if (kind < 0) return remaining(p, next, end, out);
  if (kind === wire.RETRY) return retry(p, at, next, version, state, out);
  if (kind === wire.INITIAL) next = token(p, next, out);
  if (next > 0) next = number(p, next, F.length, out);
  if (next < 0) return end;
  if (opened === null || packet === null) return remaining(p, next, to, out);
  out.uint64(F.packet_number, next, opened.numberLen, BigInt(opened.number));
  const payload = next + opened.numberLen;
  out.bytes(F.payload, payload, to - payload);
  p.within(opened.bytes, () => frames(p, state, out), 'decrypted');
  return to;
}

/** Of `opened` the low bits as they were sent; -1: they are protected, and say nothing. */
function firstByte(b: Uint8Array, at: number, version: number, opened: number, out: FieldSink): void {
  const kind = wire.isKnownVersion(version) ? wire.kindOf(version, wire.typeBits(b, at)) : -1;
  // names are Wireshark's, which has none for that of a Retry
  if (kind !== wire.RETRY) out.uint(F.fixed_bit, at, 1, (b[at] >> 6) & 1);
  if (kind < 0) return;
  out.uint(F[wire.isV2(version) ? 'long.packet_type_v2' : 'long.packet_type'], at, 1, wire.typeBits(b, at));
  if (opened < 0) return;
  out.uint(F['long.reserved'], at, 1, (opened >> 2) & 3);
  out.uint(F.packet_number_length, at, 1, opened & 3);
}

/** A connection ID behind its length; returns where it ends, -1: it is not whole. */
function connectionId(p: Packet, at: number, length: Field, id: Field, out: FieldSink): number {
  if (!p.need(at, 1)) return -1;
  const len = p.bytes[at];
  out.uint(length, at, 1, len);
  if (len > 0 && !p.need(at + 1, len)) return -1;
  if (len > 0) out.bytes(id, at + 1, len);
  return at + 1 + len;
}

/** A number of variable size; returns where it ends, -1: it is not whole. */
function number(p: Packet, at: number, field: Field, out: FieldSink): number {
  if (!p.need(at, 1) || !p.need(at, varintLen(p.bytes, at))) return -1;
  out.uint64(field, at, varintLen(p.bytes, at), varint(p.bytes, at));
  return at + varintLen(p.bytes, at);
}

function token(p: Packet, at: number, out: FieldSink): number {
  const from = number(p, at, F.token_length, out);
  if (from < 0) return -1;
  const length = wire.varintNumber(p.bytes, at);
  if (length === 0) return from;
  if (!p.need(from, length)) return -1;
  out.bytes(F.token, from, length);
  return from + length;
}

/** What is protected, to the end of the packet. */
function remaining(p: Packet, at: number, to: number, out: FieldSink): number {
  if (to > at && p.need(at, to - at)) out.bytes(F.remaining_payload, at, to - at);
  return Math.max(to, at);
}

/** RFC 9000 section 17.2.1 */
function negotiation(p: Packet, from: number, out: FieldSink): number {
  const end = p.declaredEnd;
  for (let at = from; at + 4 <= end; at += 4) {
    if (!p.need(at, 4)) break;
    out.uint(F.supported_version, at, 4, u32(p.bytes, at));
  }
  return end;
}

/** RFC 9000 section 17.2.5: a token for the client, and what proves that it comes from who got its first packet. */
function retry(p: Packet, at: number, from: number, version: number, { view }: State, out: FieldSink): number {
  const end = p.declaredEnd;
  const tag = end - wire.RETRY_TAG_LEN;
  if (tag < from) {
    p.need(from, wire.RETRY_TAG_LEN);
    return end;
  }
  if (tag > from && p.need(from, tag - from)) out.bytes(F.retry_token, from, tag - from);
  if (p.stopped || !p.need(tag, wire.RETRY_TAG_LEN)) return end;
  out.bytes(F.retry_integrity_tag, tag, wire.RETRY_TAG_LEN);
  const cid = view?.initialCid;
  if (cid && p.context.quicCrypto?.isRetry(p.bytes.subarray(at, end), version, cid) === false)
    out.expert(F.bad_retry, tag, wire.RETRY_TAG_LEN);
  return end;
}

// Attribute value pairs of L2TP's control messages, RFC 2661 section 4: those that every tunnel has. The values of others are left as bytes.
import * as wire from '../../../wire/l2tp';
import { u16, u32, u64 } from '../../../wire/read';
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './l2tp-fields';

/** How the value is read, and its least length. */
type Value = readonly [kind: 'number' | 'bits' | 'text' | 'bytes', least: number, ...fields: Field[]];

const VALUES: Readonly<Record<number, Value>> = {
  0: ['number', 2, F['avp.message_type']],
  3: ['bits', 4, F['avp.async_framing_supported'], F['avp.sync_framing_supported']],
  4: ['bits', 4, F['avp.analog_access_supported'], F['avp.digital_access_supported']],
  5: ['number', 8, F.tie_breaker],
  6: ['number', 2, F['avp.firmware_revision']],
  7: ['text', 0, F['avp.host_name']],
  8: ['text', 0, F['avp.vendor_name']],
  9: ['number', 2, F['avp.assigned_tunnel_id']],
  10: ['number', 2, F['avp.receive_window_size']],
  11: ['bytes', 0, F['avp.chap_challenge']],
  13: ['bytes', 16, F['avp.chap_challenge_response']],
  14: ['number', 2, F['avp.assigned_session_id']],
  15: ['number', 4, F['avp.call_serial_number']],
  18: ['bits', 4, F['avp.analog_bearer_type'], F['avp.digital_bearer_type']],
  19: ['bits', 4, F['avp.async_framing_type'], F['avp.sync_framing_type']],
  21: ['text', 0, F['avp.called_number']],
  22: ['text', 0, F['avp.calling_number']],
  24: ['number', 4, F['avp.connect_speed']],
  36: ['bytes', 0, F['avp.random_vector']],
  38: ['number', 4, F['avp.rx_connect_speed']],
};
/** Vendors (IANA enterprise numbers) whose types have fields of their own: Cisco, Ericsson, Broadband Forum, CableLabs. */
const OWN_TYPES: ReadonlySet<number> = new Set([9, 193, 3561, 4491]);
const RESULT = 1;
const VERSION = 2;

export function avps(p: Packet, at: number, out: FieldSink): void {
  while (at < p.declaredEnd) {
    if (!p.need(at, wire.AVP_HEADER_LEN)) return;
    const len = wire.avpLen(p.bytes, at);
    out.line('Attribute value pair', at, Math.min(Math.max(len, 2), p.end - at));
    out.open();
    const whole = avp(p, at, len, out);
    out.close();
    if (len < wire.AVP_HEADER_LEN) p.malformed(F['avp.length'], at, 2);
    if (!whole) return;
    at += len;
  }
}

function avp(p: Packet, at: number, len: number, out: FieldSink): boolean {
  const b = p.bytes;
  const flags = wire.avpFlags(b, at);
  if (len < wire.AVP_HEADER_LEN) {
    out.expert(F['avp_length.bad'], at, 2);
    return false;
  }
  if (!p.need(at, len)) return false;
  out.uint(F['avp.mandatory'], at, 2, flags >> 15);
  out.uint(F['avp.hidden'], at, 2, (flags >> 14) & 1);
  out.uint(F['avp.length'], at, 2, len);
  if (wire.avpIsHidden(b, at)) return true; // the rest is encrypted
  out.uint(F['avp.vendor_id'], at + 2, 2, wire.avpVendor(b, at));
  if (OWN_TYPES.has(wire.avpVendor(b, at))) return true;
  out.uint(F['avp.type'], at + 4, 2, wire.avpType(b, at));
  if (wire.avpVendor(b, at) !== 0) return true;
  return value(p, wire.avpType(b, at), at + wire.AVP_HEADER_LEN, len - wire.AVP_HEADER_LEN, out);
}

function value(p: Packet, type: number, at: number, len: number, out: FieldSink): boolean {
  const b = p.bytes;
  if (type === RESULT) return result(p, at, len, out);
  if (type === VERSION) {
    if (!fits(p, at, len, 2)) return false;
    out.uint(F['avp.protocol_version'], at, 1, b[at]);
    out.uint(F['avp.protocol_revision'], at + 1, 1, b[at + 1]);
    return true;
  }
  if (!Object.hasOwn(VALUES, type)) return true;
  const [kind, least, ...fields] = VALUES[type];
  if (!fits(p, at, len, least)) return false;
  switch (kind) {
    case 'number':
      if (least === 8) out.uint64(fields[0], at, 8, u64(b, at));
      else out.uint(fields[0], at, least, least === 2 ? u16(b, at) : u32(b, at));
      break;
    case 'bits':
      for (const field of fields) out.uint(field, at, 4, (u32(b, at) & field.mask) !== 0 ? 1 : 0);
      break;
    case 'bytes':
      if (len > 0) out.bytes(fields[0], at, least > 0 ? least : len);
      break;
    case 'text':
      if (len > 0) out.string(fields[0], at, len, text(b, at, len));
  }
  return true;
}

function result(p: Packet, at: number, len: number, out: FieldSink): boolean {
  if (!fits(p, at, len, 2)) return false;
  out.uint(F.result_code, at, 2, u16(p.bytes, at));
  if (len < 4) return true;
  out.uint(F['avp.error_code'], at + 2, 2, u16(p.bytes, at + 2));
  if (len > 4) out.string(F['avp.error_message'], at + 4, len - 4, text(p.bytes, at + 4, len - 4));
  return true;
}

/** Whether the value is as long as its type has to be. */
function fits(p: Packet, at: number, len: number, least: number): boolean {
  if (len >= least) return true;
  p.malformed(F['avp.length'], at - wire.AVP_HEADER_LEN, 2);
  return false;
}

const text = (b: Uint8Array, at: number, len: number): string => new TextDecoder().decode(b.subarray(at, at + len));

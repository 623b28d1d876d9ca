// quic_transport_parameters, RFC 9000 section 18: numbers and lengths of variable size (section 16), one parameter behind the other.
import { u32 } from '../../../../wire/read';
import { varint, varintLen } from '../../../../wire/varint';
import type { Field } from '../../../contract/fields';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { E } from './tls-extension-fields';
import { parameterName } from '../quic-names';
import { fits, there } from '../tls-part';

const NUMBERS: Readonly<Record<number, Field>> = {
  0x01: E['quic.parameter.max_idle_timeout'],
  0x03: E['quic.parameter.max_udp_payload_size'],
  0x04: E['quic.parameter.initial_max_data'],
  0x05: E['quic.parameter.initial_max_stream_data_bidi_local'],
  0x06: E['quic.parameter.initial_max_stream_data_bidi_remote'],
  0x07: E['quic.parameter.initial_max_stream_data_uni'],
  0x08: E['quic.parameter.initial_max_streams_bidi'],
  0x09: E['quic.parameter.initial_max_streams_uni'],
  0x0a: E['quic.parameter.ack_delay_exponent'],
  0x0b: E['quic.parameter.max_ack_delay'],
  0x0e: E['quic.parameter.active_connection_id_limit'],
  0x20: E['quic.parameter.max_datagram_frame_size'],
};
const BYTES: Readonly<Record<number, Field>> = {
  0x00: E['quic.parameter.original_destination_connection_id'],
  0x02: E['quic.parameter.stateless_reset_token'],
  0x0f: E['quic.parameter.initial_source_connection_id'],
  0x10: E['quic.parameter.retry_source_connection_id'],
};
const VERSIONS = 0x11;

export function quicParameters(p: Packet, from: number, end: number, _message: number, out: FieldSink): void {
  for (let at = from; at < end && at > 0;) at = parameter(p, at, end, out);
}

/** Where it ends; -1 where it is not whole. */
function parameter(p: Packet, at: number, end: number, out: FieldSink): number {
  const b = p.bytes;
  if (!fits(p, out, at, 1, end)) return -1;
  const typeLen = varintLen(b, at);
  if (!fits(p, out, at, typeLen + 1, end)) return -1;
  const lengthAt = at + typeLen;
  const lengthLen = varintLen(b, lengthAt);
  if (!fits(p, out, lengthAt, lengthLen, end)) return -1;
  const type = varint(b, at);
  const length = varint(b, lengthAt);
  const value = lengthAt + lengthLen;
  const to = length > BigInt(end - value) ? -1 : value + Number(length);
  out.none(E['quic.parameter'], at, there(p, at, (to < 0 ? end : to) - at));
  if (out.detail)
    out.display(`${(type < 2n ** 53n ? parameterName(Number(type)) : undefined) ?? 'Unknown'} (len=${length})`);
  out.open();
  out.uint64(E['quic.parameter.type'], at, typeLen, type);
  out.uint64(E['quic.parameter.length'], lengthAt, lengthLen, length);
  const whole = to < 0 ? fits(p, out, value, end - value + 1, end) : valueOf(p, Number(type), value, to, out);
  out.close();
  return whole ? to : -1;
}

function valueOf(p: Packet, type: number, at: number, end: number, out: FieldSink): boolean {
  if (end === at) return true;
  if (!p.need(at, end - at)) return false;
  out.bytes(E['quic.parameter.value'], at, end - at);
  const number = NUMBERS[type];
  if (number && varintLen(p.bytes, at) <= end - at) out.uint64(number, at, varintLen(p.bytes, at), varint(p.bytes, at));
  if (BYTES[type]) out.bytes(BYTES[type], at, end - at);
  // RFC 9368 section 3: the version in use, then all that there are
  if (type === VERSIONS)
    for (let i = at; i + 4 <= end; i += 4)
      out.uint(E[`quic.parameter.vi.${i === at ? 'chosen' : 'other'}_version`], i, 4, u32(p.bytes, i));
  return true;
}

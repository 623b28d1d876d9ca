// GTP-U, 3GPP TS 29.281: what a mobile user sends and receives, in UDP. Of control messages (GTP-C) the header, and elements they share.
import * as wire from '../../../wire/gtp';
import type { FieldSink, Layer, Packet, Protocol } from '../../contract/protocol';
import { elements } from './gtp-elements';
import { extensions } from './gtp-extension';
import { F } from './gtp-fields';
import { MESSAGES } from './gtp-names';

function flags(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const value = wire.flags(b, at);
  out.uint(F.flags, at, 1, value);
  out.open();
  out.uint(F['flags.version'], at, 1, wire.version(b, at));
  out.uint(F['flags.payload'], at, 1, wire.protocolType(b, at));
  out.uint(F['flags.reserved'], at, 1, wire.version(b, at) === 0 ? (value >> 1) & 7 : (value >> 3) & 1);
  if (wire.version(b, at) === 0) out.uint(F['flags.snn'], at, 1, value & 1);
  else {
    out.uint(F['flags.e'], at, 1, (value >> 2) & 1);
    out.uint(F['flags.s'], at, 1, (value >> 1) & 1);
    out.uint(F['flags.pn'], at, 1, value & 1);
  }
  out.close();
}

/** Version 0 behind message type and length. */
function old(p: Packet, at: number, out: FieldSink): number {
  const b = p.bytes;
  if (!p.need(at, wire.HEADER0_LEN)) return -1;
  out.uint(F.seq_number, at + 4, 2, wire.sequence0(b, at));
  out.uint(F.flow_label, at + 6, 2, wire.flowLabel0(b, at));
  out.uint(F.sndcp_number, at + 8, 1, wire.sndcpNumber0(b, at));
  if (out.wants(F.tid)) out.string(F.tid, at + wire.TUNNEL0, 8, digits(b, at + wire.TUNNEL0, 8));
  return at + wire.HEADER0_LEN;
}

/** Decimal digits, the low half of each byte first. */
function digits(b: Uint8Array, at: number, len: number): string {
  let text = '';
  for (let i = at; i < at + len; i++) text += (b[i] & 15).toString(16) + (b[i] >> 4).toString(16);
  return text;
}

/** The optional fields of version 1 and its extension headers. */
function optional(p: Packet, at: number, out: FieldSink): number {
  const b = p.bytes;
  if (!wire.hasOptional(b, at)) return at + wire.HEADER_LEN;
  if (!p.need(at, 10)) return -1;
  if (wire.hasSequence(b, at)) out.uint(F.seq_number, at + 8, 2, wire.sequence(b, at));
  if (wire.hasPduNumber(b, at)) {
    if (!p.need(at, 11)) return -1;
    out.uint(F.npdu_number, at + 10, 1, wire.pduNumber(b, at));
  }
  if (!wire.hasExtension(b, at)) return at + wire.OPTIONAL_LEN;
  return p.need(at, wire.OPTIONAL_LEN) ? extensions(p, at + wire.OPTIONAL_LEN, out) : -1;
}

function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, 2)) return;
  flags(p, at, out);
  out.uint(F.message, at + 1, 1, wire.messageType(b, at));
  if (!p.need(at, 4)) return;
  out.uint(F.length, at + 2, 2, wire.length(b, at));
  if (!p.need(at, wire.HEADER_LEN)) return;
  if (wire.version(b, at) !== 0) out.uint(F.teid, at + 4, 4, wire.teid(b, at));
  p.trim(at + wire.fixedLen(b, at) + wire.length(b, at));
  const body = wire.version(b, at) === 0 ? old(p, at, out) : optional(p, at, out);
  if (body < 0) return;
  if (wire.messageType(b, at) !== wire.MESSAGE_TPDU) return elements(p, body, out);
  out.length(Math.min(body, p.end) - at);
  if (body >= p.declaredEnd || !p.need(body, 1)) return;
  const version = wire.ipVersion(b[body]);
  const len = p.declaredEnd - body;
  if (version !== 0) p.call(version === 4 ? 'ip' : 'ipv6', body, len);
  else out.line('Payload', body, Math.min(len, p.end - body)); // a user may send something else than IP
}

export const gtp: Protocol = {
  abbrev: 'gtp',
  name: 'GPRS Tunneling Protocol',
  fields: F,
  where: 'over-udp',
  withPayload: true,
  under: [
    ['udp.port', wire.PORT],
    ['udp.port', wire.CONTROL_PORT],
  ],
  accepts: (p, at, len) => wire.isGtp(p.bytes, at, Math.min(p.end, at + len), at + len),
  dissect,
  column: 'GTP',
  summary: (p: Packet, layer: Layer) =>
    layer.end - layer.at < 2
      ? 'GTP'
      : (MESSAGES[wire.messageType(p.bytes, layer.at)] ?? `Message ${wire.messageType(p.bytes, layer.at)}`),
};

// L2TP: PPP in UDP (version 2, RFC 2661); version 3 (RFC 3931) in UDP or IP, whose payload only the control connection knows.
import * as wire from '../../../wire/l2tp';
import { u16, u32 } from '../../../wire/read';
import type { FieldSink, Layer, Packet, Protocol } from '../../contract/protocol';
import { avps } from './l2tp-avp';
import { F } from './l2tp-fields';

const NAME = 'Layer 2 Tunneling Protocol';

function flags(p: Packet, at: number, out: FieldSink): void {
  const value = wire.flags(p.bytes, at);
  out.uint(F.flags, at, 2, value);
  out.open();
  out.uint(F.type, at, 2, value >> 15);
  out.uint(F.length_bit, at, 2, (value >> 14) & 1);
  out.uint(F.seq_bit, at, 2, (value >> 11) & 1);
  if (wire.version(p.bytes, at) === 2) {
    out.uint(F.offset_bit, at, 2, (value >> 9) & 1);
    out.uint(F.priority, at, 2, (value >> 8) & 1);
  }
  out.uint(F.version, at, 2, value & 15);
  out.close();
}

function version2(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (wire.hasLength(b, at)) {
    if (!p.need(at + 2, 2)) return;
    out.uint(F.length, at + 2, 2, wire.length(b, at));
    p.trim(at + wire.length(b, at));
  }
  const tunnel = wire.tunnelAt(b, at);
  if (!p.need(tunnel, 4)) return;
  out.uint(F.tunnel, tunnel, 2, u16(b, tunnel));
  out.uint(F.session, tunnel + 2, 2, u16(b, tunnel + 2));
  if (wire.hasSequence(b, at) && !sequence(p, wire.sequenceAt(b, at), out)) return;
  const offset = wire.offsetAt(b, at);
  if (wire.hasOffset(b, at)) {
    if (!p.need(offset, 2)) return;
    const padding = u16(b, offset);
    out.uint(F.offset, offset, 2, padding);
    if (padding > 0) out.none(F.offset_padding, offset + 2, Math.max(0, Math.min(padding, p.end - offset - 2)));
  }
  if (wire.isControl(b, at)) return control(p, at, wire.headerLen(b, at), out);
  const body = wire.bodyAt(b, at);
  out.length(Math.min(body, p.end) - at);
  if (body < p.declaredEnd) p.call('ppp', body, p.declaredEnd - body);
}

function sequence(p: Packet, at: number, out: FieldSink): boolean {
  if (!p.need(at, 4)) return false;
  out.uint(F.Ns, at, 2, u16(p.bytes, at));
  out.uint(F.Nr, at + 2, 2, u16(p.bytes, at + 2));
  return true;
}

/** Without a length nothing says how many attributes there are. */
function control(p: Packet, at: number, headerLen: number, out: FieldSink): void {
  if (!wire.hasLength(p.bytes, at)) return;
  if (wire.length(p.bytes, at) <= wire.CONTROL3_LEN) out.none(F.zero_length_body_message, 0, 0);
  else avps(p, at + headerLen, out);
}

function control3(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (!p.need(at, wire.CONTROL3_LEN)) return;
  flags(p, at, out);
  out.uint(F.length, at + 2, 2, wire.length(b, at));
  out.uint(F.ccid, at + 4, 4, wire.connection3(b, at));
  sequence(p, at + 8, out);
  p.trim(at + wire.length(b, at));
  control(p, at, wire.CONTROL3_LEN, out);
}

function data3(p: Packet, from: number, session: number, out: FieldSink): void {
  if (!p.need(session, 4)) return;
  out.uint(F.sid, session, 4, u32(p.bytes, session));
  out.length(session + 4 - from);
  p.payload(session + 4, p.declaredEnd - session - 4);
}

/** By the layer around: in IP there are no flags, and session 0 means control. */
function dissect(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  if (p.layer(p.layerCount - 1).table === 'ip.proto') {
    if (out.detail) out.title(`${NAME} version 3`);
    if (!p.need(at, 4)) return;
    if (u32(b, at) !== 0) return data3(p, at, at, out);
    out.uint(F.sid, at, 4, 0);
    return control3(p, at + 4, out);
  }
  if (!p.need(at, wire.FLAGS_LEN)) return;
  if (wire.version(b, at) === 2) {
    flags(p, at, out);
    return version2(p, at, out);
  }
  if (out.detail) out.title(`${NAME} version 3`);
  if (wire.isControl(b, at)) return control3(p, at, out);
  if (!p.need(at, 4)) return;
  flags(p, at, out);
  out.uint(F.res, at + 2, 2, u16(b, at + 2));
  data3(p, at, at + 4, out);
}

function summary({ bytes: b }: Packet, { at, end, table }: Layer): string {
  if (table === 'ip.proto') return end - at < 4 ? 'L2TPv3' : `Session 0x${u32(b, at).toString(16).padStart(8, '0')}`;
  if (end - at < wire.DATA3_LEN) return 'L2TP';
  const kind = wire.isControl(b, at) ? 'Control message' : 'Data message';
  if (wire.version(b, at) !== 2) return `${kind}, 0x${wire.connection3(b, at).toString(16).padStart(8, '0')}`;
  const tunnel = wire.tunnelAt(b, at);
  return end < tunnel + 4 ? kind : `${kind}, tunnel ${u16(b, tunnel)}, session ${u16(b, tunnel + 2)}`;
}

export const l2tp: Protocol = {
  abbrev: 'l2tp',
  name: NAME,
  fields: F,
  where: 'over-ip',
  withPayload: true,
  under: [
    ['udp.port', wire.PORT],
    ['ip.proto', wire.PROTOCOL],
  ],
  // the layer around has no flags to be asked for in IP
  accepts: (p, at, len) =>
    p.layer(p.layerCount - 1).protocol.abbrev !== 'udp' ||
    wire.isL2tp(p.bytes, at, Math.min(p.end, at + len), at + len),
  dissect,
  column: (_p, { table }) => (table === 'ip.proto' ? 'L2TPv3' : 'L2TP'),
  summary,
};

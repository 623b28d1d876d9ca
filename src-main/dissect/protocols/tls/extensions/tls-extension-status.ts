// Extensions about the state of certificates: status_request (RFC 6066 section 8), status_request_v2 (RFC 6961), signed timestamps (RFC 6962).
import { u16, u64 } from '../../../../wire/read';
import * as wire from '../../../../wire/tls';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { E } from './tls-extension-fields';
import { F } from '../tls-fields';
import { signature } from './tls-extension-lists';
import { fits, number, opaque, there, vector } from '../tls-part';

/** In a certificate message of TLS 1.3 it is the answer itself. */
export function statusRequest(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  if (at === end) return;
  if (number(p, out, E['handshake.extensions_status_request_type'], at, 1, end) < 0) return;
  if (message === wire.CERTIFICATE) return void ocspResponse(p, at + 1, end, out);
  request(p, at + 1, end, out);
}

function request(p: Packet, at: number, end: number, out: FieldSink): void {
  const ids = vector(p, out, E['handshake.extensions_status_request_responder_ids_len'], at, 2, end);
  if (ids < 0 || !p.need(at + 2, ids - at - 2)) return;
  vector(p, out, E['handshake.extensions_status_request_exts_len'], ids, 2, end);
}

export function statusRequestV2(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  if (at === end) return;
  const to = vector(p, out, E['handshake.extensions_status_request_list_len'], at, 2, end);
  for (let i = at + 2; i < to;) {
    if (number(p, out, E['handshake.extensions_status_request_type'], i, 1, to) < 0) return;
    const next = vector(p, out, E['handshake.extensions_status_request_len'], i + 1, 2, to);
    if (next < 0) return;
    request(p, i + 3, next, out);
    i = next;
  }
}

export function ocspResponse(p: Packet, at: number, end: number, out: FieldSink): void {
  const to = vector(p, out, F['handshake.ocsp_response_len'], at, 3, end, 1);
  if (to < 0) return;
  out.line('OCSP Response', at + 3, there(p, at + 3, to - at - 3));
  p.need(at + 3, to - at - 3);
}

/** A client asks with nothing in it. */
export function certificateTimestamps(p: Packet, at: number, end: number, _message: number, out: FieldSink): void {
  if (at === end) return;
  const to = vector(p, out, E['sct.scts_length'], at, 2, end, 1);
  for (let i = at + 2; i < to && i > 0;) {
    out.line('Signed Certificate Timestamp', i, there(p, i, to - i));
    out.open();
    const next = vector(p, out, E['sct.sct_length'], i, 2, to, 1);
    if (next >= 0) timestamp(p, i + 2, next, out);
    out.close();
    if (next < 0) return;
    i = next;
  }
}

function timestamp(p: Packet, at: number, end: number, out: FieldSink): void {
  if (!fits(p, out, at, 43, end)) return;
  out.uint(E['sct.sct_version'], at, 1, p.bytes[at]);
  out.bytes(E['sct.sct_logid'], at + 1, 32);
  const milliseconds = Number(u64(p.bytes, at + 33));
  out.time(E['sct.sct_timestamp'], at + 33, 8, Math.floor(milliseconds / 1000), (milliseconds % 1000) * 1_000_000);
  const more = u16(p.bytes, at + 41);
  out.uint(E['sct.sct_extensions_length'], at + 41, 2, more);
  if (!fits(p, out, at + 43, more, end)) return;
  if (more > 0) out.none(E['sct.sct_extensions'], at + 43, more);
  const signed = at + 43 + more;
  if (signature(p, signed, end, out))
    opaque(p, out, E['sct.sct_signature_length'], E['sct.sct_signature'], signed + 2, 2, end);
}

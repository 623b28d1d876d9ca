// Extensions that are lists of numbers, or one: what a peer supports. The RFCs stand beside each.
import * as wire from '../../../../wire/tls';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { E } from './tls-extension-fields';
import { F } from '../tls-fields';
import { bytes, list, number, there, vector } from '../tls-part';

type Message = number;

/** RFC 7919, once "elliptic_curves" of RFC 4492. */
export function supportedGroups(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  const to = vector(p, out, E['handshake.extensions_supported_groups_length'], at, 2, end, 2);
  if (to < 0) return;
  list(p, out, E['handshake.extensions_supported_groups'], E['handshake.extensions_supported_group'], at + 2, 2, to);
}

/** RFC 8422 section 5.1.2. */
export function pointFormats(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  const to = vector(p, out, E['handshake.extensions_ec_point_formats_length'], at, 1, end, 1);
  if (to < 0) return;
  list(p, out, E['handshake.extensions_ec_point_formats'], E['handshake.extensions_ec_point_format'], at + 1, 1, to);
}

/** RFC 8446 section 4.2.3; signature_algorithms_cert and delegated_credentials (RFC 9345) are the same list. */
export function signatureAlgorithms(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  const to = vector(p, out, F['handshake.sig_hash_alg_len'], at, 2, end, 2);
  if (to < 0) return;
  const from = at + 2;
  out.none(F['handshake.sig_hash_algs'], from, there(p, from, to - from));
  if (out.detail) out.display(`(${(to - from) >> 1} algorithms)`);
  out.open();
  for (let i = from; i < to; i += 2) if (!signature(p, i, to, out)) break;
  out.close();
}

/** One of them; before TLS 1.3 it was two numbers, RFC 5246 section 7.4.1.4.1. */
export function signature(p: Packet, at: number, end: number, out: FieldSink): boolean {
  if (number(p, out, F['handshake.sig_hash_alg'], at, 2, end) < 0) return false;
  out.open();
  out.uint(F['handshake.sig_hash_hash'], at, 1, p.bytes[at]);
  out.uint(F['handshake.sig_hash_sig'], at + 1, 1, p.bytes[at + 1]);
  out.close();
  return true;
}

/** RFC 8446 section 4.2.1: a list of the client, one of the server. */
export function supportedVersions(p: Packet, at: number, end: number, message: Message, out: FieldSink): void {
  const one = E['handshake.extensions.supported_version'];
  if (message !== wire.CLIENT_HELLO) return void number(p, out, one, at, 2, end);
  const to = vector(p, out, E['handshake.extensions.supported_versions_len'], at, 1, end, 2);
  if (to >= 0) list(p, out, null, one, at + 1, 2, to);
}

/** RFC 6066 section 4. */
export function maxFragmentLength(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  number(p, out, E['handshake.max_fragment_length'], at, 1, end);
}

/** RFC 8449. */
export function recordSizeLimit(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  number(p, out, E.record_size_limit, at, 2, end);
}

/** RFC 6520. */
export function heartbeatMode(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  number(p, out, E['handshake.extension.heartbeat.mode'], at, 1, end);
}

/** RFC 7685. */
export function padding(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  bytes(p, out, E['handshake.extensions_padding_data'], at, end);
}

/** RFC 8879. */
export function compressCertificate(p: Packet, at: number, end: number, _message: Message, out: FieldSink): void {
  const to = vector(p, out, E['compress_certificate.algorithms_length'], at, 1, end, 2);
  if (to >= 0) list(p, out, null, E['compress_certificate.algorithm'], at + 1, 2, to);
}

/** RFC 7250: client_certificate_type and server_certificate_type, a list of the client, one of the server. */
export function certificateTypes(p: Packet, at: number, end: number, message: Message, out: FieldSink): void {
  const one = E['handshake.cert_type.type'];
  if (message !== wire.CLIENT_HELLO) return void number(p, out, one, at, 1, end);
  const to = vector(p, out, E['handshake.cert_type.types_len'], at, 1, end, 1);
  if (to >= 0) list(p, out, E['handshake.cert_type.types'], one, at + 1, 1, to);
}

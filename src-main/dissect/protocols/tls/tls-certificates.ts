// Messages about certificates: Certificate and CertificateRequest in the forms of RFC 5246 section 7.4 and RFC 8446 section 4.4, told apart by
// their lengths, CertificateStatus (RFC 6066 section 8), CertificateVerify, CompressedCertificate (RFC 8879).
import { u16, u24 } from '../../../wire/read';
import * as wire from '../../../wire/tls';
import type { FieldSink, Packet } from '../../contract/protocol';
import { E } from './extensions/tls-extension-fields';
import { signature } from './extensions/tls-extension-lists';
import { ocspResponse } from './extensions/tls-extension-status';
import { extensions } from './extensions/tls-extensions';
import { F } from './tls-fields';
import { type Known, saysAlgorithm } from './tls-known';
import { fits, list, number, opaque, there, vector } from './tls-part';
import { certificate as x509, distinguishedName, subjectText } from './x509/x509';

export function certificates(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  // before TLS 1.3 the list is all there is; since then a context stands in front of it, empty but for post-handshake authentication
  const isOld = known.version === 0 ? p.has(at, 3) && at + 3 + u24(p.bytes, at) === end : !wire.isTls13(known.version);
  if (!isOld) {
    const length = F['handshake.certificate_request_context_length'];
    at = opaque(p, out, length, F['handshake.certificate_request_context'], at, 1, end);
    if (at < 0) return;
  }
  const to = vector(p, out, F['handshake.certificates_length'], at, 3, end);
  if (to < 0 || to === at + 3) return;
  out.none(F['handshake.certificates'], at + 3, there(p, at + 3, to - at - 3));
  if (out.detail) out.display(`(${to - at - 3} bytes)`);
  out.open();
  for (let i = at + 3; i < to && i > 0 && !p.stopped;) i = certificate(p, i, to, !isOld, out);
  out.close();
}

/** One of the chain; where it ends, -1 where it is not whole. */
function certificate(p: Packet, at: number, end: number, withExtensions: boolean, out: FieldSink): number {
  const to = vector(p, out, F['handshake.certificate_length'], at, 3, end);
  if (to < 0 || !p.need(at + 3, to - at - 3)) return -1;
  if (to > at + 3) {
    out.bytes(F['handshake.certificate'], at + 3, to - at - 3);
    if (out.detail) out.display(subjectText(p.bytes, at + 3, to));
    out.open();
    x509(p.bytes, at + 3, to, out);
    out.close();
  }
  if (!withExtensions) return to;
  const more = vector(p, out, F['handshake.extensions_length'], to, 2, end);
  if (more >= 0) extensions(p, to + 2, more, wire.CERTIFICATE, out);
  return more;
}

export function certificateRequest(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  if (!fits(p, out, at, 1, end)) return;
  const context = at + 1 + p.bytes[at];
  const looksNew = p.has(context, 2) && context + 2 + u16(p.bytes, context) === end && p.bytes[at] === 0;
  if (known.version === 0 ? looksNew : wire.isTls13(known.version)) {
    const length = F['handshake.certificate_request_context_length'];
    if (opaque(p, out, length, F['handshake.certificate_request_context'], at, 1, end) < 0) return;
    const to = vector(p, out, F['handshake.extensions_length'], context, 2, end);
    if (to >= 0) extensions(p, context + 2, to, wire.CERTIFICATE_REQUEST, out);
    return;
  }
  const types = vector(p, out, F['handshake.cert_types_count'], at, 1, end, 1);
  if (types < 0) return;
  list(p, out, F['handshake.cert_types'], F['handshake.cert_type'], at + 1, 1, types);
  at = types;
  if (!fits(p, out, at, 2, end)) return;
  if (saysAlgorithm(known.version) ?? at + 2 + u16(p.bytes, at) !== end) {
    // TLS 1.2
    const to = vector(p, out, F['handshake.sig_hash_alg_len'], at, 2, end, 2);
    if (to < 0) return;
    out.none(F['handshake.sig_hash_algs'], at + 2, there(p, at + 2, to - at - 2));
    if (out.detail) out.display(`(${(to - at - 2) >> 1} algorithms)`);
    out.open();
    for (let i = at + 2; i < to; i += 2) if (!signature(p, i, to, out)) break;
    out.close();
    at = to;
  }
  authorities(p, at, end, out);
}

/** Names of authorities: also the extension of TLS 1.3, RFC 8446 section 4.2.4. */
function authorities(p: Packet, at: number, end: number, out: FieldSink): void {
  const to = vector(p, out, F['handshake.dnames_len'], at, 2, end);
  if (to < 0 || to === at + 2) return;
  out.none(F['handshake.dnames'], at + 2, there(p, at + 2, to - at - 2));
  if (out.detail) out.display(`(${to - at - 2} bytes)`);
  out.open();
  for (let i = at + 2; i < to && !p.stopped;) {
    const next = vector(p, out, F['handshake.dname_len'], i, 2, to, 1);
    if (next < 0 || !p.need(i + 2, next - i - 2)) break;
    out.none(F['handshake.dname'], i + 2, next - i - 2);
    out.open();
    distinguishedName(p.bytes, i + 2, next, null, out);
    out.close();
    i = next;
  }
  out.close();
}

export function certificateStatus(p: Packet, at: number, end: number, out: FieldSink): void {
  if (number(p, out, E['handshake.extensions_status_request_type'], at, 1, end) < 0) return;
  ocspResponse(p, at + 1, end, out);
}

export function certificateVerify(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  // TLS 1.2 and later say which algorithm it is
  if (!fits(p, out, at, 2, end)) return;
  if (saysAlgorithm(known.version) ?? at + 2 + u16(p.bytes, at) !== end) {
    if (!signature(p, at, end, out)) return;
    at += 2;
  }
  opaque(p, out, F['handshake.client_cert_vrfy.sig_len'], F['handshake.client_cert_vrfy.sig'], at, 2, end);
}

const BROTLI = 2;

/** RFC 8879 section 4: a Certificate message, packed. */
export function compressedCertificate(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  const length = number(p, out, E['compress_certificate.algorithm'], at, 2, end);
  if (length < 0) return;
  const body = number(p, out, F['compress_certificate.uncompressed_length'], length, 3, end);
  if (body < 0) return;
  const message = 'compress_certificate.compressed_certificate_message';
  const to = opaque(p, out, F[`${message}.length`], F[message], body, 3, end);
  if (to < 0 || u16(p.bytes, at) !== BROTLI) return;
  const whole = p.context.unpack('br', p.bytes.subarray(body + 3, to));
  if (whole?.length === u24(p.bytes, length))
    p.within(whole, () => certificates(p, 0, whole.length, known, out), 'content');
}

// Hellos of SSL 2 (draft-hickman-netscape-ssl): older clients offered newer versions in this form, RFC 5246 appendix E.2.
import { u16 } from '../../../wire/read';
import { isSsl2ServerHello, SSL2_HEADER_LEN, ssl2Length } from '../../../wire/tls-shape';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './tls-fields';
import { list, there } from './tls-part';

const SSL2 = 0x0002;

/** Reads the hello at `at`, which was recognised; returns where it ends. */
export function ssl2Hello(p: Packet, at: number, out: FieldSink): number {
  const b = p.bytes;
  const len = ssl2Length(b, at);
  const end = at + SSL2_HEADER_LEN + len;
  const isServer = isSsl2ServerHello(b, at, p.end);
  out.none(F.record, at, there(p, at, end - at));
  if (out.detail) out.display(`SSLv2, ${isServer ? 'Server Hello' : 'Client Hello'}`);
  out.open();
  out.generated(F['record.version'], at, 0, SSL2);
  out.uint(F['record.length'], at, SSL2_HEADER_LEN, len);
  out.uint(F['handshake.type'], at + 2, 1, b[at + 2]);
  if (isServer) serverHello(p, at + 3, end, out);
  else clientHello(p, at + 3, end, out);
  out.close();
  return end;
}

function clientHello(p: Packet, at: number, end: number, out: FieldSink): void {
  const b = p.bytes;
  out.uint(F['handshake.version'], at, 2, u16(b, at));
  out.uint(F['handshake.cipher_spec_len'], at + 2, 2, u16(b, at + 2));
  out.uint(F['handshake.session_id_length'], at + 4, 2, u16(b, at + 4));
  out.uint(F['handshake.challenge_length'], at + 6, 2, u16(b, at + 6));
  const specs = at + 8 + u16(b, at + 2);
  list(p, out, F['handshake.ciphersuites'], F['handshake.cipherspec'], at + 8, 3, specs);
  if (p.stopped) return;
  const session = u16(b, at + 4);
  if (session > 0 && p.need(specs, session)) out.bytes(F['handshake.session_id'], specs, session);
  const challenge = specs + session;
  if (end > challenge && p.need(challenge, end - challenge))
    out.none(F['handshake.challenge'], challenge, end - challenge);
}

function serverHello(p: Packet, at: number, end: number, out: FieldSink): void {
  const b = p.bytes;
  out.uint(F['handshake.session_id_hit'], at, 1, b[at]);
  out.uint(F['handshake.cert_type'], at + 1, 1, b[at + 1]);
  out.uint(F['handshake.version'], at + 2, 2, u16(b, at + 2));
  out.uint(F['handshake.certificate_length'], at + 4, 2, u16(b, at + 4));
  out.uint(F['handshake.cipher_spec_len'], at + 6, 2, u16(b, at + 6));
  out.uint(F['handshake.connection_id_length'], at + 8, 2, u16(b, at + 8));
  const certificate = at + 10;
  const specs = certificate + u16(b, at + 4);
  if (specs > certificate && p.need(certificate, specs - certificate))
    out.bytes(F['handshake.certificate'], certificate, specs - certificate);
  if (p.stopped) return;
  const id = specs + u16(b, at + 6);
  list(p, out, null, F['handshake.cipherspec'], specs, 3, id);
  if (end > id && !p.stopped && p.need(id, end - id)) out.none(F['handshake.connection_id'], id, end - id);
}

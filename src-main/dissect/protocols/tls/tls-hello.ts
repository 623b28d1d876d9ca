// ClientHello and ServerHello, RFC 8446 section 4.1 (RFC 5246 section 7.4.1); a ServerHello with the random of section 4.1.4 is a HelloRetryRequest.
import { inTls } from '../../../wire/dtls';
import { u16, u32 } from '../../../wire/read';
import * as wire from '../../../wire/tls';
import { fieldGroup, type FieldSink, type Packet } from '../../contract/protocol';
import { extensions } from './extensions/tls-extensions';
import { F } from './tls-fields';
import { ja3, ja3s, ja4, md5Text } from './tls-fingerprints';
import { readHello, type Hello } from './tls-hello-reader';
import { OWN } from './dtls/dtls-own-fields';
import { bytes, fits, list, number, opaque, vector } from './tls-part';
import type { Known } from './tls-known';

const OF_JA3 = fieldGroup([F['handshake.ja3'], F['handshake.ja3_full'], F['handshake.ja4'], F['handshake.ja4_r']]);
const OF_JA3S = fieldGroup([F['handshake.ja3s'], F['handshake.ja3s_full']]);

/** Version, random, session id: what both hellos begin with; where it ends, -1 where it is not whole. */
function opening(p: Packet, at: number, end: number, withTime: boolean, out: FieldSink): number {
  at = number(p, out, F['handshake.version'], at, 2, end);
  if (at < 0 || !fits(p, out, at, wire.RANDOM_LEN, end)) return -1;
  out.bytes(F['handshake.random'], at, wire.RANDOM_LEN);
  // RFC 5246 section 7.4.1.2: it begins with the time. TLS 1.3 has nothing but random bytes.
  if (withTime) {
    out.open();
    out.time(F['handshake.random_time'], at, 4, u32(p.bytes, at), 0);
    out.bytes(F['handshake.random_bytes'], at + 4, wire.RANDOM_LEN - 4);
    out.close();
  }
  at += wire.RANDOM_LEN;
  if (!fits(p, out, at, 1, end)) return -1;
  out.uint(F['handshake.session_id_length'], at, 1, p.bytes[at]);
  if (p.bytes[at] > 32) {
    out.expert(F['handshake.session_id_length.error'], at, 1);
    return -1;
  }
  const to = at + 1 + p.bytes[at];
  if (to > end) {
    out.expert(F['malformed.buffer_too_small'], at, 1);
    return -1;
  }
  return bytes(p, out, F['handshake.session_id'], at + 1, to) ? to : -1;
}

export function clientHello(p: Packet, from: number, end: number, known: Known, out: FieldSink): void {
  const inDatagram = known.carrier === 'd';
  const hello = p.has(from, end - from) ? readHello(p.bytes, from, end, wire.CLIENT_HELLO, inDatagram) : null;
  // where the server has not chosen, whoever offers TLS 1.3 sends random bytes
  const is13 =
    known.version === 0 ? hello?.versions.some((version) => wire.isTls13(inTls(version))) : wire.isTls13(known.version);
  let at = opening(p, from, end, is13 !== true, out);
  if (at >= 0 && inDatagram) at = opaque(p, out, OWN['handshake.cookie_length'], OWN['handshake.cookie'], at, 1, end);
  if (at < 0) return;
  const suites = vector(p, out, F['handshake.cipher_suites_length'], at, 2, end, 2);
  if (suites < 0) return;
  list(p, out, F['handshake.ciphersuites'], F['handshake.ciphersuite'], at + 2, 2, suites);
  if (p.stopped) return;
  const methods = vector(p, out, F['handshake.comp_methods_length'], suites, 1, end, 1);
  if (methods < 0) return;
  list(p, out, F['handshake.comp_methods'], F['handshake.comp_method'], suites + 1, 1, methods);
  at = methods;
  if (at < end && !p.stopped) helloExtensions(p, at, end, wire.CLIENT_HELLO, out);
  if (hello && out.wantsAny(OF_JA3)) clientPrints(hello, from, end, known, out);
}

export function serverHello(p: Packet, from: number, end: number, known: Known, out: FieldSink): void {
  const hello = p.has(from, end - from) ? readHello(p.bytes, from, end, wire.SERVER_HELLO) : null;
  let version = p.has(from, 2) ? u16(p.bytes, from) : 0;
  if (hello && hello.selectedVersion !== 0) version = hello.selectedVersion;
  if (known.carrier === 'd') version = inTls(version);
  let at = opening(p, from, end, !wire.isTls13(version), out);
  if (at < 0) return;
  known.version = version;
  // the drafts of TLS 1.3 before 22 have neither session id nor compression, and stand in a hello of their own form
  const suite = at;
  at = number(p, out, F['handshake.ciphersuite'], at, 2, end);
  if (at < 0) return;
  known.cipher = u16(p.bytes, suite);
  at = number(p, out, F['handshake.comp_method'], at, 1, end);
  if (at < 0) return;
  const retry = wire.isRetryRandom(p.bytes, from + 2);
  if (at < end) helloExtensions(p, at, end, retry ? wire.HELLO_RETRY_REQUEST : wire.SERVER_HELLO, out);
  if (!hello || !out.wantsAny(OF_JA3S)) return;
  const full = ja3s(hello);
  out.generated(F['handshake.ja3s_full'], from, end - from, full);
  if (out.wants(F['handshake.ja3s'])) out.generated(F['handshake.ja3s'], from, end - from, md5Text(full));
}

function helloExtensions(p: Packet, at: number, end: number, message: number, out: FieldSink): void {
  const to = vector(p, out, F['handshake.extensions_length'], at, 2, end);
  if (to >= 0) extensions(p, at + 2, to, message, out);
}

function clientPrints(hello: Hello, from: number, end: number, { carrier }: Known, out: FieldSink): void {
  const full = ja3(hello);
  const len = end - from;
  out.generated(F['handshake.ja3_full'], from, len, full);
  if (out.wants(F['handshake.ja3'])) out.generated(F['handshake.ja3'], from, len, md5Text(full));
  if (!out.wants(F['handshake.ja4']) && !out.wants(F['handshake.ja4_r'])) return;
  const prints = ja4(hello, carrier);
  out.generated(F['handshake.ja4'], from, len, prints.hashed);
  out.generated(F['handshake.ja4_r'], from, len, prints.raw);
}

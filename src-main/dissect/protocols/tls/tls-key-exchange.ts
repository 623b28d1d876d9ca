// ServerKeyExchange and ClientKeyExchange, RFC 5246 section 7.4.3 and 7.4.7, RFC 8422 section 5.4 and 5.7. Which parameters they have depends on
// the cipher suite, which may stand in another packet: then the lengths tell, or nobody does.
import { u16 } from '../../../wire/read';
import { SSL30 } from '../../../wire/tls';
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { cipherSuiteName } from './cipher-suites';
import { signature } from './extensions/tls-extension-lists';
import { F } from './tls-fields';
import { bytes, fits, number, opaque, there, vector } from './tls-part';
import { type Known, saysAlgorithm } from './tls-known';

type Exchange = 'ecdhe' | 'dhe' | 'rsa' | 'other';
const NAMED_CURVE = 3;

/** By the name of the suite; of one that is not known, null. */
function exchangeOf(cipher: number): Exchange | null {
  const name = cipher < 0 ? undefined : cipherSuiteName(cipher);
  if (name === undefined) return null;
  if (/^TLS_ECDHE?_(?:RSA|ECDSA|anon)_/.test(name)) return 'ecdhe';
  if (/^TLS_DHE?_(?:RSA|DSS|anon)_/.test(name)) return 'dhe';
  return /^TLS_RSA_(?!PSK)/.test(name) ? 'rsa' : 'other';
}

export function serverKeyExchange(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  if (!fits(p, out, at, 4, end)) return;
  let exchange = exchangeOf(known.cipher);
  if (exchange === null) {
    if (p.bytes[at] === NAMED_CURVE && at + 4 + p.bytes[at + 3] <= end) exchange = 'ecdhe';
    else exchange = u16(p.bytes, at) >= 64 && u16(p.bytes, at) <= 2048 ? 'dhe' : 'other';
  }
  if (exchange === 'ecdhe') ellipticServer(p, at, end, known, out);
  else if (exchange === 'dhe') parameters(p, at, end, 'Diffie-Hellman Server Params', FINITE, known, out);
  else if (exchange === 'rsa') parameters(p, at, end, 'RSA-EXPORT Server Params', EXPORT, known, out);
  else rest(p, at, end, out);
}

function ellipticServer(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  out.line('EC Diffie-Hellman Server Params', at, there(p, at, end - at));
  out.open();
  const next = number(p, out, F['handshake.server_curve_type'], at, 1, end);
  if (next > 0 && p.bytes[at] === NAMED_CURVE) {
    const point = number(p, out, F['handshake.server_named_curve'], next, 2, end);
    const to =
      point < 0 ? -1 : opaque(p, out, F['handshake.server_point_len'], F['handshake.server_point'], point, 1, end);
    if (to >= 0) signed(p, to, end, known, out);
  }
  out.close();
}

const FINITE = [
  [F['handshake.p_len'], F['handshake.p']],
  [F['handshake.g_len'], F['handshake.g']],
  [F['handshake.ys_len'], F['handshake.ys']],
] as const;
/** A short key for a short time, RFC 2246 section 7.4.3: what the laws of the nineties asked for. */
const EXPORT = [
  [F['handshake.modulus_len'], F['handshake.modulus']],
  [F['handshake.exponent_len'], F['handshake.exponent']],
] as const;

type Values = readonly (readonly [length: Field, value: Field])[];
function parameters(
  p: Packet,
  at: number,
  end: number,
  name: string,
  values: Values,
  known: Known,
  out: FieldSink,
): void {
  out.line(name, at, there(p, at, end - at));
  out.open();
  for (const [length, value] of values) if (at >= 0) at = opaque(p, out, length, value, at, 2, end);
  if (at >= 0) signed(p, at, end, known, out);
  out.close();
}

/** Behind the parameters, but of an anonymous server none. Before TLS 1.2 nothing says which algorithm it is. */
function signed(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  if (at === end || !fits(p, out, at, 2, end)) return;
  if (saysAlgorithm(known.version) ?? at + 2 + u16(p.bytes, at) !== end) {
    if (!signature(p, at, end, out)) return;
    at += 2;
  }
  opaque(p, out, F['handshake.sig_len'], F['handshake.sig'], at, 2, end);
}

export function clientKeyExchange(p: Packet, at: number, end: number, known: Known, out: FieldSink): void {
  if (!fits(p, out, at, 1, end)) return;
  const long = p.has(at, 2) && at + 2 + u16(p.bytes, at) === end;
  const short = at + 1 + p.bytes[at] === end;
  const exchange = exchangeOf(known.cipher) ?? (short ? 'ecdhe' : 'other');
  if (exchange === 'ecdhe' && short)
    group(
      p,
      at,
      end,
      'EC Diffie-Hellman Client Params',
      1,
      F['handshake.client_point_len'],
      F['handshake.client_point'],
      out,
    );
  else if (exchange === 'dhe' && long)
    group(p, at, end, 'Diffie-Hellman Client Params', 2, F['handshake.yc_len'], F['handshake.yc'], out);
  else if (exchange === 'rsa' && long)
    group(p, at, end, 'RSA Encrypted PreMaster Secret', 2, F['handshake.epms_len'], F['handshake.epms'], out);
  else if (exchange === 'rsa' && known.version === SSL30) {
    // SSL 3 left the length out
    out.line('RSA Encrypted PreMaster Secret', at, there(p, at, end - at));
    out.open();
    bytes(p, out, F['handshake.epms'], at, end);
    out.close();
  } else rest(p, at, end, out);
}

function group(
  p: Packet,
  at: number,
  end: number,
  name: string,
  width: 1 | 2,
  length: Field,
  value: Field,
  out: FieldSink,
): void {
  out.line(name, at, there(p, at, end - at));
  out.open();
  const to = vector(p, out, length, at, width, end);
  if (to >= 0) bytes(p, out, value, at + width, to);
  out.close();
}

/** Nobody can tell what it is without the cipher suite. */
function rest(p: Packet, at: number, end: number, out: FieldSink): void {
  if (end > at && p.need(at, end - at)) out.line('Key exchange parameters', at, end - at);
}

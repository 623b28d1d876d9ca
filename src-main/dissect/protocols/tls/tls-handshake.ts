// Handshake messages, RFC 8446 section 4: type, length, body. Several may stand in a record, and one may go on in the next.
import * as wire from '../../../wire/tls';
import { isPlainHandshake } from '../../../wire/tls-shape';
import type { TlsFragmentView } from '../../contract/context';
import type { FieldSink, Packet } from '../../contract/protocol';
import * as certificates from './tls-certificates';
import { extensions } from './extensions/tls-extensions';
import { handshakeFragment } from './tls-fragment';
import { F } from './tls-fields';
import { clientHello, serverHello } from './tls-hello';
import { clientKeyExchange, serverKeyExchange } from './tls-key-exchange';
import type { Known } from './tls-known';
import { typeName } from './tls-names';
import { newSessionTicket } from './tls-ticket';
import { number, there, vector } from './tls-part';

/**
 * The messages of a record from `from` to `end`.
 * @param opened of a record that was opened: its parts that belong to messages which span records
 */
export function handshake(
  p: Packet,
  from: number,
  end: number,
  known: Known,
  out: FieldSink,
  opened: readonly TlsFragmentView[] | null = null,
): void {
  if (end - from >= wire.MESSAGE_HEADER_LEN && !p.need(from, wire.MESSAGE_HEADER_LEN)) return;
  const fragments = opened ?? known.view?.fragments(known.place) ?? [];
  if (opened === null && fragments.length === 0 && !isPlainHandshake(p.bytes, from, end - from, p.end, known.changed)) {
    out.none(F.handshake, from, there(p, from, end - from));
    if (out.detail) out.display('Encrypted Handshake Message');
    return;
  }
  for (let at = from, next = 0; at < end && !p.stopped;) {
    const fragment = fragments[next];
    if (next < fragments.length && from + fragment.at === at) {
      handshakeFragment(p, at, fragment, (length) => message(p, 0, length, known, out), out);
      at += Math.max(1, fragment.len);
      next++;
    } else at = message(p, at, end, known, out);
  }
}

/** Messages from `from` to the end of the layer, without records around them. */
export function bareMessages(p: Packet, from: number, known: Known, out: FieldSink): void {
  for (let at = from; at < p.declaredEnd && !p.stopped;) at = message(p, at, p.declaredEnd, known, out);
}

/** One of them; returns where it ends. */
function message(p: Packet, at: number, end: number, known: Known, out: FieldSink): number {
  const b = p.bytes;
  if (end - at < wire.MESSAGE_HEADER_LEN || !p.need(at, wire.MESSAGE_HEADER_LEN)) {
    if (end - at < wire.MESSAGE_HEADER_LEN) out.line('Fragment of a message', at, there(p, at, end - at));
    return end;
  }
  const type = wire.messageType(b, at);
  const length = wire.messageLength(b, at);
  const body = at + wire.MESSAGE_HEADER_LEN;
  const to = body + length;
  out.none(F.handshake, at, there(p, at, Math.min(to, end) - at));
  if (out.detail) out.display(`${messageName(b, at, p.end)}${to > end ? ' (fragment)' : ''}`);
  out.open();
  out.uint(F['handshake.type'], at, 1, type);
  out.uint(F['handshake.length'], at + 1, 3, length);
  if (to <= end) messageBody(p, type, body, to, known, out);
  out.close();
  return Math.min(to, end);
}

/** `Client Hello`; a server's hello may be a request to try again. */
export function messageName(b: Uint8Array, at: number, captured: number): string {
  const type = wire.messageType(b, at);
  if (type === wire.SERVER_HELLO && at + 38 <= captured && wire.isRetryRandom(b, at + 6)) return 'Hello Retry Request';
  return typeName(type);
}

/** What stands behind the header of a message, which differs in DTLS. */
export function messageBody(p: Packet, type: number, at: number, end: number, known: Known, out: FieldSink): void {
  switch (type) {
    case wire.CLIENT_HELLO:
      return clientHello(p, at, end, known, out);
    case wire.SERVER_HELLO:
      return serverHello(p, at, end, known, out);
    case wire.NEW_SESSION_TICKET:
      return newSessionTicket(p, at, end, known, out);
    case wire.ENCRYPTED_EXTENSIONS: {
      const to = vector(p, out, F['handshake.extensions_length'], at, 2, end);
      if (to >= 0) extensions(p, at + 2, to, type, out);
      return;
    }
    case wire.CERTIFICATE:
      return certificates.certificates(p, at, end, known, out);
    case wire.SERVER_KEY_EXCHANGE:
      return serverKeyExchange(p, at, end, known, out);
    case wire.CERTIFICATE_REQUEST:
      return certificates.certificateRequest(p, at, end, known, out);
    case wire.CERTIFICATE_VERIFY:
      return certificates.certificateVerify(p, at, end, known, out);
    case wire.CLIENT_KEY_EXCHANGE:
      return clientKeyExchange(p, at, end, known, out);
    case wire.FINISHED:
      if (end > at && p.need(at, end - at)) out.none(F['handshake.verify_data'], at, end - at);
      return;
    case wire.CERTIFICATE_STATUS:
      return certificates.certificateStatus(p, at, end, out);
    case wire.KEY_UPDATE:
      number(p, out, F['handshake.key_update.request_update'], at, 1, end);
      return;
    case wire.COMPRESSED_CERTIFICATE:
      return certificates.compressedCertificate(p, at, end, known, out);
    default:
      p.need(at, end - at);
  }
}

// Handshake messages of DTLS, RFC 9147 section 5.2: a header that says which part of which message follows. Bodies are those of TLS.
import * as wire from '../../../../wire/dtls';
import type { DatagramView } from '../../../contract/context';
import type { FieldSink, Packet } from '../../../contract/protocol';
import { CERTIFICATE, SERVER_HELLO } from '../../../../wire/tls';
import { addPieces } from '../../../values/fragments';
import { F } from '../tls-fields';
import { messageBody } from '../tls-handshake';
import { typeName } from '../tls-names';
import { number, opaque, there } from '../tls-part';
import { D, PIECES } from './dtls-fields';
import { isNullCipher, type DtlsKnown } from './dtls-known';

/** Whether messages begin at `at`; behind a change of keys they are encrypted. `length`: of the record. */
export function isPlain(
  b: Uint8Array,
  at: number,
  length: number,
  end: number,
  epoch: number,
  cipher: number,
): boolean {
  if (length < wire.MESSAGE_HEADER_LEN || at + wire.MESSAGE_HEADER_LEN > end) return epoch === 0;
  return (
    wire.isMessageType(b[at]) &&
    wire.fragmentLength(b, at) <= length - wire.MESSAGE_HEADER_LEN &&
    (epoch === 0 || isNullCipher(cipher))
  );
}

/**
 * The messages of a record from `from` to `end`.
 * @param out gives the fields of TLS their names here
 */
export function handshake(p: Packet, from: number, end: number, epoch: number, known: DtlsKnown, out: FieldSink): void {
  if (!isPlain(p.bytes, from, end - from, p.end, epoch, known.messages.cipher)) {
    out.none(F.handshake, from, there(p, from, end - from));
    if (out.detail) out.display('Encrypted Handshake Message');
    return;
  }
  for (let at = from; at < end && !p.stopped;) at = message(p, at, end, known, out);
}

/** One of them, or a part of it; returns where it ends. */
function message(p: Packet, at: number, end: number, known: DtlsKnown, out: FieldSink): number {
  const b = p.bytes;
  // behind a message that is encrypted with a cipher of no name, the check value
  if (end - at < wire.MESSAGE_HEADER_LEN || !wire.isMessageType(b[at])) return end;
  if (!p.need(at, wire.MESSAGE_HEADER_LEN)) return end;
  const body = at + wire.MESSAGE_HEADER_LEN;
  const length = wire.messageLength(b, at);
  const start = wire.fragmentOffset(b, at);
  const here = wire.fragmentLength(b, at);
  if (body + here > end) return end;
  const view = here < length ? (known.view?.message(body - known.from) ?? null) : null;
  const bytes = view !== null && view.reassembledIn === p.context.number ? view.bytes() : null;
  out.none(F.handshake, at, there(p, at, body + here - at));
  if (out.detail) out.display(messageName(p, b, at, known));
  out.open();
  out.uint(F['handshake.type'], at, 1, wire.messageType(b, at));
  out.uint(F['handshake.length'], at + 1, 3, length);
  out.uint(D['handshake.message_seq'], at + 4, 2, wire.messageSeq(b, at));
  out.uint(D['handshake.fragment_offset'], at + 6, 3, start);
  out.uint(D['handshake.fragment_length'], at + 9, 3, here);
  if (start + here > length) {
    const field = here > length ? 'handshake.fragment_length.too_long' : 'handshake.fragment_past_end_msg';
    out.expert(D[field], at + 9, 3);
  } else if (here === length) whole(p, b[at], body, body + here, known, out);
  else if (here === 0) out.expert(D['handshake.fragment_length.zero'], at + 9, 3);
  else if (bytes !== null) together(p, b[at], bytes, view?.pieces ?? [], known, out);
  else if (view !== null && view.reassembledIn > 0) out.generated(D['reassembled.in'], 0, 0, view.reassembledIn);
  out.close();
  return body + here;
}

function together(
  p: Packet,
  type: number,
  bytes: Uint8Array,
  pieces: DatagramView['pieces'],
  known: DtlsKnown,
  out: FieldSink,
): void {
  const body = (): void => {
    whole(p, type, 0, bytes.length, known, out);
    addPieces(pieces, PIECES, bytes.length, out);
  };
  p.within(bytes, body, 'handshake');
}

function whole(p: Packet, type: number, at: number, end: number, known: DtlsKnown, out: FieldSink): void {
  if (type === SERVER_HELLO) known.resumes = true;
  if (type === CERTIFICATE) known.resumes = false;
  if (type === wire.HELLO_VERIFY_REQUEST) helloVerifyRequest(p, at, end, out);
  else messageBody(p, type, at, end, known.messages, out);
}

/** RFC 6347 section 4.2.1: the server wants to see its cookie again. */
function helloVerifyRequest(p: Packet, at: number, end: number, out: FieldSink): void {
  const next = number(p, out, F['handshake.version'], at, 2, end);
  if (next > 0) opaque(p, out, D['handshake.cookie_length'], D['handshake.cookie'], next, 1, end);
}

/** `Certificate (Fragment)`: the name of a message whose header is at `at`. */
export function messageName(p: Packet, b: Uint8Array, at: number, known: DtlsKnown): string {
  const name = typeName(wire.messageType(b, at));
  const length = wire.messageLength(b, at);
  const here = wire.fragmentLength(b, at);
  if (here >= length || here === 0 || wire.fragmentOffset(b, at) + here > length) return name;
  const view = known.view?.message(at + wire.MESSAGE_HEADER_LEN - known.from);
  return `${name} (${view?.reassembledIn === p.context.number ? 'Reassembled' : 'Fragment'})`;
}

// What is inside of protected records, where there are keys: handshake messages, alerts, and application data, which is handed on like the payload of a
// segment of TCP. Messages may span records. Names of the fields are Wireshark's.
import type { MessageView, TlsFragmentView, TlsInside } from '../../contract/context';
import { fieldGroup, type FieldSink, type Packet } from '../../contract/protocol';
import * as wire from '../../../wire/tls';
import { addPieces, notPutTogether, pieceFields, segmentFields } from '../../values/fragments';
import { handOn } from '../../values/hand-on';
import type { Known } from './tls-known';

export const SEGMENTS = segmentFields('tls', 'segment.data', {
  data: 'TLS segment data',
  all: 'Reassembled TLS segments',
  one: 'TLS segment',
  length: 'Reassembled PDU length',
  bytes: 'Reassembled PDU data',
});
const ANY = fieldGroup(Object.values(SEGMENTS));

const PIECES = pieceFields(SEGMENTS, 'segment');

/** What is inside of the record from `at` to `end`; null: it is closed, or not all there. */
export function insideOf(known: Known, b: Uint8Array, at: number, end: number, captured: number): TlsInside | null {
  if (end > captured) return null;
  return known.view?.record(known.place)?.inside(b.subarray(at, end)) ?? null;
}

/** Parts of handshake messages that span records, as those in the clear are told of. */
export function fragmentsInside(inside: TlsInside): readonly TlsFragmentView[] {
  return inside
    .spans()
    .flatMap((span) => (span.message === null ? [] : [{ ...span, message: span.message, type: span.first() }]));
}

/** Application data is a part of a message that a later record completes, from its first byte on. */
export function isPartOnly(inside: TlsInside): boolean {
  const [first] = inside.spans();
  return inside.type === wire.APPLICATION_DATA && first !== undefined && first.at === 0 && !first.isLast;
}

/** Hands on what application data is, or ends, behind the record that it was in. */
export function applicationData(p: Packet, inside: TlsInside, out: FieldSink): void {
  const { bytes, key } = inside;
  const isData = inside.type === wire.APPLICATION_DATA && bytes.length > 0;
  // an alert that closes the direction ends what had no other end
  if (!isData && !inside.spans().some(({ isLast }) => isLast)) return;
  const told = {
    exchange: (place: number) => inside.exchange(place),
    headers: (place: number) => inside.headers(place),
    streamKey: () => key,
    analysisFlags: () => 0,
    segments: () => null,
    dns: () => null,
    tls: () => null,
  };
  if (isData) return p.inside(bytes, told, () => stream(p, inside, out), 'tls');
  const message = inside.spans().find(({ isLast }) => isLast)?.message ?? null;
  const framing = key < 0 ? null : p.framing('tcp.port', [key], out.wantsAny(ANY));
  const whole = message?.bytes() ?? null;
  if (framing === null || message === null || whole === null) return;
  p.inside(whole, told, () => wholeMessage(p, framing, [key], message, whole.length, out), 'message');
}

function stream(p: Packet, inside: TlsInside, out: FieldSink): void {
  const { bytes, key } = inside;
  const keys = key < 0 ? [] : [key];
  const framing = key < 0 ? null : p.framing('tcp.port', keys, out.wantsAny(ANY));
  if (framing === null) return void p.next('tcp.port', keys, 0, bytes.length);
  let from = 0;
  for (const { at, len, isLast, message } of inside.spans()) {
    if (at > from) handOn(p, framing, keys, from, at, true);
    if (message !== null && message.reassembledIn > 0 && message.reassembledIn !== p.context.number)
      out.generated(SEGMENTS.reassembled_in, 0, 0, message.reassembledIn);
    if (len > 0) segmentData(out, at, len);
    if (isLast && message !== null) whole(p, framing, keys, message, out);
    from = Math.max(from, at + len);
  }
  if (from < bytes.length) handOn(p, framing, keys, from, bytes.length, true);
}

function segmentData(out: FieldSink, at: number, len: number): void {
  out.bytes(SEGMENTS['segment.data'], at, len);
  if (!out.detail) return;
  out.display('');
  out.note({ key: 'tree.lengthBytes', args: { length: len } });
}

type Framing = NonNullable<ReturnType<Packet['framing']>>;
function whole(p: Packet, framing: Framing, keys: readonly number[], message: MessageView, out: FieldSink): void {
  const bytes = message.bytes();
  if (bytes === null) notPutTogether(message, SEGMENTS['reassembled.length'], out);
  else p.within(bytes, () => wholeMessage(p, framing, keys, message, bytes.length, out), 'message');
}

function wholeMessage(
  p: Packet,
  framing: Framing,
  keys: readonly number[],
  message: MessageView,
  length: number,
  out: FieldSink,
): void {
  if (out.wantsAny(ANY)) addPieces(message.pieces(), PIECES, length, out);
  handOn(p, framing, keys, 0, length, false);
}

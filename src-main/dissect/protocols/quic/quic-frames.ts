// Frames of an Initial packet, RFC 9000 section 19, in its bytes without their protection; handshake messages are handed on where their last byte is.
import { varintNumber } from '../../../wire/quic';
import * as wire from '../../../wire/quic-frames';
import { varint, varintLen } from '../../../wire/varint';
import type { PieceView } from '../../contract/context';
import type { Field } from '../../contract/fields';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './quic-fields';
import { frameName, isCryptoError } from './quic-names';
import type { State } from './quic-state';

/** All frames of the packet whose bytes `p` looks at. */
export function frames(p: Packet, state: State, out: FieldSink): void {
  const b = p.bytes;
  for (let at = 0; at < p.end && !p.stopped;) {
    const frame = wire.quicFrame(b, at);
    out.none(F.frame, at, (frame?.end ?? p.end) - at);
    if (!p.need(at, varintLen(b, at))) return;
    const type = varintNumber(b, at);
    if (out.detail) out.display(type === wire.CONNECTION_CLOSE ? 'CONNECTION_CLOSE' : (frameName(type) ?? 'Unknown'));
    out.open();
    out.uint64(F.frame_type, at, varintLen(b, at), varint(b, at));
    if (frame !== null) frameBody(p, frame, state, out);
    else if (isOfInitial(type)) p.malformed(F.frame_type, at, varintLen(b, at));
    else out.expert(F['ft.unknown'], at, varintLen(b, at));
    out.close();
    if (frame === null) return;
    at = frame.end;
  }
}

/** Leads to the handshake messages of TLS, which stand in CRYPTO frames without records (RFC 9001 section 4.1.3). */
export const CRYPTO_TABLE = 'quic.crypto';

const isOfInitial = (type: number): boolean =>
  type <= wire.ACK_ECN || type === wire.CRYPTO || type === wire.CONNECTION_CLOSE;

function frameBody(p: Packet, frame: wire.QuicFrame, state: State, out: FieldSink): void {
  const at = frame.at + varintLen(p.bytes, frame.at);
  if (frame.type === wire.PADDING)
    out.generated(F.padding_length, frame.at, frame.end - frame.at, frame.end - frame.at);
  else if (frame.type === wire.ACK || frame.type === wire.ACK_ECN) ack(p.bytes, at, frame, out);
  else if (frame.type === wire.CRYPTO) crypto(p, at, frame, state, out);
  else if (frame.type === wire.CONNECTION_CLOSE) close(p.bytes, at, out);
}

/** A number of variable size, which is there; returns where it ends. */
function number(b: Uint8Array, at: number, field: Field, out: FieldSink): number {
  out.uint64(field, at, varintLen(b, at), varint(b, at));
  return at + varintLen(b, at);
}

function ack(b: Uint8Array, from: number, { type, end }: wire.QuicFrame, out: FieldSink): void {
  let at = number(b, from, F['ack.largest_acknowledged'], out);
  at = number(b, at, F['ack.ack_delay'], out);
  const ranges = varintNumber(b, at);
  at = number(b, at, F['ack.ack_range_count'], out);
  at = number(b, at, F['ack.first_ack_range'], out);
  for (let i = 0; i < ranges && at < end; i++) {
    at = number(b, at, F['ack.gap'], out);
    at = number(b, at, F['ack.ack_range'], out);
  }
  if (type !== wire.ACK_ECN) return;
  at = number(b, at, F['ack.ect0_count'], out);
  at = number(b, at, F['ack.ect1_count'], out);
  number(b, at, F['ack.ecn_ce_count'], out);
}

const decoder = new TextDecoder();
function close(b: Uint8Array, from: number, out: FieldSink): void {
  const code = varintNumber(b, from);
  let at = number(b, from, F['cc.error_code'], out);
  if (isCryptoError(code)) out.uint(F['cc.error_code.tls_alert'], at - 1, 1, code & 0xff);
  at = number(b, at, F['cc.frame_type'], out);
  const length = varintNumber(b, at);
  at = number(b, at, F['cc.reason_phrase.length'], out);
  out.string(F['cc.reason_phrase'], at, length, decoder.decode(b.subarray(at, at + length)));
}

function crypto(p: Packet, from: number, frame: wire.QuicFrame, state: State, out: FieldSink): void {
  const b = p.bytes;
  const at = number(b, from, F['crypto.offset'], out);
  number(b, at, F['crypto.length'], out);
  const { place, dataAt } = frame;
  const length = frame.end - dataAt;
  out.none(F['crypto.crypto_data'], dataAt, length);
  if (out.detail) out.note({ key: 'tree.lengthBytes', args: { length } });
  const { view, alone, pending } = state;
  if (view && !state.toldWhere) {
    for (const number of view.completedIn)
      if (number !== p.context.number) out.generated(F['crypto.reassembled_in'], 0, 0, number);
    state.toldWhere = true;
  }
  if (alone !== null) {
    alone.add(place, b.subarray(dataAt, frame.end), () => undefined);
    for (let message = alone.take(); message !== null; message = alone.take())
      handOn(p, frame, message.place, message.bytes, [], out);
  }
  for (let i = 0; i < pending.length;) {
    const { place: first, lastPlace, message } = pending[i];
    if (lastPlace < place || lastPlace >= place + length) {
      i++;
      continue;
    }
    pending.splice(i, 1);
    const bytes = message.bytes();
    if (bytes !== null) handOn(p, frame, first, bytes, message.pieces(), out);
  }
}

/** A whole message: where it stands in one frame, its bytes are that frame's. */
function handOn(
  p: Packet,
  { place, dataAt, end }: wire.QuicFrame,
  from: number,
  bytes: Uint8Array,
  pieces: readonly PieceView[],
  out: FieldSink,
): void {
  const at = dataAt + (from - place);
  if (pieces.length < 2 && from >= place && at + bytes.length <= end) {
    p.next(CRYPTO_TABLE, 0, at, bytes.length);
    return;
  }
  const body = (): void => {
    if (pieces.length > 0) fragments(pieces, bytes.length, out);
    p.next(CRYPTO_TABLE, 0, 0, bytes.length);
  };
  // what comes next may change them
  p.within(bytes.slice(), body, 'handshake');
}

/** Pieces whose frames stand in the line of all of them. */
const NAMED = 24;

function fragments(pieces: readonly PieceView[], length: number, out: FieldSink): void {
  out.none(F['crypto.fragments'], 0, length);
  if (out.detail) {
    const named = pieces.slice(0, NAMED).map(({ frame, len }) => `#${frame}(${len})`);
    out.display([...named, ...(pieces.length > NAMED ? ['…'] : [])].join(', '));
    out.note({ key: 'tree.lengthBytes', args: { length } });
  }
  out.open();
  for (const { frame, start, len } of pieces) {
    out.uint(F['crypto.fragment'], start, len, frame);
    if (out.detail) out.note({ key: 'tree.ip.piece', args: { from: start, to: start + len - 1, length: len } });
  }
  out.generated(F['crypto.fragment.count'], 0, 0, pieces.length);
  out.close();
}

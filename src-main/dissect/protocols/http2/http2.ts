// HTTP/2: RFC 9113. All frames of a segment, or of a message that spans segments, are one layer, each frame a line of its own.
import { u32 } from '../../../wire/read';
import * as wire from '../../../wire/http2';
import type { FieldSink, Packet, Protocol } from '../../contract/protocol';
import { F } from './http2-fields';
import { eachFrame, PLACES, sentence, type SeenFrame } from './http2-frames';
import { HTTP2_KEY } from './http2-framing';
import { unpackHeaders, type HeaderBlock } from './http2-headers';
import { TYPES } from './http2-names';
import { dissectPayload, frameAt, hasHeaders } from './http2-payload';

/** Frames in one row that are named. */
const MOST_NAMED = 64;

function dissect(p: Packet, at: number, out: FieldSink): void {
  let place = p.streamMessage * PLACES;
  for (let next = at; next < p.end;) {
    if (wire.prefaceBytes(p.bytes, next, p.end) === wire.PREFACE.length) {
      out.none(F.stream, next, wire.PREFACE.length);
      if (out.detail) out.display('Magic');
      out.open();
      out.string(F.magic, next, wire.PREFACE.length, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
      out.close();
      next += wire.PREFACE.length;
      continue;
    }
    if (!p.need(next, wire.FRAME_HEADER_LEN)) return;
    const end = next + wire.FRAME_HEADER_LEN + wire.payloadLength(p.bytes, next);
    oneFrame(p, next, Math.min(end, p.end), place, out);
    if (hasHeaders(wire.frameType(p.bytes, next)) && place % PLACES < PLACES - 1) place++;
    // cut by the capture, or it goes on in a segment that is not there
    if (end > p.end) p.need(p.end, end - p.end);
    next = end;
  }
}

function oneFrame(p: Packet, at: number, end: number, place: number, out: FieldSink): void {
  const b = p.bytes;
  const frame = frameAt(b, at, end);
  const { type, flags } = frame;
  const block = hasHeaders(type) ? unpackHeaders(p, b, frame.contentAt, frame.contentEnd, place) : null;
  out.none(F.stream, at, end - at);
  if (out.detail) out.display(lineOf(b, at, block));
  out.open();
  out.uint(F.length, at, 3, wire.payloadLength(b, at));
  out.uint(F.type, at + 3, 1, type);
  out.uint(F.flags, at + 4, 1, flags);
  if (out.detail) out.display(`0x${flags.toString(16).padStart(2, '0')}${flagNames(type, flags)}`);
  out.open();
  addFlags(type, at + 4, flags, out);
  out.close();
  out.uint(F.r, at + 5, 4, b[at + 5] >>> 7);
  out.uint(F.streamid, at + 5, 4, u32(b, at + 5) & 0x7fffffff);
  dissectPayload(p, frame, block, out);
  out.close();
}

const typeName = (type: number): string => TYPES[type] ?? `Unknown type (${type})`;

function lineOf(b: Uint8Array, at: number, block: HeaderBlock | null): string {
  const said = block === null ? '' : sentence(block);
  const text = `${typeName(wire.frameType(b, at))}, Stream ID: ${wire.streamId(b, at)}, Length ${wire.payloadLength(b, at)}`;
  return said === '' ? text : `${text}, ${said}`;
}

type Bit = readonly [field: typeof F.type, mask: number, name: string];
const PRIORITY: Bit = [F['flags.priority'], wire.WITH_PRIORITY, 'Priority'];
const PADDED: Bit = [F['flags.padded'], wire.PADDED, 'Padded'];
const END_HEADERS: Bit = [F['flags.eh'], wire.END_HEADERS, 'End Headers'];
const END_STREAM: Bit = [F['flags.end_stream'], wire.END_STREAM, 'End Stream'];

/** Flags by type: those that mean nothing, and the others, in Wireshark's order. */
const FLAGS: Readonly<Record<number, readonly [unused: typeof F.type, mask: number, bits: readonly Bit[]]>> = {
  [wire.DATA]: [F['flags.unused_data'], 0xf6, [PADDED, END_STREAM]],
  [wire.HEADERS]: [F['flags.unused_headers'], 0xd2, [PRIORITY, PADDED, END_HEADERS, END_STREAM]],
  [wire.SETTINGS]: [F['flags.unused_settings'], 0xfe, [[F['flags.ack.settings'], wire.ACK, 'ACK']]],
  [wire.PUSH_PROMISE]: [F['flags.unused_push_promise'], 0xf3, [PADDED, END_HEADERS]],
  [wire.PING]: [F['flags.unused_ping'], 0xfe, [[F['flags.ack.ping'], wire.ACK, 'ACK']]],
  [wire.CONTINUATION]: [F['flags.unused_continuation'], 0xfb, [PADDED, END_HEADERS]],
};
const NO_FLAGS = [F['flags.unused'], 0xff, []] as const;

function addFlags(type: number, at: number, flags: number, out: FieldSink): void {
  const [unused, mask, bits] = FLAGS[type] ?? NO_FLAGS;
  // shifted down by the bits below the mask
  out.uint(unused, at, 1, (flags & mask) >>> Math.max(0, 31 - Math.clz32(mask & -mask)));
  for (const [field, bit] of bits) out.uint(field, at, 1, flags & bit ? 1 : 0);
}

const flagNames = (type: number, flags: number): string =>
  (FLAGS[type] ?? NO_FLAGS)[2].map(([, bit, name]) => (flags & bit ? `, ${name}` : '')).join('');

/** `Magic, SETTINGS[0], HEADERS[1]: GET /`: all frames of the row. */
function summary(p: Packet): string {
  const named: string[] = [];
  eachFrame(p, (frame) => {
    named.push(frame === null ? 'Magic' : nameOf(frame));
    return named.length < MOST_NAMED;
  });
  return named.join(', ');
}

function nameOf({ type, stream, block }: SeenFrame): string {
  const said = block === null ? '' : sentence(block);
  return `${typeName(type)}[${stream}]${said === '' ? '' : `: ${said}`}`;
}

export const http2: Protocol = {
  abbrev: 'http2',
  name: 'HyperText Transfer Protocol 2',
  fields: F,
  where: 'tcp',
  line: { pass: 'messages' },
  under: [['tcp.port', HTTP2_KEY]],
  inside: [],
  dissect,
  column: 'HTTP2',
  summary,
};

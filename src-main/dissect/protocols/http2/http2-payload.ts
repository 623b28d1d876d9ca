// What frames of HTTP/2 carry, by their type: RFC 9113 section 6, RFC 7838 (ALTSVC), RFC 8336 (ORIGIN), RFC 9218 (PRIORITY_UPDATE).
import { u16, u32 } from '../../../wire/read';
import * as wire from '../../../wire/http2';
import type { Field, FieldSink, Packet } from '../../contract/protocol';
import { asciiText } from '../../values/byte-text';
import { F } from './http2-fields';
import { addHeaders, type HeaderBlock } from './http2-headers';
import { SETTINGS } from './http2-names';

/** A frame: its payload goes from `at` to `end`. */
export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly at: number;
  readonly end: number;
  /** where what was padded ends, and the header fields in it begin */
  readonly contentAt: number;
  readonly contentEnd: number;
}

/** Reads the length of the padding and the priority: where the content of a frame stands. RFC 9113 section 6.1 and 6.2. */
export function frameAt(b: Uint8Array, header: number, end: number): Frame {
  const type = wire.frameType(b, header);
  const flags = wire.flags(b, header);
  const at = header + wire.FRAME_HEADER_LEN;
  let contentAt = at;
  let contentEnd = end;
  if (isPadded(type) && flags & wire.PADDED && at < end) {
    contentAt++;
    contentEnd = Math.max(contentAt, end - b[at]);
  }
  if (type === wire.HEADERS && flags & wire.WITH_PRIORITY) contentAt += 5;
  if (type === wire.PUSH_PROMISE) contentAt += 4;
  contentAt = Math.min(contentAt, contentEnd);
  return { type, flags, at, end, contentAt, contentEnd };
}

const isPadded = (type: number): boolean =>
  type === wire.DATA || type === wire.HEADERS || type === wire.PUSH_PROMISE || type === wire.CONTINUATION;

/** Whether header fields stand in a frame of the type. */
export const hasHeaders = (type: number): boolean =>
  type === wire.HEADERS || type === wire.PUSH_PROMISE || type === wire.CONTINUATION;

/** @param block the header fields of a frame that has some */
export function dissectPayload(p: Packet, frame: Frame, block: HeaderBlock | null, out: FieldSink): void {
  const { type, at, end } = frame;
  if (isPadded(type)) return dissectPadded(p, frame, block, out);
  const body = BODIES[type];
  if (body !== undefined) body(p, frame, out);
  else bytes(F.unknown, at, end, out);
}

function bytes(field: Field, at: number, end: number, out: FieldSink): void {
  if (end > at) out.bytes(field, at, end - at);
}

function text(p: Packet, field: Field, at: number, end: number, out: FieldSink): void {
  if (end > at && out.wants(field)) out.string(field, at, end - at, asciiText(p.bytes, at, end));
}

function dissectPadded(p: Packet, frame: Frame, block: HeaderBlock | null, out: FieldSink): void {
  const { type, flags, at, end, contentAt, contentEnd } = frame;
  const padded = (flags & wire.PADDED) !== 0 && at < end;
  if (padded) out.uint(F.padding, at, 1, p.bytes[at]);
  else out.generated(F.pad_length, at, 0, 0);
  let next = padded ? at + 1 : at;
  if (type === wire.HEADERS && flags & wire.WITH_PRIORITY) {
    if (!p.need(next, 5)) return;
    priority(p, next, out);
    next += 5;
  }
  if (type === wire.PUSH_PROMISE) {
    if (!p.need(next, 4)) return;
    out.uint(F['push_promise.r'], next, 4, p.bytes[next] >>> 7);
    out.uint(F['push_promise.promised_stream_id'], next, 4, u32(p.bytes, next) & 0x7fffffff);
  }
  if (type === wire.DATA) bytes(F['data.data'], contentAt, contentEnd, out);
  else if (type === wire.CONTINUATION) text(p, F['continuation.header'], contentAt, contentEnd, out);
  else bytes(type === wire.HEADERS ? F.headers : F['push_promise.header'], contentAt, contentEnd, out);
  if (block !== null) addHeaders(p, block, contentAt, contentEnd - contentAt, out);
  bytes(PADDING[type], contentEnd, end, out);
}
const PADDING: Readonly<Record<number, Field>> = {
  [wire.DATA]: F['data.padding'],
  [wire.HEADERS]: F['headers.padding'],
  [wire.PUSH_PROMISE]: F['push_promise.padding'],
  [wire.CONTINUATION]: F['continuation.padding'],
};

function priority({ bytes: b }: Packet, at: number, out: FieldSink): void {
  out.uint(F.exclusive, at, 4, b[at] >>> 7);
  out.uint(F.stream_dependency, at, 4, u32(b, at) & 0x7fffffff);
  out.uint(F['headers.weight'], at + 4, 1, b[at + 4]);
  // RFC 7540 section 5.3.2: 1 to 256, and a byte of Wireshark's
  out.generated(F['headers.weight_real'], at + 4, 1, (b[at + 4] + 1) & 0xff);
}

const BODIES: Readonly<Record<number, (p: Packet, frame: Frame, out: FieldSink) => void>> = {
  [wire.PRIORITY]: (p, { at }, out) => {
    if (p.need(at, 5)) priority(p, at, out);
  },
  [wire.RST_STREAM]: (p, { at }, out) => {
    if (p.need(at, 4)) out.uint(F['rst_stream.error'], at, 4, u32(p.bytes, at));
  },
  [wire.SETTINGS]: dissectSettings,
  [wire.PING]: (p, { at, flags }, out) => {
    if (p.need(at, 8)) out.bytes(flags & wire.ACK ? F.pong : F.ping, at, 8);
  },
  [wire.GOAWAY]: (p, { at, end }, out) => {
    if (!p.need(at, 8)) return;
    out.uint(F['goway.r'], at, 4, p.bytes[at] >>> 7);
    out.uint(F['goaway.last_stream_id'], at, 4, u32(p.bytes, at) & 0x7fffffff);
    out.uint(F['goaway.error'], at + 4, 4, u32(p.bytes, at + 4));
    bytes(F['goaway.addata'], at + 8, end, out);
  },
  [wire.WINDOW_UPDATE]: (p, { at }, out) => {
    if (!p.need(at, 4)) return;
    out.uint(F['window_update.r'], at, 4, p.bytes[at] >>> 7);
    out.uint(F['window_update.window_size_increment'], at, 4, u32(p.bytes, at) & 0x7fffffff);
  },
  [wire.ALTSVC]: (p, { at, end }, out) => {
    if (!p.need(at, 2)) return;
    const length = u16(p.bytes, at);
    out.uint(F['altsvc.origin.len'], at, 2, length);
    if (!p.need(at + 2, length)) return;
    text(p, F['altsvc.origin'], at + 2, at + 2 + length, out);
    text(p, F['altsvc.field_value'], at + 2 + length, end, out);
  },
  [wire.ORIGIN]: dissectOrigins,
  [wire.PRIORITY_UPDATE]: (p, { at, end }, out) => {
    if (!p.need(at, 4)) return;
    out.uint64(F.priority_update_stream_id, at, 4, BigInt(u32(p.bytes, at) & 0x7fffffff));
    text(p, F.priority_update_field_value, at + 4, end, out);
  },
};

const SETTING_LEN = 6;
const SETTING_FIELDS: Readonly<Record<number, Field>> = {
  1: F['settings.header_table_size'],
  2: F['settings.enable_push'],
  3: F['settings.max_concurrent_streams'],
  4: F['settings.initial_window_size'],
  5: F['settings.max_frame_size'],
  6: F['settings.max_header_list_size'],
  8: F['settings.extended_connect'],
};

function dissectSettings(p: Packet, { at, end }: Frame, out: FieldSink): void {
  for (let next = at; next < end; next += SETTING_LEN) {
    if (!p.need(next, SETTING_LEN)) return;
    const id = u16(p.bytes, next);
    const value = u32(p.bytes, next + 2);
    out.none(F.settings, next, SETTING_LEN);
    if (out.detail) out.display(`${SETTINGS[id] ?? `Unknown (${id})`} : ${value}`);
    out.open();
    out.uint(F['settings.id'], next, 2, id);
    out.uint(SETTING_FIELDS[id] ?? F['settings.unknown'], next + 2, 4, value);
    out.close();
  }
}

function dissectOrigins(p: Packet, { at, end }: Frame, out: FieldSink): void {
  for (let next = at; next < end;) {
    if (!p.need(next, 2)) return;
    const length = u16(p.bytes, next);
    out.none(F.origin, next, Math.min(2 + length, end - next));
    out.open();
    out.uint(F['origin.origin_len'], next, 2, length);
    if (p.need(next + 2, length)) text(p, F['origin.origin'], next + 2, next + 2 + length, out);
    out.close();
    next += 2 + length;
  }
}

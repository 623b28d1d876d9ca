// The content of a message: chunks put one behind the other (RFC 9112 section 7.1), then unpacked (RFC 9110 section 8.4). Each step has bytes of
// its own, which are a source of the packet.
import * as wire from '../../../wire/http';
import type { Packing } from '../../contract/context';
import { fieldGroup, type FieldSink, type Packet } from '../../contract/protocol';
import { WS_FIELDS } from '../../contract/verdict-fields';
import { asciiText } from '../../values/byte-text';
import { F } from './http-fields';
import type { Head } from './http-head';

/** Chunks that get lines of their own. */
const MOST_LINES = 1000;
/** A text of more bytes is not shown in the tree; its bytes are. */
const LONGEST_SHOWN = 4096;

const WANTED = fieldGroup([
  F.file_data,
  F.chunked_trailer_part,
  F.chunk_boundary,
  F.chunk_size,
  F.chunk_data,
  F.decompression_failed,
  // of notes
  ...WS_FIELDS,
]);

const PACKINGS: Readonly<Record<string, Packing>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  'x-deflate': 'deflate',
  br: 'br',
};

/** Dissects the content that goes from `at` to the end of the layer. */
export function dissectBody(p: Packet, head: Head, at: number, out: FieldSink): void {
  if (at >= p.end || !out.wantsAny(WANTED)) return;
  if (!head.chunked) return content(p, head, at, p.end, out);
  const whole = dissectChunks(p, at, out);
  if (whole === null) return content(p, head, at, p.end, out);
  if (whole.length > 0) p.within(whole, () => content(p, head, 0, whole.length, out), 'chunks');
}

/** The content of all chunks; null: there are none. */
function dissectChunks(p: Packet, at: number, out: FieldSink): Uint8Array | null {
  const b = p.bytes;
  const { end } = p;
  const parts: { at: number; end: number }[] = [];
  const chunk: wire.Chunk = { data: 0, size: 0 };
  let length = 0;
  let n = 0;
  for (let next = at; next < end; n++) {
    if (wire.chunkAt(b, next, end, chunk) !== 0) break;
    if (n === 0) {
      out.line('HTTP chunked response', at, end - at);
      out.open();
    }
    const dataEnd = Math.min(end, chunk.data + chunk.size);
    const boundary = Math.min(end, dataEnd + 2);
    if (n < MOST_LINES || !out.detail) oneChunk(next, chunk, dataEnd, boundary, out);
    parts.push({ at: chunk.data, end: dataEnd });
    length += dataEnd - chunk.data;
    if (chunk.size === 0) {
      trailer(p, chunk.data, out);
      break;
    }
    next = boundary;
  }
  if (n === 0 && parts.length === 0) return null;
  out.close();
  const whole = new Uint8Array(length);
  let filled = 0;
  for (const part of parts) {
    whole.set(b.subarray(part.at, part.end), filled);
    filled += part.end - part.at;
  }
  return whole;
}

function oneChunk(at: number, { data, size }: wire.Chunk, dataEnd: number, boundary: number, out: FieldSink): void {
  const isLast = size === 0;
  out.line(isLast ? 'End of chunked encoding' : 'Data chunk', at, (isLast ? data : boundary) - at);
  if (!isLast && out.detail) out.display(`(${size} bytes)`);
  out.open();
  out.uint(F.chunk_size, at, data - at, size);
  if (!isLast) {
    out.bytes(F.chunk_data, data, dataEnd - data);
    if (boundary > dataEnd) out.bytes(F.chunk_boundary, dataEnd, boundary - dataEnd);
  }
  out.close();
}

function trailer(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  for (let line = at; line < p.end;) {
    const feed = wire.lineFeed(b, line, p.end);
    if (feed < 0) return;
    if (wire.lineTextEnd(b, line, feed) === line) return;
    out.string(F.chunked_trailer_part, line, feed + 1 - line, asciiText(b, line, feed + 1));
    line = feed + 1;
  }
}

/** What the message is about, unpacked where that can be done. */
function content(p: Packet, { coding }: Head, at: number, end: number, out: FieldSink): void {
  const packing = PACKINGS[coding];
  const unpacked = packing === undefined ? null : p.context.unpack(packing, p.bytes.subarray(at, end));
  if (packing === undefined || unpacked === null) {
    if (packing !== undefined) {
      out.line('Content-encoded entity body', at, end - at);
      if (out.detail) out.display(coding);
      out.expert(F.decompression_failed, at, end - at);
    }
    return fileData(p, at, end, out);
  }
  out.line('Content-encoded entity body', at, end - at);
  if (out.detail) out.display(`${coding}, ${end - at} → ${unpacked.length} bytes${ratio(end - at, unpacked.length)}`);
  p.within(unpacked, () => fileData(p, 0, unpacked.length, out), 'content');
}

/** How many times larger it is than what was sent. */
const ratio = (packed: number, unpacked: number): string =>
  unpacked > packed ? ` (×${(unpacked / packed).toFixed(1)})` : '';

export function fileData(p: Packet, at: number, end: number, out: FieldSink): void {
  if (end <= at || !out.wants(F.file_data)) return;
  if (out.detail && end - at > LONGEST_SHOWN) out.none(F.file_data, at, end - at);
  else out.string(F.file_data, at, end - at, asciiText(p.bytes, at, end));
  if (!out.detail) return;
  out.display('');
  out.note({ key: 'tree.lengthBytes', args: { length: end - at } });
}

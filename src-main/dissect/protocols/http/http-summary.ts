// The Info text of a row with messages: the first line of each, with the type of its content: `HTTP/1.1 200 OK  (text/html)`.
import * as wire from '../../../wire/http';
import type { Layer, Packet, Protocol } from '../../contract/protocol';
import { asciiText } from '../../values/byte-text';

/** Messages in one row that are named. */
const MOST_NAMED = 16;
/** Bytes of a first line that are shown. */
const MOST_SHOWN = 4096;

/** The row speaks of its last message; those before it in the frame are named first. */
export function summaryOf(p: Packet, protocol: Protocol): string {
  let text = '';
  for (let i = 0, n = 0; i < p.layerCount && n < MOST_NAMED; i++) {
    const layer = p.layer(i);
    if (layer.protocol !== protocol || layer.quoted) continue;
    text += oneMessage(layer);
    n++;
  }
  return text.trimEnd();
}

function oneMessage({ bytes: b, at, end }: Layer): string {
  const from = wire.skipEmptyLines(b, at, end);
  const kind = wire.startOf(b, from, end);
  if (kind === wire.NOTHING || kind === wire.UNDECIDED) return 'Continuation ';
  const feed = wire.lineFeed(b, from, end);
  const lineEnd = feed < 0 ? end : wire.lineTextEnd(b, from, feed);
  const line = asciiText(b, from, Math.min(lineEnd, from + MOST_SHOWN));
  const type = contentType(b, from, end);
  if (type === '') return `${line} `;
  const name = contentName(b, from, end, type);
  return name === '' ? `${line} ` : `${line} ${name}`;
}

/** The Protocol column: of a last message with content that has a name there, that as well. */
export function columnOf(_p: Packet, { bytes: b, at, end }: Layer): string {
  const from = wire.skipEmptyLines(b, at, end);
  const kind = wire.startOf(b, from, end);
  const type = kind === wire.NOTHING || kind === wire.UNDECIDED ? '' : contentType(b, from, end);
  if (isJson(type)) return 'HTTP/JSON';
  return isXml(type) ? 'HTTP/XML' : 'HTTP';
}

const isJson = (type: string): boolean => type === 'application/json' || type.endsWith('+json');
const isXml = (type: string): boolean => type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml');

/** What Wireshark says of the content. */
function contentName(b: Uint8Array, at: number, end: number, type: string): string {
  if (isJson(type)) return `, JavaScript Object Notation (${type})`;
  if (isXml(type) || type === 'application/octet-stream') return '';
  if (type === 'image/png') return ' (PNG)';
  if (type === 'image/jpeg' || type === 'image/jpg') return ' (JPEG JFIF image)';
  if (type !== 'image/gif') return ` (${type})`;
  // the version is the first six letters of the file
  const content = at + wire.headLength(b, at, end);
  return ` (${asciiText(b, content, Math.min(end, content + 6))})`;
}

/** What the content is, in small letters, where there is some. */
function contentType(b: Uint8Array, at: number, end: number): string {
  const head = wire.headLength(b, at, end);
  if (head <= 0 || at + head >= end) return '';
  const content = at + head;
  const [codingAt, codingEnd] = wire.headerField(b, at, content, 'transfer-encoding');
  const chunk: wire.Chunk = { data: 0, size: 0 };
  const isEmpty = (): boolean => wire.chunkAt(b, content, end, chunk) === 0 && chunk.size === 0;
  if (codingEnd > 0 && wire.isChunked(b, codingAt, codingEnd) && isEmpty()) return '';
  const [from, to] = wire.headerField(b, at, content, 'content-type');
  let i = from;
  while (i < to && b[i] !== 59 && !wire.isBlank(b[i])) i++;
  return asciiText(b, from, i).toLowerCase();
}

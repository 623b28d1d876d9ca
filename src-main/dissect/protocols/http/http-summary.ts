// The Info text of a row with messages: the first line of each, with the type of its content: `HTTP/1.1 200 OK  (text/html)`.
import * as wire from '../../../wire/http';
import type { Layer, Packet, Protocol } from '../../contract/protocol';
import { asciiText } from '../../values/byte-text';

/** Messages in one row that are named. */
const MOST_NAMED = 16;
/** Bytes of a first line that are shown. */
const MOST_SHOWN = 512;

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
  const line = asciiText(b, from, Math.min(lineEnd, from + MOST_SHOWN)).trimEnd();
  const type = contentType(b, from, end);
  return type === '' ? `${line} ` : `${line}  (${type})`;
}

/** What the content is, in small letters, where there is some. */
function contentType(b: Uint8Array, at: number, end: number): string {
  const head = wire.headLength(b, at, end);
  if (head <= 0 || at + head >= end) return '';
  const [from, to] = wire.headerField(b, at, at + head, 'content-type');
  let i = from;
  while (i < to && b[i] !== 59 && !wire.isBlank(b[i])) i++;
  return asciiText(b, from, i).toLowerCase();
}

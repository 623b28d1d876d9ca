// What the messages in rows of a timeline say in a line: their bytes are read again.
import { asciiText } from '../../dissect/values/byte-text';
import type { TimelineRow } from '../../ipc/contracts/engine-contract';
import type { TimelineMessage } from '../../ipc/contracts/timeline-contract';
import * as wire from '../../wire/http';
import type { CaptureDocument } from '../document/document';
import { chunkedBytes } from './follow/http-content';
import { httpSources, type HttpSource } from './follow/http-source';

/** Characters of a line that are shown. */
const MOST_TEXT = 200;

export class MessageLook {
  readonly #document: CaptureDocument;
  /** those in segments, and inside of TLS that keys opened; made again when others do */
  #sources: readonly [HttpSource, HttpSource] | null = null;
  #version = -1;

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  /** Fills in text and bytes of the messages that these rows tell of. */
  fill(rows: readonly TimelineRow[]): void {
    /** by row, or opened record: of each source */
    const wanted = [new Map<number, TimelineMessage[]>(), new Map<number, TimelineMessage[]>()];
    for (const { saidA, saidB } of rows)
      for (const message of [...(saidA?.messages ?? []), ...(saidB?.messages ?? [])]) {
        const isInside = message.record >= 0;
        const key = isInside ? message.record : message.frame - 1;
        const beside = wanted[isInside ? 1 : 0].get(key);
        if (beside) beside.push(message);
        else wanted[isInside ? 1 : 0].set(key, [message]);
      }
    for (const [source, all] of wanted.entries()) for (const [key, messages] of all) this.#read(source, key, messages);
  }

  #read(source: number, key: number, wanted: readonly TimelineMessage[]): void {
    const { version } = this.#document.analysis.decrypted;
    if (this.#sources === null || version !== this.#version) this.#sources = httpSources(this.#document, 0);
    this.#version = version;
    this.#sources[source].walk(key, (b, at, end, place) => {
      for (const message of wanted) if (message.place === place) tell(message, b, at, end);
    });
  }
}

function tell(message: TimelineMessage, b: Uint8Array, at: number, end: number): void {
  const from = wire.skipEmptyLines(b, at, end);
  const feed = wire.lineFeed(b, from, end);
  const textEnd = feed < 0 ? end : wire.lineTextEnd(b, from, feed);
  const line = asciiText(b, from, Math.min(textEnd, from + MOST_TEXT + 64));
  // the version says nothing that one looks for: behind a request, in front of a response
  const text =
    message.kind === 'request' ? line.replace(/ HTTP\/\d\.\d$/, '') : line.replace(/^(?:HTTP\/\d\.\d|ICY) +/, '');
  message.text = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text.trim();
  const head = wire.headLength(b, from, end);
  message.bytes = head > 0 ? contentLength(b, from, from + head, end) : null;
}

/** Bytes of the content between `body` and `end`: without the sizes of chunks, where it has any. */
function contentLength(b: Uint8Array, head: number, body: number, end: number): number {
  const [codingAt, codingEnd] = wire.headerField(b, head, body, 'transfer-encoding');
  if (codingEnd === 0 || !wire.isChunked(b, codingAt, codingEnd)) return end - body;
  return chunkedBytes(b, body, end);
}

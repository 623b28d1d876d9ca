// Following HTTP: requests and responses of a connection in the order in which they were complete, each with its head as it was sent and its
// content put together out of chunks and unpacked; those inside of TLS that keys opened are among them. Of each message only how many lines and bytes it has is kept; those in view are read again.
import { lineEnd } from '../../flow/follow/text-cut';
import type { FollowLine, FollowView } from '../../ipc/follow-contract';
import type { FlowRow } from '../../ipc/flow-facts';
import { GrowingFloats } from '../../memory/growing-floats';
import * as wire from '../../wire/http';
import { unpack } from '../base/unpack';
import type { CaptureDocument } from '../document/document';
import { decoded } from './follow-encoding';
import { dechunked, packingOf } from './http-content';
import { httpSources, type HttpSource } from './http-source';

/** A message as it is shown; `id`: see `#ids`; `starts`: where its lines begin. */
interface Shown {
  id: number;
  bytes: Uint8Array;
  starts: readonly number[];
}

export class FollowedHttp {
  readonly #document: CaptureDocument;
  readonly #view: Pick<FollowView, 'side' | 'encoding'>;
  readonly #flow: FlowRow;
  readonly #sources: readonly [HttpSource, HttpSource];
  /** by message: twice its number in the table of its source, and 1 for what was in TLS; lines and bytes of those before it */
  readonly #ids = new GrowingFloats();
  readonly #lines = new GrowingFloats();
  readonly #places = new GrowingFloats();
  /** of all messages found so far */
  total = 0;
  bytes = 0;
  complete = false;
  /** the one that was looked at last */
  #shown: Shown | null = null;

  constructor(document: CaptureDocument, flow: FlowRow, view: Pick<FollowView, 'side' | 'encoding'>) {
    this.#document = document;
    this.#view = view;
    this.#flow = flow;
    this.#sources = httpSources(document, flow.firstFrame - 1);
  }

  get count(): number {
    return this.#ids.length;
  }

  /** Looks at some more messages; true when all that were found in the capture so far are there. */
  grow(hasTime: () => boolean): boolean {
    const { analysis } = this.#document;
    const { columns } = analysis;
    const last = analysis.flows.row(this.#flow.id).lastFrame;
    for (let n = 1; ; n++) {
      const which = this.#nextSource();
      if (which === null) break;
      const source = this.#sources[which];
      const row = source.nextRow;
      if (row >= last) break;
      const id = 2 * source.next++ + which;
      const wanted = this.#view.side === 'both' || (this.#view.side === 'a') === columns.fromA(row);
      if (wanted && analysis.flowOfRow(row) === this.#flow.id) {
        const { bytes, starts } = this.#read(id);
        this.#ids.push(id);
        this.#lines.push(this.total);
        this.#places.push(this.bytes);
        this.total += starts.length;
        this.bytes += bytes.length;
        if (!hasTime()) return false;
      } else if (n % 256 === 0 && !hasTime()) return false;
    }
    this.complete = true;
    return true;
  }

  /** Whose next message came first; null: neither has one. */
  #nextSource(): 0 | 1 | null {
    const [outer, inner] = this.#sources.map((source) => source.nextRow);
    if (outer < 0 && inner < 0) return null;
    return inner < 0 || (outer >= 0 && outer <= inner) ? 0 : 1;
  }

  #rowOf(id: number): number {
    return this.#sources[id % 2].row(Math.floor(id / 2));
  }

  /** Lines from number `from` on; fewer at the end. */
  lines(from: number, count: number): FollowLine[] {
    const out: FollowLine[] = [];
    let index = this.#indexOf(this.#lines, from);
    for (; index >= 0 && index < this.count && out.length < count; index++) {
      const first = this.#lines.at(index);
      const shown = this.#read(this.#ids.at(index));
      for (let k = Math.max(0, from - first); k < shown.starts.length && out.length < count; k++)
        out.push(this.#line(index, shown, k));
    }
    return out;
  }

  /** The line that a byte lies in. */
  lineAt(place: number): number {
    const index = this.#indexOf(this.#places, place);
    if (index < 0) return -1;
    const { starts } = this.#read(this.#ids.at(index));
    const at = place - this.#places.at(index);
    let k = starts.length - 1;
    while (k > 0 && starts[k] > at) k--;
    return this.#lines.at(index) + k;
  }

  /** The bytes of a message, and the place of the first. */
  message(index: number): { bytes: Uint8Array; place: number; frame: number } {
    const id = this.#ids.at(index);
    return { bytes: this.#read(id).bytes, place: this.#places.at(index), frame: this.#rowOf(id) + 1 };
  }
  /** The message that a place lies in, or the last one before it; -1: none. */
  indexAt(place: number): number {
    return this.#indexOf(this.#places, place);
  }

  #indexOf(list: GrowingFloats, value: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (list.at(middle) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #line(index: number, { id, bytes, starts }: Shown, k: number): FollowLine {
    const row = this.#rowOf(id);
    const end = k + 1 < starts.length ? starts[k + 1] : bytes.length;
    return {
      fromA: this.#document.columns.fromA(row),
      frame: row + 1,
      begins: k === 0,
      gap: 0,
      offset: starts[k],
      place: this.#places.at(index) + starts[k],
      length: end - starts[k],
      text: decoded(bytes.subarray(starts[k], end), this.#view.encoding),
    };
  }

  #read(id: number): Shown {
    if (this.#shown?.id === id) return this.#shown;
    const source = this.#sources[id % 2];
    const message = Math.floor(id / 2);
    const wanted = source.exchanges.placeOf(message);
    let bytes: Uint8Array = NOTHING;
    source.walk(source.exchanges.rowOf(message), (b, at, end, place) => {
      if (place === wanted) bytes = shownBytes(b, at, end);
    });
    const starts: number[] = [];
    for (let at = 0; at < bytes.length; at = lineEnd(bytes, at, bytes.length, true, this.#view.encoding))
      starts.push(at);
    return (this.#shown = { id, bytes, starts });
  }
}

const NOTHING = new Uint8Array(0);
const LF = 10;

/** Head and content of a message, in bytes of their own; a line ends each. */
function shownBytes(b: Uint8Array, at: number, end: number): Uint8Array {
  const from = wire.skipEmptyLines(b, at, end);
  const head = wire.headLength(b, from, end);
  if (head <= 0) return ended(b.slice(from, end));
  const body = from + head;
  let content: Uint8Array = b.subarray(body, end);
  const [codingAt, codingEnd] = wire.headerField(b, from, body, 'transfer-encoding');
  if (codingEnd > 0 && wire.isChunked(b, codingAt, codingEnd)) content = dechunked(b, body, end);
  const packing = packingOf(b, from, body);
  if (packing !== null) content = unpack(packing, content) ?? content;
  const out = new Uint8Array(head + content.length);
  out.set(b.subarray(from, body));
  out.set(content, head);
  return ended(out);
}

function ended(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0 || bytes[bytes.length - 1] === LF) return bytes;
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes);
  out[bytes.length] = LF;
  return out;
}

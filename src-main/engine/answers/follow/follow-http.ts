// Following HTTP: requests and responses of a connection in the order in which they were complete, each with its head as it was sent and its
// content put together out of chunks and unpacked, those inside of TLS that keys opened among them, and lines that say how many bytes are not shown.
// Of each message only how many lines and bytes it has is kept; those in view are read again.
import { lineEnd } from '../../../flow/follow/text-cut';
import type { FollowGap, FollowLine, FollowView } from '../../../ipc/contracts/follow-contract';
import type { FlowRow } from '../../../ipc/flow-facts';
import { GrowingFloats } from '../../../memory/growing-floats';
import * as wire from '../../../wire/http';
import { unpack } from '../../base/unpack';
import type { CaptureDocument } from '../../document/document';
import { knownRows, type Followed } from '../../document/followed/followed';
import { FollowedFlow } from '../../document/followed/followed-flow';
import { decoded } from './follow-encoding';
import { HttpSide, type SidePart } from './follow-http-side';
import { ClosedRecords } from './closed-records';
import { dechunked, packingOf } from './http-content';
import { httpSources, type HttpSource } from './http-source';

/** A message as it is shown; `id`: see `#ids`; `starts`: where its lines begin; a last one says what is `left` of it. */
interface Shown {
  id: number;
  bytes: Uint8Array;
  starts: readonly number[];
  row: number;
  fromA: boolean;
  left: number;
  leftBy: FollowGap;
}

export class FollowedHttp {
  readonly #document: CaptureDocument;
  readonly #view: Pick<FollowView, 'side' | 'encoding'>;
  readonly #flow: FlowRow;
  readonly #followed: FollowedFlow;
  readonly #sources: readonly [HttpSource, HttpSource];
  /** messages in TLS were found */
  #isInside = false;
  #closed: ClosedRecords | null = null;
  /** by side, those that are looked at: what dissectors were not handed of it */
  readonly #sides: readonly HttpSide[];
  readonly #parts: SidePart[] = [];
  /** by message: twice its number in the table of its source, and 1 for what was in TLS, or -1 - the number of a part; lines and bytes of those before it */
  readonly #ids = new GrowingFloats();
  readonly #lines = new GrowingFloats();
  readonly #places = new GrowingFloats();
  /** of all messages found so far */
  #total = 0;
  bytes = 0;
  complete = false;
  /** the one that was looked at last */
  #shown: Shown | null = null;

  /** `followed` has to be grown by whoever grows this */
  constructor(document: CaptureDocument, followed: FollowedFlow, view: Pick<FollowView, 'side' | 'encoding'>) {
    const { flow } = followed;
    this.#document = document;
    this.#view = view;
    this.#flow = flow;
    this.#followed = followed;
    const take = (part: SidePart): void => this.#add(-this.#parts.push(part));
    this.#sides = [true, false]
      .filter((fromA) => view.side === 'both' || (view.side === 'a') === fromA)
      .map((fromA) => new HttpSide(document, followed, fromA, take));
    this.#sources = httpSources(document, flow.firstFrame - 1);
  }

  get count(): number {
    return this.#ids.length;
  }

  /** Looks at some more messages; true when all that were found in the capture so far are there. */
  grow(hasTime: () => boolean): boolean {
    const { analysis } = this.#document;
    const { columns } = analysis;
    const { lastFrame: last, ending } = analysis.flows.row(this.#flow.id);
    const end = Math.min(last, this.#followed.reached, knownRows(this.#document));
    for (let n = 1; ; n++) {
      const which = this.#nextSource();
      if (which === null) break;
      const source = this.#sources[which];
      const row = source.nextRow;
      if (row >= end) break;
      const id = 2 * source.next++ + which;
      if (analysis.flowOfRow(row) === this.#flow.id) {
        for (const side of this.#sides) side.before(row);
        if (which === 1) this.#isInside = true;
        const side = this.#sides.find(({ fromA }) => fromA === columns.fromA(row));
        if (side) {
          // what is in TLS lies beside the bytes that the side sent
          if (which === 0) this.#readKnown(id, (first, from, length) => side.known(first, from, length));
          this.#add(id);
        }
        if (!hasTime()) return false;
      } else if (n % 256 === 0 && !hasTime()) return false;
    }
    for (const side of this.#sides) side.before(end, end === last && ending !== 'open');
    if (this.#isInside) this.#closed ??= new ClosedRecords(this.#document, this.#flow);
    if (this.#closed && !this.#closed.grow(hasTime)) return false;
    this.complete = this.#followed.reached >= last;
    return this.complete;
  }

  /** Whose next message came first; null: neither has one. */
  #nextSource(): 0 | 1 | null {
    const [outer, inner] = this.#sources.map((source) => source.nextRow);
    if (outer < 0 && inner < 0) return null;
    return inner < 0 || (outer >= 0 && outer <= inner) ? 0 : 1;
  }

  #add(id: number): void {
    const { bytes, starts, left } = this.#read(id);
    this.#ids.push(id);
    this.#lines.push(this.#total);
    this.#places.push(this.bytes);
    this.#total += starts.length + (left > 0 ? 1 : 0);
    this.bytes += bytes.length;
  }

  /**
   * What is not shown at the end, of a connection in which there was HTTP. Bytes of TLS are no rest where what is in them is shown, but for those of records that
   * nobody has opened.
   */
  rest(): SidePart[] {
    if (!this.complete || this.count === 0) return [];
    if (this.#isInside) return this.#closed?.rest(this.#sides) ?? [];
    return this.#sides.flatMap((side) => side.rest() ?? []);
  }

  get total(): number {
    return this.#total + this.rest().length;
  }

  /** Lines from number `from` on; fewer at the end. */
  lines(from: number, count: number): FollowLine[] {
    const out: FollowLine[] = [];
    let index = this.#indexOf(this.#lines, from);
    for (; index >= 0 && index < this.count && out.length < count; index++) {
      const first = this.#lines.at(index);
      const shown = this.#read(this.#ids.at(index));
      const lines = shown.starts.length + (shown.left > 0 ? 1 : 0);
      for (let k = Math.max(0, from - first); k < lines && out.length < count; k++)
        out.push(this.#line(this.#places.at(index), shown, k));
    }
    const rest = this.rest().slice(Math.max(0, from - this.#total), Math.max(0, from + count - this.#total));
    return [...out, ...rest.map((part) => this.#line(this.bytes, this.#shownPart(0, part), 0))];
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
  message(index: number): { bytes: Uint8Array; place: number; frame: number; left: number; leftBy: FollowGap } {
    const { bytes, row, left, leftBy } = this.#read(this.#ids.at(index));
    return { bytes, place: this.#places.at(index), frame: row + 1, left, leftBy };
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

  #line(place: number, { bytes, starts, row, fromA, left, leftBy }: Shown, k: number): FollowLine {
    const isGap = k === starts.length;
    const at = isGap ? bytes.length : starts[k];
    const end = k + 1 < starts.length ? starts[k + 1] : bytes.length;
    return {
      fromA,
      frame: row + 1,
      begins: k === 0,
      gap: isGap ? left : 0,
      ...(isGap && { gapBy: leftBy }),
      offset: at,
      place: place + at,
      length: end - at,
      text: decoded(bytes.subarray(at, end), this.#view.encoding),
    };
  }

  #read(id: number): Shown {
    if (this.#shown?.id === id) return this.#shown;
    if (id < 0) return (this.#shown = this.#shownPart(id, this.#parts[-1 - id]));
    return this.#readKnown(id, () => undefined);
  }

  /** `take`: told of where the message begins, and how long it is. */
  #readKnown(id: number, take: (row: number, from: number, length: number) => void): Shown {
    const source = this.#sources[id % 2];
    const message = Math.floor(id / 2);
    const wanted = source.exchanges.placeOf(message);
    let bytes: Uint8Array = NOTHING;
    source.walk(source.exchanges.rowOf(message), (b, at, end, place, first, from) => {
      if (place !== wanted) return;
      take(first, from, end - at);
      bytes = shownBytes(b, at, end);
    });
    const row = source.row(message);
    return (this.#shown = this.#asShown(id, bytes, row, this.#document.columns.fromA(row)));
  }

  #shownPart(id: number, part: SidePart): Shown {
    const bytes = part.length === 0 ? NOTHING : shownBytes(part.side.read(part), 0, part.length);
    return { ...this.#asShown(id, bytes, part.row, part.side.fromA), left: part.left, leftBy: part.leftBy };
  }

  #asShown(id: number, bytes: Uint8Array, row: number, fromA: boolean): Shown {
    const starts: number[] = [];
    for (let at = 0; at < bytes.length; at = lineEnd(bytes, at, bytes.length, true, this.#view.encoding))
      starts.push(at);
    return { id, bytes, starts, row, fromA, left: 0, leftBy: 'part' };
  }
}

/** Its messages, where these are what is followed. */
export function followedHttp(
  document: CaptureDocument,
  followed: Followed,
  view: Pick<FollowView, 'layer' | 'side' | 'encoding'>,
): FollowedHttp | null {
  return view.layer === 'http' && followed instanceof FollowedFlow ? new FollowedHttp(document, followed, view) : null;
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

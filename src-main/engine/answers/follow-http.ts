// Following HTTP: requests and responses of a connection in the order in which they were complete, each with its head as it was sent and its
// content put together out of chunks and unpacked, and lines that say how many bytes are not shown. Of each message only how many lines and bytes
// it has is kept; those in view are read again.
import { httpFraming } from '../../dissect/protocols/http/http-framing';
import { lineEnd } from '../../flow/follow/text-cut';
import type { FollowGap, FollowLine, FollowView } from '../../ipc/follow-contract';
import type { FlowRow } from '../../ipc/flow-facts';
import { GrowingFloats } from '../../memory/growing-floats';
import * as wire from '../../wire/http';
import { unpack } from '../base/unpack';
import type { CaptureDocument } from '../document/document';
import type { FollowedFlow } from '../document/followed-flow';
import { RowMessages } from '../document/row-messages';
import { decoded } from './follow-encoding';
import { HttpSide, type SidePart } from './follow-http-side';
import { dechunked, packingOf } from './http-content';

/** A message as it is shown; `starts`: where its lines begin; a last one says what is `left` of it. */
interface Shown {
  number: number;
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
  readonly #messages: RowMessages;
  /** by side, those that are looked at: what dissectors were not handed of it */
  readonly #sides: readonly HttpSide[];
  readonly #parts: SidePart[] = [];
  /** by message: its number in the table, or -1 - that of a part; lines and bytes of those before it */
  readonly #numbers = new GrowingFloats();
  readonly #lines = new GrowingFloats();
  readonly #places = new GrowingFloats();
  #next: number;
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
    this.#messages = new RowMessages(document.analysis, document.frameView.messageBytes());
    this.#next = document.analysis.exchanges.firstMessage(flow.firstFrame - 1);
  }

  get count(): number {
    return this.#numbers.length;
  }

  /** Looks at some more messages; true when all that were found in the capture so far are there. */
  grow(hasTime: () => boolean): boolean {
    const { analysis } = this.#document;
    const { exchanges, columns, messages } = analysis;
    const { lastFrame: last, ending } = analysis.flows.row(this.#flow.id);
    const end = Math.min(last, this.#followed.reached, messages.looked);
    for (let n = 1; this.#next < exchanges.messages; n++) {
      const row = exchanges.rowOf(this.#next);
      if (row >= end) break;
      const number = this.#next++;
      if (analysis.flowOfRow(row) === this.#flow.id) {
        for (const side of this.#sides) side.before(row);
        const side = this.#sides.find(({ fromA }) => fromA === columns.fromA(row));
        if (side) {
          this.#readKnown(number, (first, from, length) => side.known(first, from, length));
          this.#add(number);
        }
        if (!hasTime()) return false;
      } else if (n % 256 === 0 && !hasTime()) return false;
    }
    for (const side of this.#sides) side.before(end, end === last && ending !== 'open');
    this.complete = this.#followed.reached >= last;
    return this.complete;
  }

  #add(number: number): void {
    const { bytes, starts, left } = this.#read(number);
    this.#numbers.push(number);
    this.#lines.push(this.#total);
    this.#places.push(this.bytes);
    this.#total += starts.length + (left > 0 ? 1 : 0);
    this.bytes += bytes.length;
  }

  /** What is not shown at the end, of a connection in which there was HTTP. */
  rest(): SidePart[] {
    return this.complete && this.count > 0 ? this.#sides.flatMap((side) => side.rest() ?? []) : [];
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
      const shown = this.#read(this.#numbers.at(index));
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
    const { starts } = this.#read(this.#numbers.at(index));
    const at = place - this.#places.at(index);
    let k = starts.length - 1;
    while (k > 0 && starts[k] > at) k--;
    return this.#lines.at(index) + k;
  }

  /** The bytes of a message, and the place of the first. */
  message(index: number): { bytes: Uint8Array; place: number; frame: number; left: number; leftBy: FollowGap } {
    const { bytes, row, left, leftBy } = this.#read(this.#numbers.at(index));
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

  #read(number: number): Shown {
    if (this.#shown?.number === number) return this.#shown;
    if (number < 0) return (this.#shown = this.#shownPart(number, this.#parts[-1 - number]));
    return this.#readKnown(number, () => undefined);
  }

  /** `take`: told of where the message begins, and how long it is. */
  #readKnown(number: number, take: (row: number, from: number, length: number) => void): Shown {
    const { columns } = this.#document;
    const { exchanges } = this.#document.analysis;
    const row = exchanges.rowOf(number);
    const wanted = exchanges.placeOf(number);
    const kindOf = (place: number): number => {
      const exchange = exchanges.find(row, place);
      return exchange === 0 ? wire.METHOD_OTHER : exchanges.kind(exchange);
    };
    let bytes: Uint8Array = NOTHING;
    this.#messages.walk(row, httpFraming, kindOf, (b, at, end, place, first, from) => {
      if (place !== wanted) return;
      take(first, from, end - at);
      bytes = shownBytes(b, at, end);
    });
    return (this.#shown = this.#asShown(number, bytes, row, columns.fromA(row)));
  }

  #shownPart(number: number, part: SidePart): Shown {
    const bytes = part.length === 0 ? NOTHING : shownBytes(part.side.read(part), 0, part.length);
    return { ...this.#asShown(number, bytes, part.row, part.side.fromA), left: part.left, leftBy: part.leftBy };
  }

  #asShown(number: number, bytes: Uint8Array, row: number, fromA: boolean): Shown {
    const starts: number[] = [];
    for (let at = 0; at < bytes.length; at = lineEnd(bytes, at, bytes.length, true, this.#view.encoding))
      starts.push(at);
    return { number, bytes, starts, row, fromA, left: 0, leftBy: 'part' };
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

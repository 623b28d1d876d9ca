// What one side of a connection said in HTTP that no dissector was handed: messages that a segment completed which came late or again, and those
// that are too long to be put together. They are cut out of the bytes as their reader had them, between the messages that are known. What is no
// whole message there is told of by its length.
import { FAST_RETRANSMISSION, REPEAT_MASK } from '../../../dissect/contract/analysis-flags';
import { httpFraming } from '../../../dissect/protocols/http/http-framing';
import { FollowLayout } from '../../../flow/follow/layout';
import type { FollowGap } from '../../../ipc/contracts/follow-contract';
import { NOT_MINE, ONE_MORE, UNTIL_END } from '../../../wire/framing';
import * as wire from '../../../wire/http';
import type { CaptureDocument } from '../../document/document';
import type { FollowedFlow } from '../../document/followed/followed-flow';
import { MOST_BYTES } from '../../document/messages/message-bytes';

/** Bytes that are looked at first, to tell how long a message is. */
const FIRST_LOOK = 64 * 1024;
/** What may be spent on looking for what came late, in bytes; what is found later than that stands where the next known message is. */
const MOST_SPENT = 64 * 1024 * 1024;

/** A part of what the side sent, from an offset on. */
export interface SidePart {
  side: HttpSide;
  offset: number;
  /** bytes that are shown as a message, 0: it is told of only */
  length: number;
  /** how many are not shown behind them, and why */
  left: number;
  leftBy: FollowGap;
  /** the row that its last byte came in, or of what is not shown its first one */
  row: number;
}

/** Reading a piece costs so much beside its bytes, and passing over it so much. */
const PIECE_COST = 256;
const STEP_COST = 16;

export class HttpSide {
  readonly fromA: boolean;
  readonly #document: CaptureDocument;
  readonly #followed: FollowedFlow;
  readonly #layout: FollowLayout;
  readonly #take: (part: SidePart) => void;
  /** bytes of the side that were shown or told of */
  #covered = 0;
  /** items before this one were taken, and how many bytes these are */
  #item = 0;
  #reach = 0;
  /** messages that dissectors were handed, behind bytes that are not covered, and perhaps not there yet */
  readonly #ahead: { offset: number; end: number }[] = [];
  /** bytes that must be there before it is worth looking for a message that is too long */
  #need = 0;
  /** what was spent on looking */
  #spent = 0;

  /** `take`: told of each part, in the order of the bytes */
  constructor(document: CaptureDocument, followed: FollowedFlow, fromA: boolean, take: (part: SidePart) => void) {
    this.#document = document;
    this.#followed = followed;
    this.fromA = fromA;
    this.#take = take;
    this.#layout = new FollowLayout(followed.pieces, fromA ? 'a' : 'b');
  }

  /** Takes the segments before a row, of which all known messages were told; `ended`: the side sends no more. */
  before(row: number, ended = false): void {
    const layout = this.#layout;
    const { columns } = this.#document;
    layout.grow(Infinity);
    let isLate = ended;
    for (; this.#item < layout.items && layout.row(this.#item) < row; this.#item++) {
      const kind = columns.analysis(layout.row(this.#item)) & REPEAT_MASK;
      isLate ||= kind !== 0 && kind !== FAST_RETRANSMISSION;
      this.#reach = layout.offset(this.#item) + layout.length(this.#item);
    }
    this.#settle();
    const limit = Math.min(this.#reach, this.#ahead[0]?.offset ?? this.#reach);
    const isLong = limit - this.#covered > MOST_BYTES && limit >= this.#need;
    if (isLong || (isLate && this.#spent < MOST_SPENT)) this.#find(limit, false, ended);
  }

  /** A message that dissectors were handed begins at `from` in the payload of a row. */
  known(row: number, from: number, length: number): void {
    const offset = this.#followed.offsetOf(row, from, this.#covered);
    this.#ahead.push({ offset, end: offset + length });
    this.#settle();
  }

  /** Known messages up to which all bytes are there: nothing more comes before them. */
  #settle(): void {
    for (const { offset, end } of this.#ahead) {
      if (offset > this.#covered) {
        if (offset > this.#reach) break;
        this.#find(offset, true, false);
      }
      this.#covered = Math.max(this.#covered, end);
    }
    while (this.#ahead.length > 0 && this.#ahead[0].end <= this.#covered) this.#ahead.shift();
  }

  /** What is not shown at the end, null: nothing. */
  rest(): SidePart | null {
    const end = this.#ahead[0]?.offset ?? this.#reach;
    const left = end - this.#covered;
    if (left <= 0) return null;
    const isThere = this.#reach > this.#covered && !this.#layout.isGap(this.#itemOf(this.#covered));
    return this.#part(0, left, isThere ? 'part' : 'missing');
  }

  /** The bytes of what is shown. */
  read({ offset, length }: SidePart): Uint8Array {
    return this.#bytes(offset, length);
  }

  /** Goes over what is not covered up to `limit`; `settled`: nothing more comes before it. */
  #find(limit: number, settled: boolean, ended: boolean): void {
    const layout = this.#layout;
    while (this.#covered < limit) {
      const item = this.#itemOf(this.#covered);
      if (layout.isGap(item)) {
        if (!settled) return;
        const end = Math.min(limit, layout.offset(item) + layout.length(item));
        this.#tell(this.#part(0, end - this.#covered, 'missing'));
        continue;
      }
      const end = this.#endOf(item, limit);
      const part = this.#cut(end, settled, ended);
      if (part === null) return;
      this.#tell(part);
    }
  }

  #tell(part: SidePart): void {
    this.#covered += part.length + part.left;
    this.#take(part);
  }

  /** What begins where nothing is covered; there are bytes up to `end`. Null: one has to wait for more. */
  #cut(end: number, settled: boolean, ended: boolean): SidePart | null {
    const there = end - this.#covered;
    let bytes = NOTHING;
    let said = ONE_MORE;
    for (
      let most = FIRST_LOOK;
      said <= 0 && said !== NOT_MINE && bytes.length < Math.min(there, MOST_BYTES);
      most *= 4
    ) {
      bytes = this.#bytes(this.#covered, Math.min(most, there, MOST_BYTES));
      said = httpFraming.lengthAt(bytes, 0, bytes.length);
    }
    if (said > 0 && said <= there) {
      if (said <= MOST_BYTES) return this.#part(said);
      const head = wire.headLength(bytes, 0, bytes.length);
      return this.#part(head, said - head, 'long');
    }
    if (said === UNTIL_END && ended && there <= MOST_BYTES) return this.#part(there);
    if (!settled) {
      this.#need = said > 0 ? this.#covered + said : this.#reach + MOST_BYTES;
      return null;
    }
    // what answers a HEAD has a length and no content
    if (said > there && httpFraming.lengthAt(bytes, 0, bytes.length, wire.METHOD_HEAD) === there)
      return this.#part(there);
    return said === NOT_MINE || there > MOST_BYTES ? this.#part(0, there, 'part') : this.#part(there);
  }

  #part(length: number, left = 0, leftBy: FollowGap = 'part'): SidePart {
    const layout = this.#layout;
    const offset = this.#covered;
    const end = offset + length + (leftBy === 'long' ? left : 0);
    let row = -1;
    for (let item = Math.max(0, this.#itemOf(offset)); item < layout.items; item++) {
      if (row >= 0 && layout.offset(item) >= end) break;
      row = Math.max(row, layout.row(item));
    }
    return { side: this, offset, length, left, leftBy, row };
  }

  /** Where bytes end that are there from an item on. */
  #endOf(item: number, limit: number): number {
    const layout = this.#layout;
    let end = layout.offset(item);
    for (; item < layout.items && end < limit && !layout.isGap(item); item++, this.#spent += STEP_COST)
      end = layout.offset(item) + layout.length(item);
    return Math.min(end, limit);
  }

  #itemOf(offset: number): number {
    const layout = this.#layout;
    let low = 0;
    let high = layout.items;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (layout.offset(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #bytes(offset: number, length: number): Uint8Array<ArrayBuffer> {
    const layout = this.#layout;
    const out = new Uint8Array(length);
    for (let item = this.#itemOf(offset), filled = 0; filled < length && item < layout.items; item++) {
      const at = layout.at(item) + offset + filled - layout.offset(item);
      const count = Math.min(length - filled, layout.offset(item) + layout.length(item) - offset - filled);
      const payload = this.#followed.payload(layout.row(item));
      if (payload) out.set(payload.subarray(at, at + count), filled);
      filled += count;
      this.#spent += count + PIECE_COST;
    }
    return out;
  }
}

const NOTHING = new Uint8Array(0);

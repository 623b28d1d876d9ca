// The segments of one connection in the order of the file, which is the order that Wireshark judges them in, and short ways to look back
// and forth along them. Every search ends after so many segments: what lies further off proves nothing here.
import { KEEP_ALIVE, REPEAT_MASK } from '../../dissect/contract/analysis-flags';
import { seqAdd, seqDiff } from '../../wire/seq';
import { ACK, FIN, SYN } from '../../wire/tcp';
import type { AnalysisView } from '../capture-index-view';
import { PROTOCOL, type FrameColumns } from '../columns/columns';
import { COPY } from '../columns/segment-mark';
import type { ReadDetail, SegmentDetail } from './segment-detail';

const REACH = 2000;
const AHEAD = 500;
/** Details that are kept: each is asked for again and again by its neighbours. */
const MOST_KEPT = 4096;

export class SegmentList {
  readonly columns: FrameColumns;
  readonly #kept = new Map<number, SegmentDetail | null>();

  /** @param rows of the connection, ascending */
  constructor(
    readonly view: AnalysisView,
    readonly flow: number,
    readonly rows: Uint32Array,
    private readonly read: ReadDetail,
  ) {
    this.columns = view.columns;
  }

  /** Place of a row, -1: it is none of these. */
  placeOf(row: number): number {
    let from = 0;
    let to = this.rows.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.rows[middle] < row) from = middle + 1;
      else to = middle;
    }
    return this.rows[from] === row ? from : -1;
  }

  /** A segment with its numbers, that is no copy of another: not what an ICMP error quotes, no first fragment. */
  counts(i: number): boolean {
    const { columns } = this;
    const row = this.rows[i];
    return columns.protocol(row) !== PROTOCOL.icmpError && !columns.partial(row) && (columns.mark(row) & COPY) === 0;
  }
  frame(i: number): number {
    return this.rows[i] + 1;
  }
  side(i: number): number {
    return this.columns.fromA(this.rows[i]) ? 0 : 1;
  }
  flags(i: number): number {
    return this.columns.flags(this.rows[i]);
  }
  /** of Wireshark's analysis */
  said(i: number): number {
    return this.columns.analysis(this.rows[i]);
  }
  len(i: number): number {
    return this.columns.payloadLen(this.rows[i]);
  }
  seq(i: number): number {
    return this.columns.seq(this.rows[i]);
  }
  /** behind its last number */
  end(i: number): number {
    return seqAdd(this.seq(i), this.len(i) + (this.flags(i) & (SYN | FIN) ? 1 : 0));
  }
  ack(i: number): number {
    return this.columns.ack(this.rows[i]);
  }
  hasAck(i: number): boolean {
    return (this.flags(i) & ACK) !== 0;
  }
  ignored(i: number): boolean {
    return this.view.ignoredOf(this.rows[i]) !== null;
  }
  /** Payload of k and i has a byte in common. */
  overlaps(k: number, i: number): boolean {
    return this.len(k) > 0 && seqDiff(this.seq(k), this.end(i)) < 0 && seqDiff(this.seq(i), this.end(k)) < 0;
  }

  detail(i: number): SegmentDetail | null {
    const row = this.rows[i];
    let detail = this.#kept.get(row);
    if (detail === undefined) {
      detail = this.read(row);
      if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
      this.#kept.set(row, detail);
    }
    return detail;
  }

  /** The nearest segment before i that counts and fits, -1: there is none in reach. */
  before(i: number, fits: (k: number) => boolean, from = Math.max(0, i - REACH)): number {
    for (let k = i - 1; k >= from; k--) if (this.counts(k) && fits(k)) return k;
    return -1;
  }
  /** The nearest one behind i. */
  behind(i: number, fits: (k: number) => boolean): number {
    for (let k = i + 1; k < Math.min(this.rows.length, i + AHEAD); k++) if (this.counts(k) && fits(k)) return k;
    return -1;
  }
  /** The nearest one before i that its sender sent with bytes of i; what lies before the first segment in question is not looked at. */
  overlapped(i: number): number {
    const side = this.side(i);
    return this.before(i, (k) => this.side(k) === side && this.overlaps(k, i), this.floorOf(i));
  }
  /** No byte of i was sent before this place, as far as the reach tells. */
  floorOf(i: number): number {
    return this.#floor(i).place;
  }
  /** Every segment that could have had bytes of i before is in reach. */
  seesAllBefore(i: number): boolean {
    return this.#floor(i).known;
  }

  /**
   * Where bytes of i can have come from: behind the last segment that went on to a number not above its own, none of them were sent
   * before that one.
   */
  #floor(i: number): { place: number; known: boolean } {
    if (this.#flooredAt === i) return this.#floored;
    const side = this.side(i);
    const goesOn = (k: number): boolean =>
      this.side(k) === side &&
      this.len(k) > 0 &&
      (this.said(k) & (REPEAT_MASK | KEEP_ALIVE)) === 0 &&
      seqDiff(this.seq(i), this.end(k)) >= 0;
    const place = this.before(i, goesOn);
    this.#flooredAt = i;
    this.#floored = { place: place >= 0 ? place : Math.max(0, i - REACH), known: place >= 0 || i <= REACH };
    return this.#floored;
  }
  #flooredAt = -1;
  #floored = { place: 0, known: false };

  /** The last segment of the other end before i that acknowledges something, -1: none. */
  lastAck(i: number): number {
    const side = this.side(i);
    return this.before(i, (k) => this.side(k) !== side && this.hasAck(k));
  }
}

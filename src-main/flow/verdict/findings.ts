// What stands in the segments of a connection, gathered in one walk along them: the sentences only choose among these.
import type { FlowRow, IgnoredReason } from '../../ipc/contracts/engine-contract';
import type { MessageKey } from '../../i18n/catalogue';
import type { VerdictSentence } from '../../ipc/contracts/verdict-contract';
import { ACK_LOST_SEGMENT, LOST_SEGMENT } from '../../dissect/contract/analysis-flags';
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import type { Analysis } from '../capture-index';
import { COPY, ICMP_FOREIGN, icmpReport } from '../columns/segment-mark';
import { MEANING } from '../timeline/timeline-meaning';
import { AGAIN, AGAIN_ACKED, KEEPS_ALIVE, LATE_DATA, SentData, SHUTS } from '../tcp/sent-data';
import { isIcmpError, type AttemptSpan, type Segments } from '../timeline/timeline-segments';

type MeaningName = keyof typeof MEANING;
/** Frames named behind a sentence at most: where there are more, the first ones. */
const MOST_FRAMES = 8;

/** The client, or the server. */
export type Side = 'a' | 'b';
export const otherOf = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** A word that ICU MessageFormat can choose by: no hyphens there. */
export const selector = (word: string): string => word.replaceAll('-', '_');

/** What one end sent. Segments by their index. */
export class Sent {
  /** payload, each byte as often as it was sent; copies by a mirror port left out */
  bytes = 0;
  firstData = -1;
  lastData = -1;
  /** data sent again */
  again: number[] = [];
  /** data that came again after they had been acknowledged */
  againAcked: number[] = [];
  /** behind a gap: numbers before these are missing */
  behindGap: number[] = [];
  /** what filled a gap: sent again, or only late */
  late: number[] = [];
  /** acknowledgements of what the other end sent and nobody captured */
  acksUnseen: number[] = [];
  /** announcements of a closed window, and ns until it was open again */
  zeroWindows: number[] = [];
  closedNs = 0;
  keepAlives: number[] = [];
  /** questions whether the closed window of the other end is open again */
  windowProbes: number[] = [];
}

const SPECIAL = new Set<number>(
  (
    [
      ...['syn', 'synData', 'synAgain', 'synCrossing', 'synAck', 'synAckAgain', 'established', 'establishedData'],
      ...['fin', 'finData', 'finSecond', 'finAnswer', 'finCrossing', 'finAgain', 'finAcked', 'lastAck', 'closingAck'],
      ...['refused', 'probeReset', 'reset', 'resetAfterFin', 'resetLate', 'resetAgain'],
    ] as MeaningName[]
  ).map((name) => MEANING[name]),
);

export class Findings {
  readonly columns: Analysis['columns'];
  readonly a = new Sent();
  readonly b = new Sent();
  readonly ignored = new Map<IgnoredReason, number[]>();
  /** ICMP errors about segments of this connection */
  readonly icmp: number[] = [];
  copies = 0;
  readonly #special = new Map<number, number[]>();
  readonly #order: SentData;

  constructor(
    readonly analysis: Analysis,
    readonly flow: FlowRow,
    readonly s: Segments,
    readonly span: AttemptSpan,
  ) {
    this.columns = analysis.columns;
    this.#order = new SentData(analysis.columns);
    for (let i = span.from; i < span.to; i++) this.#take(i);
    this.#order.end(s.time[span.to - 1]);
    [this.a.closedNs, this.b.closedNs] = this.#order.closedNs;
  }

  #take(i: number): void {
    const { columns, s } = this;
    const row = s.rows[i];
    const mark = columns.mark(row);
    if (isIcmpError(columns, row)) {
      if ((mark & ICMP_FOREIGN) === 0 && icmpReport(mark) !== null) this.icmp.push(i);
      return;
    }
    if (columns.partial(row)) return;
    if (mark & COPY) {
      this.copies++;
      return;
    }
    const reason = this.analysis.ignoredOf(row);
    if (reason !== null) {
      const list = this.ignored.get(reason);
      if (list) list.push(i);
      else this.ignored.set(reason, [i]);
      return;
    }
    const meaning = s.meaning[i];
    if (SPECIAL.has(meaning)) {
      const list = this.#special.get(meaning);
      if (list) list.push(i);
      else this.#special.set(meaning, [i]);
    }
    this.#data(i, row, meaning);
  }

  #data(i: number, row: number, meaning: number): void {
    const { columns } = this;
    const end = columns.fromA(row) ? this.a : this.b;
    const is = this.#order.take(row, this.s.time[i]);
    if (is & SHUTS) end.zeroWindows.push(i);
    if (is & KEEPS_ALIVE) {
      end.keepAlives.push(i);
      return;
    }
    if (meaning === MEANING.windowProbe) end.windowProbes.push(i);
    const said = columns.analysis(row);
    if (said & LOST_SEGMENT) end.behindGap.push(i);
    if (said & ACK_LOST_SEGMENT) end.acksUnseen.push(i);
    if (is & LATE_DATA) end.late.push(i);
    const len = columns.payloadLen(row);
    if (len === 0) return;
    end.bytes += len;
    if (end.firstData < 0) end.firstData = i;
    end.lastData = i;
    if (is & AGAIN) end.again.push(i);
    if (is & AGAIN_ACKED) end.againAcked.push(i);
  }

  /** of the attempt that the connection is shown by (tcp/verdict.ts) */
  get events(): number {
    return this.analysis.shownOf(this.flow.id).attempt.events;
  }
  sent(side: Side): Sent {
    return side === 'a' ? this.a : this.b;
  }
  /** Segments with one of these meanings, in order. */
  all(...names: MeaningName[]): number[] {
    const found = names.flatMap((name) => this.#special.get(MEANING[name]) ?? []);
    return names.length > 1 ? found.sort((x, y) => x - y) : found;
  }
  /** The first of them, -1: there is none. */
  first(...names: MeaningName[]): number {
    return this.all(...names)[0] ?? -1;
  }
  who(i: number): Side {
    return this.s.fromA[i] ? 'a' : 'b';
  }
  frame(i: number): number {
    return this.s.rows[i] + 1;
  }
  ns(from: number, to: number): number {
    return this.s.time[to] - this.s.time[from];
  }
  flags(i: number): number {
    return this.columns.flags(this.s.rows[i]);
  }
  len(i: number): number {
    return this.columns.payloadLen(this.s.rows[i]);
  }
  ttl(i: number): number {
    return this.columns.ttl(this.s.rows[i]);
  }

  /** The segment before i that took the same number first, -1: it was not captured. Data of a SYN begin behind its own number. */
  sentFirst(i: number): number {
    const { columns, s } = this;
    const seq = columns.seq(s.rows[i]);
    const isSyn = (this.flags(i) & SYN) !== 0;
    for (let k = i - 1; k >= this.span.from; k--) {
      if (this.who(k) !== this.who(i) || !this.counts(k)) continue;
      const syn = (this.flags(k) & SYN) !== 0;
      const takes = this.len(k) > 0 || syn || (this.flags(k) & FIN) !== 0;
      const from = (columns.seq(s.rows[k]) + (syn && !isSyn ? 1 : 0)) >>> 0;
      if (takes && from === seq && (!syn || isSyn || this.len(k) > 0)) return k;
    }
    return -1;
  }
  /** Empty segments of `side` between two others that acknowledge everything before `seq` once more: duplicate ACKs, RFC 5681. */
  equalAcks(from: number, to: number, side: Side, seq: number): number {
    const last = this.before(from, side);
    let known = last >= 0 && (this.flags(last) & ACK) !== 0 && this.columns.ack(this.s.rows[last]) === seq;
    let count = 0;
    for (let k = from + 1; k < to; k++) {
      if (this.who(k) !== side || !this.counts(k) || (this.flags(k) & ACK) === 0) continue;
      const same = this.columns.ack(this.s.rows[k]) === seq;
      const bare = this.len(k) === 0 && (this.flags(k) & (SYN | FIN | RST)) === 0;
      if (same && known && bare) count++;
      // the first one is the acknowledgement that the others repeat
      known = same;
    }
    return count;
  }

  /** A segment proper, that its receiver acts on. */
  counts(i: number): boolean {
    return this.analysis.counts(this.s.rows[i]);
  }

  /** The last segment that counts before this one, by `side` where it is told; -1: none. */
  before(i: number, side?: Side): number {
    for (let k = i - 1; k >= this.span.from; k--)
      if (this.counts(k) && (side === undefined || this.who(k) === side)) return k;
    return -1;
  }

  /** A sentence that leans on these segments; -1 among them is left out. */
  say(key: MessageKey, args: Record<string, string | number>, segments: readonly number[]): VerdictSentence {
    const frames: number[] = [];
    for (const i of segments) {
      if (frames.length === MOST_FRAMES) break;
      if (i >= 0 && !frames.includes(this.frame(i))) frames.push(this.frame(i));
    }
    return { message: { key, args }, frames };
  }
}

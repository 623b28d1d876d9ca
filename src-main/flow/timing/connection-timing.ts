// Times and counts over all segments of one connection: round trips of both sides, pauses, how long the server thinks, what was sent again,
// how long windows were closed. The card of a connection and the pass over all of them count with this.
import { isRetransmission } from '../../dissect/contract/analysis-flags';
import type { AnalysisView } from '../capture-index-view';
import { TIMINGS, type TimingId } from '../table/timing-table';
import { AGAIN, AGAIN_ACKED, SentData } from '../tcp/sent-data';
import { Samples } from './samples';

/** Nothing was captured for so long: a pause. ns */
const PAUSE_NS = 1e9;

export class ConnectionTiming {
  /** from a segment of the client, and of the server, to the ACK of it */
  readonly roundTrips: readonly [Samples, Samples] = [new Samples(), new Samples()];
  /** from the last data of the client to the first data with which the server answers, each time the turn changes */
  readonly thinking = new Samples();
  /** from one packet to the next one: the longest, between these rows; -1: there is but one packet */
  idleNs = NaN;
  idleFrom = -1;
  idleTo = -1;
  /** how often that was a second or more */
  pauses = 0;
  /** segments with data of the client and of the server, and those among them that were sent again */
  readonly sent = new Float64Array(2);
  readonly again = new Float64Array(2);
  readonly data: SentData;
  readonly #view: AnalysisView;
  /** numbers that a side has sent again */
  readonly #repeated: readonly [Set<number>, Set<number>] = [new Set(), new Set()];
  #lowest = 0;
  #last = -1;
  #lastNs = 0;
  #asked = -1;
  #askedNs = 0;
  /** NaN: no packet had a time yet */
  #zeroSec = NaN;
  #zeroNano = 0;

  constructor(view: AnalysisView) {
    this.#view = view;
    this.data = new SentData(view.columns);
  }

  /** A connection begins, or an attempt of one. `lowest`: no row of it is below. */
  begin(lowest: number): void {
    for (const samples of [...this.roundTrips, this.thinking]) samples.clear();
    for (const set of this.#repeated) if (set.size > 0) set.clear();
    this.idleNs = NaN;
    this.idleFrom = this.idleTo = -1;
    this.pauses = 0;
    this.sent.fill(0);
    this.again.fill(0);
    this.data.begin();
    this.#lowest = lowest;
    this.#last = -1;
    this.#lastNs = 0;
    this.#asked = -1;
    this.#zeroSec = NaN;
  }

  /** The next packet of it, in the order of time: a segment, or an ICMP error that quotes one. */
  take(row: number): void {
    const { columns } = this.#view;
    const ns = this.#time(row);
    if (this.#last >= 0) this.#pause(ns - this.#lastNs, row);
    this.#last = row;
    this.#lastNs = ns;
    if (!this.#view.counts(row)) return;
    const side = columns.fromA(row) ? 0 : 1;
    const is = this.data.take(row, ns);
    if (isRetransmission(columns.analysis(row))) this.#repeated[side].add(columns.seq(row));
    if (columns.payloadLen(row) > 0) {
      this.sent[side]++;
      if (is & (AGAIN | AGAIN_ACKED)) this.again[side]++;
      this.#turn(row, side, ns);
    }
    const acks = columns.acksFrame(row);
    if (acks > this.#lowest) this.#roundTrip(acks - 1, row, side);
  }

  /** No more packets come. */
  end(): void {
    this.data.end(this.#lastNs);
  }

  /** ns since the first packet; a frame without a time has that of the one before. */
  #time(row: number): number {
    const { columns } = this.#view;
    if (!columns.hasTime(row)) return this.#lastNs;
    if (Number.isNaN(this.#zeroSec)) {
      this.#zeroSec = columns.timeSec(row);
      this.#zeroNano = columns.timeNano(row);
    }
    return (columns.timeSec(row) - this.#zeroSec) * 1e9 + columns.timeNano(row) - this.#zeroNano;
  }

  #pause(ns: number, row: number): void {
    if (ns >= PAUSE_NS) this.pauses++;
    if (ns <= this.idleNs) return;
    this.idleNs = ns;
    this.idleFrom = this.#last;
    this.idleTo = row;
  }

  /**
   * The segment in `row` acknowledges the one in `from`. What was sent again is left out: nobody knows which copy the ACK answers (Karn's
   * algorithm, RFC 6298 section 3).
   */
  #roundTrip(from: number, row: number, side: number): void {
    const { columns } = this.#view;
    const sender = columns.fromA(from) ? 0 : 1;
    if (sender === side || !this.#view.counts(from) || this.#repeated[sender].has(columns.seq(from))) return;
    if (!columns.hasTime(from) || !columns.hasTime(row)) return;
    const ns = (columns.timeSec(row) - columns.timeSec(from)) * 1e9 + columns.timeNano(row) - columns.timeNano(from);
    if (ns >= 0) this.roundTrips[sender].add(ns, from, row);
  }

  #turn(row: number, side: number, ns: number): void {
    if (this.#view.columns.repeated(row)) return;
    if (side === 0) {
      this.#asked = row;
      this.#askedNs = ns;
    } else if (this.#asked >= 0) {
      this.thinking.add(ns - this.#askedNs, this.#asked, row);
      this.#asked = -1;
    }
  }

  /** After `end`: all of it in the order of TIMINGS, NaN where there is none. */
  values(out: Float64Array): void {
    TIMINGS.forEach((id, k) => (out[k] = VALUES[id](this)));
  }
}

const orNone = (count: number, value: number): number => (count === 0 ? NaN : value);
const VALUES: Record<TimingId, (t: ConnectionTiming) => number> = {
  rttClientMinNs: ({ roundTrips: [c] }) => orNone(c.count, c.least),
  rttClientMedianNs: ({ roundTrips: [c] }) => c.within(0.5),
  rttClientP95Ns: ({ roundTrips: [c] }) => c.within(0.95),
  rttClientMaxNs: ({ roundTrips: [c] }) => orNone(c.count, c.most),
  rttServerMinNs: ({ roundTrips: [, s] }) => orNone(s.count, s.least),
  rttServerMedianNs: ({ roundTrips: [, s] }) => s.within(0.5),
  rttServerP95Ns: ({ roundTrips: [, s] }) => s.within(0.95),
  rttServerMaxNs: ({ roundTrips: [, s] }) => orNone(s.count, s.most),
  thinkMedianNs: ({ thinking }) => thinking.within(0.5),
  thinkMaxNs: ({ thinking }) => orNone(thinking.count, thinking.most),
  longestIdleNs: ({ idleNs }) => idleNs,
  // only who may send data meets a closed window
  zeroWindowClientNs: ({ sent, data }) => data.closedNs[0] || orNone(sent[0] + sent[1], 0),
  zeroWindowServerNs: ({ sent, data }) => data.closedNs[1] || orNone(sent[0] + sent[1], 0),
  dataSegmentsClient: ({ sent }) => orNone(sent[0], sent[0]),
  dataSegmentsServer: ({ sent }) => orNone(sent[1], sent[1]),
  sentAgainClient: ({ sent, again }) => orNone(sent[0], again[0]),
  sentAgainServer: ({ sent, again }) => orNone(sent[1], again[1]),
};

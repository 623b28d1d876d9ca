// The graphs of one direction of a TCP connection: sequence numbers over time (Stevens' and tcptrace's), round-trip times, throughput,
// window and bytes in flight. Names and meanings are those of Wireshark's TCP stream graphs.
import { isRetransmission } from '../../dissect/contract/analysis-flags';
import type { SackBlock } from '../../ipc/contracts/engine-contract';
import type { Graph, GraphKind, GraphQuery, GraphUnit } from '../../ipc/contracts/graph-contract';
import type { Message } from '../../ipc/message';
import { SYN } from '../../wire/tcp';
import type { ShownSegments } from '../timeline/timeline';
import { Points } from './points';
import { binOf, rates } from './rates';
import { traceOf, type Trace } from './trace';

/** Blocks that a row's SACK options (RFC 2018) tell of, in relative numbers. */
export type SackOf = (row: number) => readonly SackBlock[];

/** Segments whose options are read for one picture: each is a frame read from the file. */
export const MOST_SACKS = 5000;

const UNITS: Record<GraphKind, GraphUnit> = {
  sequence: 'number',
  tcptrace: 'number',
  roundTrip: 'seconds',
  throughput: 'rate',
  window: 'bytes',
};

export class StreamGraph {
  readonly #of: ShownSegments;
  readonly #trace: Trace;
  /** of the end that sends: 0 a, 1 b */
  readonly #side: 0 | 1;
  /** by kind; those whose points depend on the part that is looked at are made anew */
  readonly #made = new Map<GraphKind, readonly Points[]>();

  constructor(of: ShownSegments, fromA: boolean) {
    this.#of = of;
    this.#trace = traceOf(of, fromA);
    this.#side = fromA ? 0 : 1;
  }

  graph({ kind, from, to, columns }: GraphQuery, sackOf: SackOf): Graph {
    const { count, time } = this.#trace;
    const duration = count > 0 ? time[count - 1] : 0;
    const left = from ?? 0;
    const right = Math.max(left, to ?? duration);
    const bin = kind === 'throughput' ? binOf(right - left) : null;
    const all = bin === null ? this.#points(kind) : rates(this.#of, this.#trace, left, right, bin);
    const lines = [...all];
    let note: Message | null = null;
    if (kind === 'tcptrace') {
      const sacks = this.#sacks(left, right, sackOf);
      lines.push(sacks.points);
      if (sacks.limited) note = { key: 'graph.note.sacks', args: { count: MOST_SACKS } };
    }
    if (this.#usesWindow(kind) && this.#scale() === -1) note = { key: 'graph.note.scale' };
    return {
      kind,
      unit: UNITS[kind],
      lines: lines.filter((line) => line.count > 0).map((line) => line.line(left, right, columns)),
      duration,
      points: lines.reduce((sum, line) => sum + line.within(left, right), 0),
      bin,
      note,
    };
  }

  #usesWindow(kind: GraphKind): boolean {
    return kind === 'window' || kind === 'tcptrace';
  }

  #points(kind: GraphKind): readonly Points[] {
    let points = this.#made.get(kind);
    if (!points) {
      points = this.#make(kind);
      this.#made.set(kind, points);
    }
    return points;
  }

  #make(kind: GraphKind): readonly Points[] {
    if (kind === 'sequence') return this.#stevens();
    if (kind === 'tcptrace') return this.#tcptrace();
    return kind === 'roundTrip' ? this.#roundTrips() : this.#windows();
  }

  /** A point for each segment that takes sequence numbers. */
  #stevens(): readonly Points[] {
    const data = new Points('data', 'points');
    const again = new Points('again', 'points');
    this.#eachData((i, row) =>
      (this.#isAgain(row) ? again : data).add(this.#trace.time[i], this.#trace.number[i], row + 1),
    );
    return [data, again];
  }

  /** Segments as bars from their first number to their last, what is acknowledged, and how far the window lets the sender go. */
  #tcptrace(): readonly Points[] {
    const { time, number, length, count, own, row } = this.#trace;
    const data = new Points('data', 'bars');
    const again = new Points('again', 'bars');
    const ack = new Points('ack', 'steps');
    const window = new Points('window', 'steps');
    this.#eachData((i, of) =>
      (this.#isAgain(of) ? again : data).add(time[i], number[i], of + 1, number[i] + length[i]),
    );
    let highest = -Infinity;
    for (let i = 0; i < count; i++) {
      if (own[i] || Number.isNaN(number[i])) continue;
      // an older acknowledgement that comes late takes nothing back
      highest = Math.max(highest, number[i]);
      ack.add(time[i], highest, row[i] + 1);
      window.add(time[i], number[i] + this.#window(row[i]), row[i] + 1);
    }
    return [window, ack, data, again];
  }

  /** From each segment to the one that acknowledges it, at the time of the latter. */
  #roundTrips(): readonly Points[] {
    const { columns } = this.#of.analysis;
    const points = new Points('roundTrip', 'points');
    const { count, own, row, time } = this.#trace;
    for (let i = 0; i < count; i++) {
      const acked = own[i] ? 0 : columns.acksFrame(row[i]);
      if (acked === 0) continue;
      const sec = columns.timeSec(row[i]) - columns.timeSec(acked - 1);
      const trip = sec + (columns.timeNano(row[i]) - columns.timeNano(acked - 1)) / 1e9;
      if (trip >= 0) points.add(time[i], trip, row[i] + 1);
    }
    return [points];
  }

  /** What the receiver allows, and what is under way. */
  #windows(): readonly Points[] {
    const { columns } = this.#of.analysis;
    const receive = new Points('receiveWindow', 'steps');
    const flight = new Points('inFlight', 'steps');
    const { count, own, row, time } = this.#trace;
    for (let i = 0; i < count; i++) {
      if (!own[i]) receive.add(time[i], this.#window(row[i]), row[i] + 1);
      else if (columns.payloadLen(row[i]) > 0) flight.add(time[i], columns.inFlight(row[i]), row[i] + 1);
    }
    return [receive, flight];
  }

  #sacks(from: number, to: number, sackOf: SackOf): { points: Points; limited: boolean } {
    const { analysis, flow } = this.#of;
    const { columns } = analysis;
    const { count, own, row, time } = this.#trace;
    const points = new Points('sack', 'bars');
    // the options that every segment has, time stamps mostly, are no reason to read it
    let usual = Infinity;
    for (let i = 0; i < count; i++)
      if (!own[i] && (columns.flags(row[i]) & SYN) === 0) usual = Math.min(usual, columns.tcpHeaderLen(row[i]));
    let read = 0;
    for (let i = 0; i < count; i++) {
      if (own[i] || time[i] < from || time[i] > to || columns.tcpHeaderLen(row[i]) < usual + SACK_LEAST) continue;
      if (columns.flags(row[i]) & SYN) continue;
      if (++read > MOST_SACKS) return { points, limited: true };
      const base = analysis.baseOf(flow.id, this.#side, row[i]) ?? 0;
      const behind = this.#trace.number[i] - wrap(columns.ack(row[i]) - base);
      for (const block of sackOf(row[i]))
        points.add(time[i], block.from + behind, row[i] + 1, block.from + behind + wrap(block.to - block.from));
    }
    return { points, limited: false };
  }

  #eachData(use: (i: number, row: number) => void): void {
    const { count, own, row, length } = this.#trace;
    for (let i = 0; i < count; i++) if (own[i] && length[i] > 0) use(i, row[i]);
  }

  #isAgain(row: number): boolean {
    return isRetransmission(this.#of.analysis.columns.analysis(row));
  }

  /** Window of the end that receives, in bytes. That of a SYN is never scaled (RFC 7323 section 2.2). */
  #window(row: number): number {
    const { columns } = this.#of.analysis;
    const raw = columns.window(row);
    return columns.flags(row) & SYN ? raw : raw * 2 ** Math.max(0, this.#scale());
  }

  /** Shift of the end that receives. */
  #scale(): number {
    return this.#of.analysis.scaleOf(this.#of.flow.id, this.#side ^ 1);
  }
}

/** A SACK option with one block. */
const SACK_LEAST = 10;
const wrap = (difference: number): number => difference >>> 0;

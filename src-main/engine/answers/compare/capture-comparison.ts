// Two captures of the same traffic, made at two points of its way: which connection is which, how far the clocks are apart, what was lost
// between the points, how long it took, what was written anew.
import type {
  ClockOffset,
  ComparedConnection,
  ComparedSegment,
  Fate,
  WayChange,
  WayTimes,
} from '../../../ipc/contracts/compare-contract';
import type { FlowRow } from '../../../ipc/contracts/engine-contract';
import { clockOffset, type LeastTimes } from '../../../flow/compare/clocks';
import { fatesOf, matchPoints, type PointComparison, type PointOf } from '../../../flow/compare/compare-points';
import { pairConnections, type Candidate, type Pair } from '../../../flow/compare/pair-connections';
import {
  flippedNumbers,
  initialNumbers,
  pointOf,
  segmentRows,
  type InitialNumbers,
  type Point,
} from '../../../flow/compare/point';
import { nearestRank } from '../../../flow/timing/rank';
import { SYN } from '../../../wire/tcp';
import type { CaptureDocument } from '../../document/document';
import { SegmentDetails } from '../../document/segment-details';
import { WayReader, wayChanges } from './way-changes';

interface Opened {
  pair: Pair;
  rowA: FlowRow;
  rowB: FlowRow;
  a: PointOf;
  b: PointOf;
  matched: Pick<PointComparison, 'matches' | 'least' | 'nearClient'>;
}

export class CaptureComparison {
  readonly pairs: readonly Pair[];
  /** TCP connections of each that the other one does not have */
  readonly alone: { a: number; b: number };
  /** known when all pairs were looked at */
  clocks: ClockOffset = { offset: 0, within: null };
  readonly #least: LeastTimes = { fromA: Infinity, fromB: Infinity };
  /** times count from here */
  readonly #second: number;
  readonly #a: Side;
  readonly #b: Side;

  /** Both are read to their end. Before connections are asked for, each pair is to be looked at, for the clocks. */
  constructor(a: CaptureDocument, b: CaptureDocument) {
    this.#a = new Side(a);
    this.#b = new Side(b);
    this.pairs = pairConnections(this.#a.candidates, this.#b.candidates);
    this.alone = {
      a: this.#a.candidates.length - this.pairs.length,
      b: this.#b.candidates.length - this.pairs.length,
    };
    this.#second = this.pairs.length > 0 ? a.analysis.flows.row(this.pairs[0].a.id).startSec : 0;
  }

  /** Both, with all pairs looked at. */
  static of(a: CaptureDocument, b: CaptureDocument): CaptureComparison {
    const comparison = new CaptureComparison(a, b);
    for (const pair of comparison.pairs) comparison.lookAt(pair);
    return comparison;
  }

  /** What this pair tells of the clocks. */
  lookAt(pair: Pair): void {
    const { fromA, fromB } = this.#open(pair).matched.least;
    this.#least.fromA = Math.min(this.#least.fromA, fromA);
    this.#least.fromB = Math.min(this.#least.fromB, fromB);
    this.clocks = clockOffset(this.#least);
  }

  #open(pair: Pair): Opened {
    const rowA = this.#a.document.analysis.flows.row(pair.a.id);
    const rowB = this.#b.document.analysis.flows.row(pair.b.id);
    const ofB = pair.flipped ? flippedNumbers(pair.b.initial) : pair.b.initial;
    const a = this.#a.point(rowA, this.#second, ofB, false);
    const b = this.#b.point(rowB, this.#second, pair.a.initial, pair.flipped);
    return { pair, rowA, rowB, a, b, matched: matchPoints(a, b) };
  }

  /** What became of one connection between the points. */
  connection(pair: Pair): ComparedConnection {
    const opened = this.#open(pair);
    const { rowA, rowB, a, b, matched } = opened;
    const { fateA, fateB } = fatesOf(a, b, matched, this.clocks);
    const near = matched.nearClient ?? 'a';
    const lost = { server: 0, client: 0 };
    const sum = {
      missed: { a: 0, b: 0 },
      inserted: { a: 0, b: 0 },
      outside: { a: 0, b: 0 },
    };
    const count = (fates: readonly Fate[], at: 'a' | 'b', fromClient: Uint8Array): void => {
      const other = at === 'a' ? 'b' : 'a';
      fates.forEach((fate, i) => {
        if (fate === 'lost') lost[fromClient[i] === 1 ? 'server' : 'client']++;
        else if (fate === 'missed') sum.missed[other]++;
        else if (fate === 'inserted') sum.inserted[other]++;
        else if (fate === 'outside') sum.outside[other]++;
      });
    };
    count(fateA, 'a', a.point.fromClient);
    count(fateB, 'b', b.point.fromClient);
    return {
      ...{ a: rowA, b: rowB, pairedBy: pair.by, nearClient: matched.nearClient },
      both: fateA.filter((fate) => fate === 'both').length,
      ...{ lostToServer: lost.server, lostToClient: lost.client, ...sum },
      toServer: this.#times(opened, 1, near),
      toClient: this.#times(opened, 0, near),
      hopsToServer: hops(opened, 1, near),
      hopsToClient: hops(opened, 0, near),
      changes: this.#handshakeChanges(opened),
    };
  }

  #times({ matched, a, b }: Opened, sender: number, near: 'a' | 'b'): WayTimes {
    const toB = (sender === 1) === (near === 'a');
    const times = Float64Array.from(
      matched.matches.flatMap((match) => {
        const [i, k] = [match.a[0], match.b[0]];
        if (match.a.length > 1 || match.b.length > 1 || a.point.fromClient[i] !== sender) return [];
        const between = b.point.time[k] - a.point.time[i] - this.clocks.offset;
        return [toB ? between : -between];
      }),
    ).sort();
    if (times.length === 0) return { segments: 0, minNs: null, medianNs: null, maxNs: null };
    return {
      segments: times.length,
      minNs: times[0],
      medianNs: nearestRank(times, times.length, 0.5),
      maxNs: times[times.length - 1],
    };
  }

  #handshakeChanges({ matched, a, b }: Opened): ComparedConnection['changes'] {
    const seen = new Set<string>();
    return matched.matches.flatMap((match) => {
      const [i, k] = [match.a[0], match.b[0]];
      if ((a.point.flags[i] & SYN) === 0 || match.b.length > 1) return [];
      const segment = a.point.fromClient[i] === 1 ? 'syn' : 'syn-ack';
      if (seen.has(segment)) return [];
      seen.add(segment);
      return this.#changes(a.point.rows[i], b.point.rows[k]).map((change) => ({ segment, change }) as const);
    });
  }

  #changes(rowA: number, rowB: number): WayChange[] {
    const [atA, atB] = [this.#a.reader.read(rowA), this.#b.reader.read(rowB)];
    return atA === null || atB === null ? [] : wayChanges(atA, atB);
  }

  /** All segments of one connection at both points. */
  segments(pair: Pair): ComparedSegments {
    const opened = this.#open(pair);
    const { fateA, fateB } = fatesOf(opened.a, opened.b, opened.matched, this.clocks);
    const entries: Entry[] = opened.matched.matches.map(({ a, b, guessed }) => ({ a, b, fate: 'both', guessed }));
    fateA.forEach((fate, i) => {
      if (fate !== 'both') entries.push({ a: [i], b: [], fate, guessed: false });
    });
    fateB.forEach((fate, i) => {
      if (fate !== 'both') entries.push({ a: [], b: [i], fate, guessed: false });
    });
    return new ComparedSegments(entries, opened, this.clocks.offset, (rowA, rowB) => this.#changes(rowA, rowB));
  }
}

interface Entry {
  /** places in the points */
  a: readonly number[];
  b: readonly number[];
  fate: Fate;
  guessed: boolean;
}

/** Segments of one connection at both points, in the order of time; what was written anew is read when a row is asked for. */
export class ComparedSegments {
  readonly #entries: Entry[];
  readonly #a: Point;
  readonly #b: Point;
  readonly #offset: number;
  readonly #start: number;
  readonly #changes: (rowA: number, rowB: number) => WayChange[];
  /** the point that the client's segments pass first */
  readonly nearClient: ComparedConnection['nearClient'];

  constructor(
    entries: Entry[],
    { a, b, matched }: Opened,
    offset: number,
    changes: (rowA: number, rowB: number) => WayChange[],
  ) {
    [this.#a, this.#b] = [a.point, b.point];
    this.nearClient = matched.nearClient;
    this.#offset = offset;
    this.#start = Math.min(a.point.time[0], b.point.time[0] - offset);
    this.#changes = changes;
    const when = ({ a: inA, b: inB }: Entry): number =>
      Math.min(
        inA.length > 0 ? this.#a.time[inA[0]] : Infinity,
        inB.length > 0 ? this.#b.time[inB[0]] - offset : Infinity,
      );
    this.#entries = entries.sort((x, y) => when(x) - when(y));
  }

  get count(): number {
    return this.#entries.length;
  }

  rows(from = 0, count = this.count): ComparedSegment[] {
    return this.#entries.slice(from, from + count).map((entry) => this.#row(entry));
  }

  #row({ a: inA, b: inB, fate, guessed }: Entry): ComparedSegment {
    const [a, b] = [this.#a, this.#b];
    const [point, places] = inA.length > 0 ? [a, inA] : [b, inB];
    const [i] = places;
    return {
      fromClient: point.fromClient[i] === 1,
      framesA: inA.map((place) => a.rows[place] + 1),
      framesB: inB.map((place) => b.rows[place] + 1),
      atA: inA.length > 0 ? a.time[inA[0]] - this.#start : null,
      atB: inB.length > 0 ? b.time[inB[0]] - this.#offset - this.#start : null,
      ...{ seq: point.seq[i], ack: point.ack[i], fate, guessed },
      flags: point.flags[i] | point.flags[places[places.length - 1]],
      len: places.reduce((sum, place) => sum + point.len[place], 0),
      changes: inA.length === 1 && inB.length === 1 ? this.#changes(a.rows[inA[0]], b.rows[inB[0]]) : [],
    };
  }
}

/** Routers between the points: by how much the hop count falls; null: nothing passed both, or not always as many. */
function hops({ matched, a, b }: Opened, sender: number, near: 'a' | 'b'): number | null {
  const toB = (sender === 1) === (near === 'a');
  let found: number | null = null;
  for (const match of matched.matches) {
    const [i, k] = [match.a[0], match.b[0]];
    if (a.point.fromClient[i] !== sender) continue;
    const fall = (a.point.ttl[i] - b.point.ttl[k]) * (toB ? 1 : -1);
    if (found !== null && found !== fall) return null;
    found = fall;
  }
  return found;
}

/** One of the two captures. */
class Side {
  readonly candidates: Candidate[] = [];
  readonly reader: WayReader;
  readonly #details: SegmentDetails;
  readonly #span: [second: number, nano: number][];

  constructor(readonly document: CaptureDocument) {
    this.reader = new WayReader(document);
    const { analysis, columns, frameView } = document;
    this.#details = new SegmentDetails(frameView.frameBytes(), columns, (row) => frameView.context(row));
    const { flows } = analysis;
    for (let stream = 0; stream < flows.tcpCount; stream++) {
      const row = flows.row(flows.ofStream('tcp', stream));
      const name = (address: string, port: number): string => `${address} ${port}`;
      this.candidates.push({
        id: row.id,
        initial: initialNumbers(columns, segmentRows(analysis, row)),
        client: name(row.addressA, row.portA),
        server: name(row.addressB, row.portB),
      });
    }
    this.#span = spanOf(document);
  }

  point(row: FlowRow, second: number, base: InitialNumbers, flipped: boolean): PointOf {
    const { analysis, columns } = this.document;
    const rows = segmentRows(analysis, row);
    const [from, to] = this.#span.map(([sec, nano]) => (sec - second) * 1e9 + nano);
    return {
      point: pointOf(columns, rows, { second, base, flipped }),
      span: { from, to },
      read: (at) => this.#details.read(at),
    };
  }
}

/** The earliest and the latest packet. */
function spanOf({ columns, frames }: CaptureDocument): [number, number][] {
  let [first, last] = [-1, -1];
  for (let row = 0; row < frames; row++) {
    if (!columns.hasTime(row)) continue;
    if (first < 0 || columns.isBefore(row, first)) first = row;
    if (last < 0 || columns.isBefore(last, row)) last = row;
  }
  return [first, last].map((row) => (row < 0 ? [0, 0] : [columns.timeSec(row), columns.timeNano(row)]));
}

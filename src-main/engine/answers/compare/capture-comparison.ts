// Two captures of the same traffic, made at two points of its way: which connection is which, how far the clocks are apart, what was lost
// between the points, how long it took, what was written anew.
import type { FlowRow } from '../../../ipc/contracts/engine-contract';
import { clockOffset, leastOf, type ClockOffset } from '../../../flow/compare/clocks';
import {
  fatesOf,
  matchPoints,
  type Fate,
  type PointComparison,
  type PointOf,
} from '../../../flow/compare/compare-points';
import { pairConnections, type Candidate, type Pair, type PairedBy } from '../../../flow/compare/pair-connections';
import { flippedNumbers, initialNumbers, pointOf, segmentRows, type InitialNumbers } from '../../../flow/compare/point';
import { nearestRank } from '../../../flow/timing/rank';
import { SYN } from '../../../wire/tcp';
import type { CaptureDocument } from '../../document/document';
import { SegmentDetails } from '../../document/segment-details';
import { WayReader, wayChanges, type WayChange } from './way-changes';

/** How long segments were on their way in one direction, by clocks that agree, in ns. */
export interface WayTimes {
  segments: number;
  minNs: number | null;
  medianNs: number | null;
  maxNs: number | null;
}

export interface ComparedConnection {
  /** the connection in each capture */
  a: FlowRow;
  b: FlowRow;
  pairedBy: PairedBy;
  /** the point that the client's segments pass first */
  nearClient: 'a' | 'b' | null;
  /** segments by what became of them; in both: as the first capture counts them */
  both: number;
  lostToServer: number;
  lostToClient: number;
  /** of the point that has them not */
  missed: { a: number; b: number };
  inserted: { a: number; b: number };
  outside: { a: number; b: number };
  toServer: WayTimes;
  toClient: WayTimes;
  /** routers between the points, as the hop counts of both directions tell; null: they do not, or disagree along the connection */
  hopsToServer: number | null;
  hopsToClient: number | null;
  /** of the SYN and the SYN-ACK: what was written anew between the points */
  changes: { segment: 'syn' | 'syn-ack'; change: WayChange }[];
}

/** One row of a connection's segments at both points, in the order of time. */
export interface ComparedSegment {
  fromClient: boolean;
  /** frame numbers; empty: not in that capture */
  framesA: number[];
  framesB: number[];
  /** when, in ns since the first segment of the connection in either capture, by the clock of a */
  atA: number | null;
  atB: number | null;
  seq: number;
  ack: number;
  len: number;
  flags: number;
  fate: Fate;
  guessed: boolean;
  changes: WayChange[];
}

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
  readonly clocks: ClockOffset;
  /** times count from here */
  readonly #second: number;
  readonly #a: Side;
  readonly #b: Side;

  /** Both are read to their end. Goes over all segments once, for the clocks. */
  constructor(a: CaptureDocument, b: CaptureDocument) {
    this.#a = new Side(a);
    this.#b = new Side(b);
    this.pairs = pairConnections(this.#a.candidates, this.#b.candidates);
    this.alone = {
      a: this.#a.candidates.length - this.pairs.length,
      b: this.#b.candidates.length - this.pairs.length,
    };
    this.#second = this.pairs.length > 0 ? a.analysis.flows.row(this.pairs[0].a.id).startSec : 0;
    this.clocks = clockOffset(leastOf(this.#leastTimes()));
  }

  *#leastTimes(): Generator<PointComparison['least']> {
    for (const pair of this.pairs) yield this.#open(pair).matched.least;
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
  segments(pair: Pair): ComparedSegment[] {
    const { a, b, matched } = this.#open(pair);
    const { fateA, fateB } = fatesOf(a, b, matched, this.clocks);
    const { offset } = this.clocks;
    const start = Math.min(a.point.time[0], b.point.time[0] - offset);
    const out: ComparedSegment[] = [];
    const add = (inA: readonly number[], inB: readonly number[], fate: Fate, guessed: boolean): void => {
      const [{ point }, places] = inA.length > 0 ? [a, inA] : [b, inB];
      const [i] = places;
      const last = places[places.length - 1];
      out.push({
        fromClient: point.fromClient[i] === 1,
        framesA: inA.map((place) => a.point.rows[place] + 1),
        framesB: inB.map((place) => b.point.rows[place] + 1),
        atA: inA.length > 0 ? a.point.time[inA[0]] - start : null,
        atB: inB.length > 0 ? b.point.time[inB[0]] - offset - start : null,
        ...{ seq: point.seq[i], ack: point.ack[i], flags: point.flags[i] | point.flags[last], fate, guessed },
        len: places.reduce((sum, place) => sum + point.len[place], 0),
        changes: inA.length === 1 && inB.length === 1 ? this.#changes(a.point.rows[inA[0]], b.point.rows[inB[0]]) : [],
      });
    };
    for (const match of matched.matches) add(match.a, match.b, 'both', match.guessed);
    fateA.forEach((fate, i) => {
      if (fate !== 'both') add([i], [], fate, false);
    });
    fateB.forEach((fate, i) => {
      if (fate !== 'both') add([], [i], fate, false);
    });
    const when = ({ atA, atB }: ComparedSegment): number => Math.min(atA ?? Infinity, atB ?? Infinity);
    return out.sort((x, y) => when(x) - when(y));
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

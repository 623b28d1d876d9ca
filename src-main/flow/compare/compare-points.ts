// One connection, captured at two points: which segment is which, which were lost between the two, which came from nowhere, and how long
// they were on their way.
import type { ClockOffset, Fate } from '../../ipc/contracts/compare-contract';
import type { LeastTimes } from './clocks';
import { matchSegments, type Match, type ReadFingerprint } from './match-segments';
import { MissedByCapture } from './captured-ranges';
import type { Point } from './point';

/** A capture around a connection: when it began and ended, in ns as `Point.time`. */
export interface CapturedSpan {
  from: number;
  to: number;
}

export interface PointOf {
  point: Point;
  span: CapturedSpan;
  read: ReadFingerprint;
}

export interface PointComparison {
  /** where both ways are told, the point that segments of the client pass first */
  nearClient: 'a' | 'b' | null;
  /** of the client's segments, then of the server's, each in the order of time at a */
  matches: Match[];
  /** by place in the points */
  fateA: Fate[];
  fateB: Fate[];
  /** by the two clocks; from a to b, and from b to a */
  least: LeastTimes;
}

/** Compares a connection at two points. The offset of the clocks is not known yet: matches and `least` are what tells it. */
export function matchPoints(a: PointOf, b: PointOf): Pick<PointComparison, 'matches' | 'least' | 'nearClient'> {
  const lanes = [1, 0].map((sender) => {
    const placesOf = ({ point }: PointOf): number[] =>
      Array.from({ length: point.count }, (_, i) => i).filter((i) => point.fromClient[i] === sender);
    return matchSegments({ ...a, places: placesOf(a) }, { ...b, places: placesOf(b) });
  });
  const [up, down] = lanes.map((matches) => leastAndMost(matches, a.point, b.point));
  // by its clock, b is later for the client's segments and earlier for the server's, or the other way round
  const around = up.least - down.most;
  const nearClient =
    Number.isFinite(around) && around !== 0 ? (around > 0 ? 'a' : 'b') : hopsTell(lanes, a.point, b.point);
  const [fromA, fromB] = nearClient === 'b' ? [down, up] : [up, down];
  return {
    nearClient,
    matches: lanes.flat(),
    least: { fromA: fromA.least, fromB: -fromB.most },
  };
}

/** Time from a to b by the two clocks, of segments that are one each. */
function leastAndMost(matches: readonly Match[], a: Point, b: Point): { least: number; most: number } {
  let least = Infinity;
  let most = -Infinity;
  for (const match of matches) {
    if (match.guessed || match.a.length > 1 || match.b.length > 1) continue;
    const delay = b.time[match.b[0]] - a.time[match.a[0]];
    least = Math.min(least, delay);
    most = Math.max(most, delay);
  }
  return { least, most };
}

/** The hop count of the client falls from its own point to the other, that of the server rises. */
function hopsTell([up, down]: Match[][], a: Point, b: Point): 'a' | 'b' | null {
  const fall = (matches: Match[]): number =>
    matches.length === 0 ? 0 : a.ttl[matches[0].a[0]] - b.ttl[matches[0].b[0]];
  const hops = fall(up) - fall(down);
  return hops === 0 ? null : hops > 0 ? 'a' : 'b';
}

/** What became of each segment, once the clocks are known. */
export function fatesOf(
  a: PointOf,
  b: PointOf,
  { matches, nearClient }: Pick<PointComparison, 'matches' | 'nearClient'>,
  { offset, within }: ClockOffset,
): Pick<PointComparison, 'fateA' | 'fateB'> {
  const near = nearClient ?? 'a';
  const side = (name: 'a' | 'b'): Fate[] => {
    const [{ point }, other] = name === 'a' ? [a, b] : [b, a];
    const matched = new Set(matches.flatMap((match) => match[name]));
    const missed = [new MissedByCapture(other.point, false), new MissedByCapture(other.point, true)];
    const toOther = name === 'a' ? offset : -offset;
    const slack = within ?? 0;
    return Array.from({ length: point.count }, (_, i): Fate => {
      if (matched.has(i)) return 'both';
      const then = point.time[i] + toOther;
      if (then < other.span.from - slack || then > other.span.to + slack) return 'outside';
      // the other point comes later on its way
      const goesOn = (point.fromClient[i] === 1) === (name === near);
      if (!goesOn) return 'inserted';
      return point.end[i] !== point.seq[i] && missed[point.fromClient[i]].has(point.seq[i], point.end[i])
        ? 'missed'
        : 'lost';
    });
  };
  return { fateA: side('a'), fateB: side('b') };
}

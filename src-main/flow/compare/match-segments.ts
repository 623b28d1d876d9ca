// Which segments at one point are which at the other one, for one direction of a connection. First those that only one segment on each
// side can be; then repetitions, told apart by what their sender wrote into them; then data that a network card had put together or cut
// (segmentation offload), by the bytes that it carries.
import { ACK, FIN, RST, SYN, URG } from '../../wire/tcp';
import type { Point } from './point';

/** What nothing on the way changes, or hardly anything: read of the few segments that are alike. */
export interface Fingerprint {
  /** IPv4 identification, -1: there is none */
  ipId: number;
  /** time stamps, RFC 7323 section 3; -1: none */
  sentAt: number;
  echoed: number;
}
/** Null: the frame can no longer be read. */
export type ReadFingerprint = (row: number) => Fingerprint | null;

/** Segments at one point that are so many others at the other point: the same bytes, cut otherwise. One each: the same segment. */
export interface Match {
  a: number[];
  b: number[];
  /** which of several that are alike it is was told by their order alone */
  guessed: boolean;
}

interface Lane {
  point: Point;
  /** places of the direction in the point, in the order of time */
  places: number[];
  read: ReadFingerprint;
}

/** Pieces of one run; a segment that a card puts together has 64 KiB at most, of some hundred bytes each. */
const MOST_PIECES = 1024;
/** Flags that are the segment's own; PSH moves with the cuts, and routers write ECE and CWR. */
const OWN_FLAGS = SYN | FIN | RST | ACK | URG;

/** All matches of a direction, those with the earlier segments at `a` first; what is in none of them has no counterpart. */
export function matchSegments(a: Lane, b: Lane): Match[] {
  const matches: Match[] = [];
  const [alikeA, alikeB] = [alike(a), alike(b)];
  const ambiguous: [number[], number[]][] = [];
  for (const [key, ofA] of alikeA) {
    const ofB = alikeB.get(key);
    if (ofB === undefined) continue;
    if (ofA.length === 1 && ofB.length === 1) matches.push({ a: ofA, b: ofB, guessed: false });
    else ambiguous.push([ofA, ofB]);
  }
  const [least, most] = delaysOf(matches, a.point, b.point);
  for (const [ofA, ofB] of ambiguous) matches.push(...matchAlike(a, b, ofA, ofB, least, most));
  matches.push(...matchRanges(a, b, matches));
  return matches.sort((x, y) => x.a[0] - y.a[0]);
}

/** Places of a direction by what makes segments the same. */
function alike({ point, places }: Lane): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const i of places) {
    const key = `${point.seq[i]} ${point.len[i]} ${point.flags[i] & OWN_FLAGS} ${point.ack[i]}`;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  return groups;
}

/** The shortest and the longest time from a to b by the two clocks. */
function delaysOf(matches: readonly Match[], a: Point, b: Point): [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (const match of matches) {
    const delay = b.time[match.b[0]] - a.time[match.a[0]];
    least = Math.min(least, delay);
    most = Math.max(most, delay);
  }
  return [least, most];
}

/** Repetitions with the same numbers: by all that their sender wrote, by its time stamps alone (the identification may be written anew), by time. */
function matchAlike(a: Lane, b: Lane, ofA: number[], ofB: number[], least: number, most: number): Match[] {
  const matches: Match[] = [];
  const ways: ((print: Fingerprint) => string | null)[] = [
    ({ ipId, sentAt, echoed }) => (ipId > 0 ? `${ipId} ${sentAt} ${echoed}` : null),
    ({ sentAt, echoed }) => (sentAt >= 0 ? `${sentAt} ${echoed}` : null),
  ];
  let [leftA, leftB] = [ofA, ofB];
  for (const way of ways) {
    const [keysA, keysB] = [keysOf(a, leftA, way), keysOf(b, leftB, way)];
    const taken = new Set<number>();
    const takenB = new Set<number>();
    for (const [key, mine] of keysA) {
      const theirs = keysB.get(key);
      // as many of them on either side: none was lost, and the order holds
      if (theirs?.length !== mine.length) continue;
      mine.forEach((i, k) => {
        matches.push({ a: [i], b: [theirs[k]], guessed: mine.length > 1 });
        taken.add(i);
        takenB.add(theirs[k]);
      });
    }
    leftA = leftA.filter((i) => !taken.has(i));
    leftB = leftB.filter((i) => !takenB.has(i));
  }
  return [...matches, ...byTime(a.point, b.point, leftA, leftB, least, most)];
}

function keysOf(lane: Lane, places: number[], way: (print: Fingerprint) => string | null): Map<string, number[]> {
  const keys = new Map<string, number[]>();
  for (const i of places) {
    const print = lane.read(lane.point.rows[i]);
    const key = print === null ? null : way(print);
    if (key === null) continue;
    const list = keys.get(key);
    if (list) list.push(i);
    else keys.set(key, [i]);
  }
  return keys;
}

/** What nothing else tells apart: in order, each as late at b as others were, where others are known. */
function byTime(a: Point, b: Point, ofA: number[], ofB: number[], least: number, most: number): Match[] {
  const matches: Match[] = [];
  const known = least <= most;
  // half as much again as the spread of the others, and a millisecond: the next repetition comes later than that
  const slack = known ? (most - least) / 2 + 1e6 : 0;
  let next = 0;
  for (const j of ofB) {
    const delay = (): number => b.time[j] - a.time[ofA[next]];
    // what is too old for this one is too old for those behind it
    while (known && next < ofA.length && delay() > most + slack) next++;
    if (next === ofA.length || (known && delay() < least - slack)) continue;
    matches.push({ a: [ofA[next++]], b: [j], guessed: true });
  }
  return matches;
}

/** Data that is cut in another way at the other point: runs of segments that begin and end at the same bytes. */
function matchRanges(a: Lane, b: Lane, matches: readonly Match[]): Match[] {
  const [startsA, startsB] = [
    unmatchedByStart(a, new Set(matches.flatMap((match) => match.a))),
    unmatchedByStart(b, new Set(matches.flatMap((match) => match.b))),
  ];
  const found: Match[] = [];
  for (const firsts of startsA.values())
    for (let i = 0; i < firsts.length;) {
      const run = runOf(a.point, b.point, startsA, startsB, firsts[i]);
      if (run === null) {
        i++;
        continue;
      }
      for (const place of run.a) take(a.point, startsA, place);
      for (const place of run.b) take(b.point, startsB, place);
      found.push(run);
    }
  return found;
}

type Starts = Map<number, number[]>;

function unmatchedByStart({ point, places }: Lane, matched: ReadonlySet<number>): Starts {
  const starts: Starts = new Map();
  for (const i of places) {
    if (point.len[i] === 0 || matched.has(i)) continue;
    const list = starts.get(point.seq[i]);
    if (list) list.push(i);
    else starts.set(point.seq[i], [i]);
  }
  return starts;
}

function runOf(a: Point, b: Point, startsA: Starts, startsB: Starts, first: number): Match | null {
  const second = startsB.get(a.seq[first])?.[0];
  if (second === undefined) return null;
  const run = { a: [first], b: [second], guessed: false };
  let [endA, endB] = [a.end[first], b.end[second]];
  while (endA !== endB) {
    if (run.a.length + run.b.length > MOST_PIECES) return null;
    const next = endA < endB ? startsA.get(endA)?.[0] : startsB.get(endB)?.[0];
    if (next === undefined) return null;
    if (endA < endB) {
      run.a.push(next);
      endA = a.end[next];
    } else {
      run.b.push(next);
      endB = b.end[next];
    }
  }
  // one each differs in more than its cut: an ACK that was written anew is another segment
  return run.a.length === 1 && run.b.length === 1 ? null : run;
}

function take(point: Point, starts: Starts, place: number): void {
  const list = starts.get(point.seq[place]);
  list?.splice(list.indexOf(place), 1);
}

// What is drawn across the rows of a timeline: a line from a repeated segment to the one that it repeats, a bracket over each round trip.
// Only of rows in view, in px from the upper edge of the view. Pure.
import type { TimelineRow, TimelineSegment } from '../ipc/contracts/engine-contract';

type Side = 'a' | 'b';

export interface RowLink {
  kind: 'join' | 'trip';
  side: Side;
  /** the segment that it begins with, and the one that repeats or acknowledges it */
  fromFrame: number;
  toFrame: number;
  ns: number;
  /** may lie outside the view, where a row does: a little past its edge */
  top: number;
  bottom: number;
  /** beside others: 0 is nearest to the lifeline (join) or to the states (trip) */
  lane: number;
}

export interface LinkView {
  rowHeight: number;
  arrowY: number;
  /** px of rows above the view, and in it */
  top: number;
  view: number;
}

/** Links side by side; more at one height are left out, so that what is drawn is bounded and can be told apart. */
const LANES = { join: 2, trip: 2 };

/** Links of the rows in view, those of the row `lit` (-1: none) first: they have a lane before others do. */
export function linksInView(rows: Iterable<TimelineRow>, view: LinkView, lit: number, trips: boolean): RowLink[] {
  // by what it is and the segments that it joins: a link is told of by both of its ends
  const found = new Map<string, RowLink>();
  const add = (kind: RowLink['kind'], side: Side, from: End, to: End, ns: number): void => {
    if (from.row === to.row) return; // both in one fold
    const [top, bottom] = [from.row, to.row].map((row) => yOf(row, view)).sort((x, y) => x - y);
    const link: RowLink = { kind, side, fromFrame: from.frame, toFrame: to.frame, ns, top, bottom, lane: 0 };
    found.set(`${kind} ${from.frame} ${to.frame}`, link);
  };
  for (const row of rows) {
    if (row.kind !== 'segment') continue;
    const { repeats, repeatedBy, acks } = row;
    if (repeats) add('join', sideOf(row), repeats, row, repeats.ns);
    if (repeatedBy) add('join', sideOf(row), row, repeatedBy, repeatedBy.ns);
    if (trips && acks) add('trip', row.fromA ? 'b' : 'a', acks, row, acks.ns);
  }
  return inLanes([...found.values()], yOf(lit, view));
}

type End = Pick<TimelineSegment, 'frame' | 'row'>;

const sideOf = ({ fromA }: TimelineSegment): Side => (fromA ? 'a' : 'b');

function yOf(row: number, { rowHeight, arrowY, top, view }: LinkView): number {
  return Math.min(Math.max(row * rowHeight + arrowY - top, -rowHeight), view + rowHeight);
}

/** px between the ends of two brackets in one lane: those of one end may touch where a segment is both an answer and answered. */
const TOUCH = 2;

function inLanes(links: RowLink[], lit: number): RowLink[] {
  const ofLit = ({ top, bottom }: RowLink): boolean => top === lit || bottom === lit;
  const out: RowLink[] = [];
  links.sort((x, y) => Number(ofLit(y)) - Number(ofLit(x)) || x.bottom - x.top - (y.bottom - y.top) || x.top - y.top);
  for (const link of links) {
    const beside = out.filter(
      ({ kind, side, top, bottom }) =>
        kind === link.kind && side === link.side && top < link.bottom - TOUCH && link.top < bottom - TOUCH,
    );
    // repetitions of one segment share a line
    const shared = beside.find(({ kind, fromFrame }) => kind === 'join' && fromFrame === link.fromFrame);
    let lane = shared?.lane ?? 0;
    if (!shared) while (beside.some((other) => other.lane === lane)) lane++;
    if (lane < LANES[link.kind]) out.push({ ...link, lane });
  }
  return out;
}

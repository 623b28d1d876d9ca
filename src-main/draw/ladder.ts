// Where things stand in the timeline: columns by the width there is, brackets by the rows in view. The same on the screen and on paper.
// Pure arithmetic in px.
import type { FlowRow, TimelinePhase } from '../ipc/contracts/engine-contract';
import type { ClockDigits } from '../text/time';

export type LayoutMode = 'wide' | 'medium' | 'narrow';

/**
 * Columns from left to right: brackets, time, round trips and states of the client, lane between the lifelines, states and round trips of
 * the server.
 */
export interface TimelineLayout {
  mode: LayoutMode;
  rowHeight: number;
  /** y of the arrow in its row; states change exactly here */
  arrowY: number;
  bracketWidth: number;
  timeWidth: number;
  stateWidth: number;
  /** of the round trips of each end; 0: there is no room for them */
  tripWidth: number;
  laneWidth: number;
  /** px left of the brackets: a lane longer than the eye follows is not drawn, the picture stands in the middle instead */
  left: number;
  /** brackets too narrow for a line of text: written along the bracket instead */
  bracketUpright: boolean;
}

/** Below this the pane scrolls sideways instead of shrinking further: a pane of 380 px without its scroll bar. */
export const MIN_WIDTH = 364;

const MAX_LANE = 940;

type Columns = Omit<TimelineLayout, 'laneWidth' | 'left' | 'tripWidth'>;
const WIDE: Columns = {
  mode: 'wide',
  rowHeight: 38,
  arrowY: 25,
  bracketWidth: 148,
  timeWidth: 100,
  stateWidth: 112,
  bracketUpright: false,
};
const MEDIUM: Columns = { ...WIDE, mode: 'medium', rowHeight: 48, arrowY: 24, bracketWidth: 124, timeWidth: 96 };
const WIDE_BELOW: Columns = { ...WIDE, rowHeight: MEDIUM.rowHeight, arrowY: MEDIUM.arrowY };
const MEDIUM_TIGHT: Columns = { ...MEDIUM, bracketWidth: 26, timeWidth: 92, stateWidth: 108, bracketUpright: true };
const NARROW: Columns = {
  mode: 'narrow',
  rowHeight: 44,
  arrowY: 22,
  bracketWidth: 24,
  timeWidth: 76,
  stateWidth: 62,
  bracketUpright: true,
};

/** px of a character of the time column, and the space beside it (the button that folds stands there) */
const TIME_CHAR = { wide: 7.25, medium: 7.25, narrow: 6.65 };
const TIME_PAD = 24;

/** px of a lane in which the longest label is written in full; what is left beside it is for round trips, from so much on up to so much */
const FULL_LANE = { wide: 640, medium: 440, narrow: Infinity };
const TRIP_LEAST = 40;
const TRIP_MOST = 58;

/** px of the lane on paper, and beside its times, which need no room for buttons */
const PAPER_LANE = 212;
const PAPER_TIME_PAD = 12;

/**
 * The layout for a pane of `width` px (scroll bar not counted) whose longest time has `timeChars` characters.
 * @param below there is a line below every arrow: rows of a wide pane, which have none, are as high as those of others
 */
export function layoutFor(width: number, timeChars = 8, below = false): TimelineLayout {
  const w = Math.max(width, MIN_WIDTH);
  const columns = w >= 1140 ? (below ? WIDE_BELOW : WIDE) : w >= 900 ? MEDIUM : w >= 780 ? MEDIUM_TIGHT : NARROW;
  const timeWidth = Math.max(columns.timeWidth, Math.ceil(timeChars * TIME_CHAR[columns.mode]) + TIME_PAD);
  const room = w - columns.bracketWidth - timeWidth - 2 * columns.stateWidth;
  const beside = Math.min(TRIP_MOST, Math.floor((room - FULL_LANE[columns.mode]) / 2));
  const tripWidth = beside < TRIP_LEAST ? 0 : beside;
  const laneWidth = Math.min(room - 2 * tripWidth, MAX_LANE);
  return { ...columns, timeWidth, tripWidth, laneWidth, left: Math.floor((room - 2 * tripWidth - laneWidth) / 2) };
}

/** On paper: the columns of a narrow pane, each segment in words beside it; the words take the width that is left. */
export function paperLayout(timeChars: number): TimelineLayout {
  const timeWidth = Math.ceil(timeChars * TIME_CHAR.narrow) + PAPER_TIME_PAD;
  return { ...NARROW, bracketWidth: 10, timeWidth, tripWidth: 0, laneWidth: PAPER_LANE, left: 0 };
}

/** Characters of the longest time of a connection: whole seconds, a point, six or nine digits. */
export function timeChars(flow: Pick<FlowRow, 'durationNs'>, digits: ClockDigits): number {
  return String(Math.floor(flow.durationNs / 1e9)).length + 1 + digits;
}

/** Left edges of the columns, and the two lifelines, in px. */
export interface LadderColumns {
  bracket: number;
  time: number;
  /** lifelines of client and server */
  a: number;
  b: number;
}
export function columnsOf(layout: TimelineLayout): LadderColumns {
  const time = layout.left + layout.bracketWidth;
  const a = time + layout.timeWidth + layout.tripWidth + layout.stateWidth;
  return { bracket: layout.left, time, a, b: a + layout.laneWidth };
}

/** Rows by phase, in order; a break before a phase belongs to it. Rows may end before the phases do. */
export function rowsByPhase<Row>(
  phases: readonly TimelinePhase[],
  rows: readonly Row[],
): { phase: TimelinePhase; rows: [index: number, row: Row][] }[] {
  const groups: { phase: TimelinePhase; rows: [index: number, row: Row][] }[] = [];
  let at = 0;
  for (const phase of phases) {
    const end = Math.min(phase.to + 1, rows.length);
    if (at < end) groups.push({ phase, rows: rows.slice(at, end).map((row, i) => [at + i, row]) });
    at = Math.max(at, end);
  }
  return groups;
}

export interface BracketBox {
  phase: TimelinePhase;
  index: number;
  /** px from the upper edge of the viewport; may lie outside where the phase goes on */
  top: number;
  height: number;
  /** part in view, where the text stands */
  textTop: number;
  textHeight: number;
}

/** Brackets of the phases that touch the viewport; their texts keep to the part in view. */
export function bracketsInView(
  phases: TimelinePhase[],
  rowHeight: number,
  top: number,
  viewport: number,
  gap = 3,
): BracketBox[] {
  const boxes: BracketBox[] = [];
  phases.forEach((phase, index) => {
    const upper = phase.from * rowHeight - top;
    const lower = (phase.to + 1) * rowHeight - top;
    if (lower <= 0 || upper >= viewport) return;
    // a phase of a million rows is drawn no further than a little past the viewport
    const from = Math.max(upper + gap, -rowHeight);
    const to = Math.min(lower - gap, viewport + rowHeight);
    const textTop = Math.max(from, 0);
    boxes.push({ phase, index, top: from, height: to - from, textTop, textHeight: Math.min(to, viewport) - textTop });
  });
  return boxes;
}

// Where things stand in the timeline: widths by the width of the pane, rows by the position of the scroll bar,
// brackets by the rows in view. Pure arithmetic in CSS pixels.
import type { TimelinePhase } from '../../../src-main/ipc/engine-contract';

export type LayoutMode = 'wide' | 'medium' | 'narrow';

/** Columns from left to right: brackets, time, states of the client, lane between the lifelines, states of the server. */
export interface TimelineLayout {
  mode: LayoutMode;
  rowHeight: number;
  /** y of the arrow in its row; states change exactly here */
  arrowY: number;
  bracketWidth: number;
  timeWidth: number;
  stateWidth: number;
  laneWidth: number;
  /** brackets too narrow for a line of text: written along the bracket instead */
  bracketUpright: boolean;
}

/** Below this the pane scrolls sideways instead of shrinking further. */
export const MIN_WIDTH = 372;

type Columns = Omit<TimelineLayout, 'laneWidth'>;
const WIDE: Columns = {
  mode: 'wide',
  rowHeight: 38,
  arrowY: 25,
  bracketWidth: 148,
  timeWidth: 104,
  stateWidth: 104,
  bracketUpright: false,
};
const MEDIUM: Columns = { ...WIDE, mode: 'medium', rowHeight: 48, arrowY: 24, bracketWidth: 124, timeWidth: 96 };
const MEDIUM_TIGHT: Columns = { ...MEDIUM, bracketWidth: 26, timeWidth: 92, stateWidth: 98, bracketUpright: true };
const NARROW: Columns = {
  mode: 'narrow',
  rowHeight: 48,
  arrowY: 24,
  bracketWidth: 24,
  timeWidth: 70,
  stateWidth: 66,
  bracketUpright: true,
};

/** The layout for a pane of `width` px (scroll bar not counted). */
export function layoutFor(width: number): TimelineLayout {
  const w = Math.max(width, MIN_WIDTH);
  const columns = w >= 1140 ? WIDE : w >= 900 ? MEDIUM : w >= 780 ? MEDIUM_TIGHT : NARROW;
  return { ...columns, laneWidth: w - columns.bracketWidth - columns.timeWidth - 2 * columns.stateWidth };
}

/** A browser cuts elements at 33.5 million px; beyond this the scroll bar stands for more rows than it has pixels. */
export const MAX_SCROLL = 16_000_000;

/** How a scroll bar maps to rows. `scale` is content px for a px of the scroll bar; 1 until the content is taller than a browser can draw. */
export interface ScrollSpace {
  /** height of the element that the browser scrolls */
  height: number;
  /** height of all rows */
  content: number;
  scale: number;
}

/** Space for `rows` rows in a viewport of `viewport` px. */
export function scrollSpace(rows: number, rowHeight: number, viewport: number): ScrollSpace {
  const content = rows * rowHeight;
  if (content <= MAX_SCROLL) return { height: content, content, scale: 1 };
  return { height: MAX_SCROLL, content, scale: (content - viewport) / (MAX_SCROLL - viewport) };
}

export interface RowWindow {
  /** first row to draw and the one after the last */
  from: number;
  to: number;
  /** content px above the upper edge of the viewport */
  top: number;
}

/** Rows to draw at `scrollTop`, with `overscan` more at each end. */
export function rowWindow(
  space: ScrollSpace,
  scrollTop: number,
  rowHeight: number,
  viewport: number,
  rows: number,
  overscan = 6,
): RowWindow {
  const top = Math.min(Math.max(0, scrollTop * space.scale), Math.max(0, space.content - viewport));
  const from = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const to = Math.min(rows, Math.ceil((top + viewport) / rowHeight) + overscan);
  return { from, to: Math.max(from, to), top };
}

/** Scroll position that brings `row` into view with `margin` rows around it; the position itself when it is in view. */
export function scrollToShow(
  space: ScrollSpace,
  scrollTop: number,
  row: number,
  rowHeight: number,
  viewport: number,
  margin = 1,
): number {
  const top = scrollTop * space.scale;
  const pad = Math.min(margin * rowHeight, Math.max(0, (viewport - rowHeight) / 2));
  const upper = row * rowHeight - pad;
  const lower = (row + 1) * rowHeight + pad - viewport;
  const want = top > upper ? upper : top < lower ? lower : top;
  const limit = Math.max(0, space.content - viewport);
  return Math.min(Math.max(0, want), limit) / space.scale;
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

/** A fold that the reader opened, with the frames that were in it. */
export interface OpenFold {
  id: number;
  firstFrame: number;
  lastFrame: number;
}

/** The open fold that a frame came out of, or undefined. */
export const openFoldOf = (open: OpenFold[], frame: number): OpenFold | undefined =>
  open.find((fold) => fold.firstFrame <= frame && frame <= fold.lastFrame);

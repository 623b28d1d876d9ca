// Maps a list that may be taller than any element can be to a scroll space that the browser can hold.
// Chrome clamps an element at 33 554 428 px. Up to MAX_SPACE the two are the same; beyond it the scroll bar's
// position is a fraction of the way, while wheel and keys move by real row pixels.

/** Height that the scrolled element never exceeds, in px. */
export const MAX_SPACE = 8_000_000;

export interface ScrollGeometry {
  rows: number;
  /** px */
  rowHeight: number;
  /** px of rows on the screen */
  view: number;
}

/** Height all rows would have, px. */
export const contentHeight = (g: ScrollGeometry): number => g.rows * g.rowHeight;

/** Height of the element that is scrolled, px. */
export const spaceHeight = (g: ScrollGeometry): number => Math.min(contentHeight(g), MAX_SPACE);

/** True where the scroll space is shorter than the rows and the wheel has to be handled. */
export const isShortened = (g: ScrollGeometry): boolean => contentHeight(g) > MAX_SPACE;

/** The furthest the list can be scrolled, in real px. */
export const maxTop = (g: ScrollGeometry): number => Math.max(0, contentHeight(g) - g.view);

const maxScrollTop = (g: ScrollGeometry): number => Math.max(0, spaceHeight(g) - g.view);

export const clampTop = (g: ScrollGeometry, top: number): number => Math.min(Math.max(0, top), maxTop(g));

/** Real px above the view for a position of the scroll bar. The bar's ends are the list's ends, exactly. */
export function topOfScroll(g: ScrollGeometry, scrollTop: number): number {
  if (!isShortened(g)) return clampTop(g, scrollTop);
  const most = maxScrollTop(g);
  if (scrollTop >= most - 0.5) return maxTop(g); // scrollTop may be rounded down on scaled screens
  return clampTop(g, (scrollTop / most) * maxTop(g));
}

/** The inverse: where the scroll bar belongs when `top` real px are above the view. */
export function scrollOfTop(g: ScrollGeometry, top: number): number {
  if (!isShortened(g)) return clampTop(g, top);
  const whole = maxTop(g);
  return whole === 0 ? 0 : (clampTop(g, top) / whole) * maxScrollTop(g);
}

/** First row that shows at least one pixel, and one past the last. */
export function visibleRows(g: ScrollGeometry, top: number): { first: number; end: number } {
  if (g.rows === 0 || g.view <= 0) return { first: 0, end: 0 };
  const first = Math.min(Math.floor(top / g.rowHeight), g.rows - 1);
  const end = Math.min(Math.ceil((top + g.view) / g.rowHeight), g.rows);
  return { first, end: Math.max(end, first + 1) };
}

/** Whether a row (-1: none) shows at least one pixel in a view of so many px that begins at `top`. */
export const isInView = (view: number, top: number, row: number, rowHeight: number): boolean =>
  row >= 0 && (row + 1) * rowHeight > top && row * rowHeight < top + view;

/** The least scrolling that shows `row` whole; far jumps put it in the middle. */
export function topToReveal(g: ScrollGeometry, top: number, row: number): number {
  const above = row * g.rowHeight;
  const below = above + g.rowHeight - g.view;
  if (above >= top && below <= top) return top;
  const distance = above < top ? top - above : below - top;
  if (distance > g.view) return clampTop(g, above - (g.view - g.rowHeight) / 2);
  return clampTop(g, above < top ? above : below);
}

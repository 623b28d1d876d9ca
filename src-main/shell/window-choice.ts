// Which window shows a file that comes from outside: a second start of the app, the file manager of macOS.

/** Windows that may be open at once: each has a page and an engine. */
export const MOST_WINDOWS = 8;

/**
 * `isEmpty` of each window, the one used last at the end: the index of the window that takes the file, `new` for another one, or null: there are
 * as many as may be, and all have something open.
 */
export function windowForFile(isEmpty: readonly boolean[]): number | 'new' | null {
  if (isEmpty.at(-1)) return isEmpty.length - 1;
  if (isEmpty.length < MOST_WINDOWS) return 'new';
  const empty = isEmpty.lastIndexOf(true);
  return empty < 0 ? null : empty;
}

/**
 * The main list of the page that is shown, which sets both: where the keyboard goes when something else is done with, and what Copy Table
 * copies; null where it is no table.
 */
export const mainList: { focus: () => void; copy: (() => void) | null } = { focus: () => undefined, copy: null };

/** For an effect of the main list: it is the one that is copied until it goes. */
export function copiedByMenu(copy: () => void): () => void {
  mainList.copy = copy;
  return () => {
    if (mainList.copy === copy) mainList.copy = null;
  };
}

/** All of a table as texts, its titles first; null: it has more than `most` rows. */
export type TableTexts = (most: number) => Promise<string[][] | null>;

/**
 * The main list of the page that is shown, which sets all three: where the keyboard goes when something else is done with, what Copy Table
 * copies, and what Print prints; null where it is no table.
 */
export const mainList: { focus: () => void; copy: (() => void) | null; texts: TableTexts | null } = {
  focus: () => undefined,
  copy: null,
  texts: null,
};

/** For an effect of the main list: it is the one that is copied and printed until it goes. */
export function usedByMenu(copy: (() => void) | null, texts: TableTexts | null): () => void {
  mainList.copy = copy;
  mainList.texts = texts;
  return () => {
    if (mainList.copy === copy) mainList.copy = null;
    if (mainList.texts === texts) mainList.texts = null;
  };
}

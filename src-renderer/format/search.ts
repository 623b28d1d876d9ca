// Which of several things the words that somebody has typed are meant for, best first.

/** How well a word fits a text: 0 its beginning, 1 the beginning of a word in it, 2 anywhere in it; null: not at all. */
function fit(word: string, text: string): number | null {
  const at = text.indexOf(word);
  if (at <= 0) return at < 0 ? null : 0;
  for (let from = at; from > 0; from = text.indexOf(word, from + 1))
    if (!/[\p{L}\p{N}]/u.test(text[from - 1])) return 1;
  return 2;
}

/** The best of these that is no null. */
const least = (found: readonly (number | null)[]): number | null =>
  found.reduce((best, one) => (one !== null && (best === null || one < best) ? one : best), null);

/** Every word has to stand in one of the texts, whatever its case; those that fit alike stay in their order. */
export function searched<T>(all: readonly T[], typed: string, textsOf: (one: T) => readonly string[]): T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = all.flatMap((one) => {
    const texts = textsOf(one).map((text) => text.toLowerCase());
    const fits = words.map((word) => least(texts.map((text) => fit(word, text))));
    if (fits.includes(null)) return [];
    return [{ one, rank: fits.reduce<number>((sum, found) => sum + (found ?? 0), 0) }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

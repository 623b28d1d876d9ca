// What of the tables our texts need. Used by the build.
import { converter, type Dictionaries } from './converter.ts';

/** Characters of the longest words that the tables have. */
const LONGEST = 16;

/** The tables without the words that do not occur in `text`; what they make of it stays the same. */
export function reduced({ segmentation, conversionChain }: Dictionaries, text: string): Dictionaries {
  const words = partsOf(text);
  return {
    segmentation: only(segmentation, words),
    conversionChain: conversionChain.map((group, step) => {
      const before = converter({ segmentation, conversionChain: conversionChain.slice(0, step) })(text);
      return only(group, partsOf(before));
    }),
  };
}

/** OpenCC takes no empty table. */
function only(tables: readonly string[], words: ReadonlySet<string>): string[] {
  const isNeeded = (pair: string): boolean => words.has(pair.slice(0, pair.indexOf(' ')));
  return tables.map((table) => table.split('|').filter(isNeeded).join('|')).filter((table) => table !== '');
}

/** Everything up to the length of a word that stands in `text` with nothing of ASCII in it. */
function partsOf(text: string): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const [run] of text.matchAll(/[^\p{ASCII}]+/gu))
    for (let at = 0; at < run.length; at++)
      for (let end = at + 1; end <= Math.min(run.length, at + LONGEST); end++) parts.add(run.slice(at, end));
  return parts;
}

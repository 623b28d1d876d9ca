// How characters and words of Simplified Chinese are written in Taiwan: OpenCC's tables, ours before them. A megabyte.
import type { DictGroup } from 'opencc-js/core';
import { configs } from 'opencc-js/preset/cn2t';
import type { Dictionaries } from './converter.ts';
import { TERMS } from './terms.ts';

type Pair = readonly [string, string];
const table = (pairs: readonly Pair[]): string => pairs.map((pair) => pair.join(' ')).join('|');
const texts = (group: DictGroup): string[] => group.map(String);

export function allDictionaries(): Dictionaries {
  const { segmentation, conversionChain } = configs.s2twp;
  const ours = table(TERMS);
  // what a later step would make of our words is not wanted
  const kept = table(TERMS.map(([, to]) => [to, to]));
  return {
    // a list of tables, though its type says a table
    segmentation: [ours, ...texts([segmentation].flat() as DictGroup)],
    conversionChain: conversionChain.map((group, step) => [step === 0 ? ours : kept, ...texts(group)]),
  };
}

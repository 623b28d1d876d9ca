// OpenCC's way of writing Simplified Chinese as in Taiwan, over tables that are given.
import { ConverterBuilder } from 'opencc-js/core';

/** Tables of `from to|from to|…`: those that words are told apart by, and those of each step; of a group, the first ones go before. */
export interface Dictionaries {
  segmentation: string[];
  conversionChain: string[][];
}

export const converter = (dictionaries: Dictionaries): ((text: string) => string) =>
  ConverterBuilder({ from: { cn: [] }, to: { twp: [] }, configs: { s2twp: dictionaries } })({ from: 'cn', to: 'twp' });

// Our texts in Simplified Chinese as they are written in Taiwan. For texts of the catalogues only: of others the words are not known.
import { converter } from './converter';
import { DICTIONARIES } from './dictionaries';

let convert: ((text: string) => string) | null = null;
const known = new Map<string, string>();

export function traditional(text: string): string {
  let made = known.get(text);
  if (made === undefined) {
    convert ??= converter(DICTIONARIES);
    made = convert(text);
    known.set(text, made);
  }
  return made;
}

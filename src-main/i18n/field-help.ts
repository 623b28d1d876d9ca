// A sentence on what a field means, for completion, for the field tree and for the status bar.
import { en, type MessageKey } from './catalogue';
import { translate, type Language } from './translate';

/** What the values of the field or protocol `abbrev` mean, in the reader's language; null where nothing was written. */
export function fieldHelp(abbrev: string, language: Language): string | null {
  const key = `fieldHelp.${abbrev}`;
  return Object.hasOwn(en, key) ? translate(language, key as MessageKey) : null;
}

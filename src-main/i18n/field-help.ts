// A sentence on what a field means, for completion, for the field tree and for the status bar.
import { en, type MessageKey } from './catalogue';
import type { Language } from '../ipc/languages';
import { translate } from './translate';

/** What DTLS has in common with TLS means the same: the name of a field of DTLS there; others as they are. */
export const inTls = (abbrev: string): string => abbrev.replace(/^dtls\./, 'tls.');

/** What the values of the field or protocol `abbrev` mean, in the reader's language; null where nothing was written. */
export function fieldHelp(abbrev: string, language: Language): string | null {
  const keys = [`fieldHelp.${abbrev}`, `fieldHelp.${inTls(abbrev)}`];
  const key = keys.find((one) => Object.hasOwn(en, one));
  return key === undefined ? null : translate(language, key as MessageKey);
}

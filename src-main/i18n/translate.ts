// From a key and its arguments to a sentence in the reader's language. Shared by renderer, command line and reports.
import { IntlMessageFormat } from 'intl-messageformat';
import { en, zhCN, type MessageKey } from './catalogue';
import type { Language } from '../ipc/languages';
import { traditional } from './zh-tw/traditional';

type Args = Record<string, string | number>;

const compiled = new Map<string, IntlMessageFormat>();

/** The text of `key`, filled in. A key without a text comes back as it is, so that a gap is seen, not hidden. */
export function translate(language: Language, key: MessageKey, args?: Args): string {
  const pattern = patternOf(language, key);
  if (pattern === undefined) return key;
  const id = `${language}\u0000${key}`;
  let format = compiled.get(id);
  if (!format) compiled.set(id, (format = new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true })));
  try {
    return String(format.format(args));
  } catch {
    return pattern; // an argument is missing: a clumsy sentence is better than none
  }
}

/** The same for a message that came over a process border (`ipc/message.ts`), where the key is any string. */
export function translateMessage(language: Language, message: { key: string; args?: Args }): string {
  return translate(language, message.key as MessageKey, message.args);
}

function patternOf(language: Language, key: MessageKey): string | undefined {
  if (language === 'en') return en[key];
  const chinese: string | undefined = zhCN[key];
  return language === 'zh-CN' || chinese === undefined ? chinese : traditional(chinese);
}

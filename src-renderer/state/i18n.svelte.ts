// Texts in the reader's language. `t` and `tm` read the language as a signal: a switch redraws what shows them.
import type { MessageKey } from '../../src-main/i18n/catalogue';
import type { Language } from '../../src-main/ipc/languages';
import { translate, translateMessage } from '../../src-main/i18n/translate';
import type { Message } from '../../src-main/ipc/message';
import { preferences } from './window';

export function t(key: MessageKey, args?: Record<string, string | number>): string {
  return translate(preferences.language, key, args);
}

/** For messages that came from the engine or the main process. */
export function tm(message: Message): string {
  return translateMessage(preferences.language, message);
}

const formats: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en'),
  'zh-CN': new Intl.NumberFormat('zh-CN'),
  'zh-TW': new Intl.NumberFormat('zh-TW'),
};
/** A whole number with the separators of the language: 98,004. */
export function count(value: number): string {
  return formats[preferences.language].format(value);
}

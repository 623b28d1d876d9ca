// The languages that the app speaks.

/** Traditional Chinese is made of the Simplified (`zh-tw/`); the others are written. */
export const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself, whatever is in use. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
};

/** The language to use when the user has not chosen: Chinese for any Chinese locale (RFC 5646), else English. */
export function languageOf(locale: string): Language {
  if (!/^zh\b/i.test(locale)) return 'en';
  if (/\bhans\b/i.test(locale)) return 'zh-CN';
  return /\b(hant|tw|hk|mo)\b/i.test(locale) ? 'zh-TW' : 'zh-CN';
}

// What a setting is found by: its texts and those of its values, in all languages.
import { LANGUAGES, type Language } from '../../../src-main/ipc/languages';
import { translate } from '../../../src-main/i18n/translate';
import { searched } from '../../format/search';
import type { Setting, SettingGroup, Words } from './settings';

export const wordsIn = (language: Language, words: Words): string =>
  'own' in words ? words.own : translate(language, words.key);

function textsOf(group: SettingGroup, setting: Setting): string[] {
  const options = setting.kind === 'choice' ? setting.options : [];
  return LANGUAGES.flatMap((language) => [
    translate(language, setting.title),
    translate(language, group.title),
    ...(setting.hint ? [translate(language, setting.hint)] : []),
    ...options.map(({ words }) => wordsIn(language, words)),
  ]);
}

/** Groups with the settings that the typed words are about, in their order; without words, all. */
export const groupsFor = (groups: readonly SettingGroup[], typed: string): SettingGroup[] =>
  groups.flatMap((group) => {
    const found = new Set(searched(group.settings, typed, (setting) => textsOf(group, setting)));
    return found.size === 0 ? [] : [{ ...group, settings: group.settings.filter((one) => found.has(one)) }];
  });

// Everything that the reader can set, in one list: what it is called, what it stands for now, what choosing does. The dialog draws it.
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '../../../src-main/ipc/languages';
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import { DEFAULT_PREFERENCES, type PlainSwitch } from '../../../src-main/ipc/preference-defaults';
import { MOST_REPORT_LINE, REPORT_FORMATS, type ReportChoice } from '../../../src-main/ipc/contracts/report-contract';
import type { Preferences } from '../../../src-main/ipc/contracts/shell-contract';
import { TIME_FORMATS } from '../../../src-main/ipc/time-formats';
import { dialogs } from '../../state/dialogs.svelte';
import { capture, displayFilter, preferences } from '../../state/window';
import { fieldHelpShown, packetTimelineShown, toggleFieldHelp, togglePacketTimeline } from '../../state/shown-panes';

/** A text of the catalogues, or one that is the same in all languages. */
export type Words = { key: MessageKey } | { own: string };

interface Named {
  id: string;
  title: MessageKey;
  hint?: MessageKey;
  /** what it changes */
  of: readonly (keyof Preferences)[];
}
export interface Choice extends Named {
  kind: 'choice';
  options: readonly { value: string; words: Words }[];
  now: () => string;
  choose: (value: string) => void;
}
export interface OnOff extends Named {
  kind: 'switch';
  on: () => boolean;
  turn: (on: boolean) => void;
}
export interface Line extends Named {
  kind: 'line';
  now: () => string;
  type: (text: string) => void;
  /** characters */
  most: number;
}
export interface Action extends Named {
  kind: 'action';
  button: MessageKey;
  /** how many there are that it is about */
  count?: () => number;
  run: () => void;
  /** it opens another dialog */
  leads?: boolean;
}
export type Setting = Choice | OnOff | Line | Action;

export interface SettingGroup {
  title: MessageKey;
  settings: readonly Setting[];
}

/** A preference with a few values, each with its text. */
function choice<K extends 'language' | 'theme' | 'contrast' | 'timeFormat' | 'hexMode'>(
  of: K,
  title: MessageKey,
  options: readonly [value: Preferences[K], words: Words][],
  hint?: MessageKey,
): Choice {
  return {
    kind: 'choice',
    id: of,
    title,
    hint,
    of: [of],
    options: options.map(([value, words]) => ({ value, words })),
    now: () => preferences.now[of],
    choose: (value) => preferences.set({ [of]: value }),
  };
}

const onOff = (id: PlainSwitch, title: MessageKey, hint?: MessageKey): OnOff => ({
  kind: 'switch',
  id,
  title,
  hint,
  of: ['switches'],
  on: () => preferences.isOn(id),
  turn: (now) => preferences.turn(id, now),
});

const setReport = (change: Partial<ReportChoice>): void =>
  preferences.set({ report: { ...preferences.now.report, ...change } });

function reportLine(id: 'author' | 'course', title: MessageKey): Line {
  return {
    kind: 'line',
    id: `report-${id}`,
    title,
    of: ['report'],
    now: () => preferences.now.report[id],
    type: (text) => setReport({ [id]: text }),
    most: MOST_REPORT_LINE,
  };
}

const key = (of: MessageKey): Words => ({ key: of });
const SYSTEM = key('settings.system');
const OF_LANGUAGES = LANGUAGES.map((language): [Language, Words] => [language, { own: LANGUAGE_NAMES[language] }]);
const DIGITS = ['auto', 0, 3, 6, 9] as const;
/** as the menu steps */
const ZOOMS = Array.from({ length: 21 }, (_, at) => at / 2 - 4);
const percent = (level: number): string => `${Math.round(100 * 1.2 ** level)} %`;

const LOOK: readonly Setting[] = [
  choice('language', 'settings.language', [['system', SYSTEM], ...OF_LANGUAGES]),
  choice('theme', 'settings.theme', [
    ['system', SYSTEM],
    ['light', key('menu.themeLight')],
    ['dark', key('menu.themeDark')],
  ]),
  choice(
    'contrast',
    'settings.contrast',
    [
      ['system', SYSTEM],
      ['normal', key('settings.contrast.normal')],
      ['more', key('settings.contrast.more')],
    ],
    'settings.contrast.hint',
  ),
  {
    kind: 'choice',
    id: 'zoom',
    title: 'settings.zoom',
    of: ['zoom'],
    options: ZOOMS.map((level) => ({ value: String(level), words: { own: percent(level) } })),
    now: () => String(Math.round(2 * preferences.now.zoom) / 2),
    choose: (value) => preferences.set({ zoom: Number(value) }),
  },
];

const PACKETS: readonly Setting[] = [
  choice(
    'timeFormat',
    'settings.timeFormat',
    TIME_FORMATS.map((format) => [format, key(`packets.time.${format}`)] as const),
  ),
  {
    kind: 'choice',
    id: 'timeDigits',
    title: 'settings.timeDigits',
    of: ['timeDigits'],
    options: DIGITS.map((digits) => ({ value: String(digits), words: key(`packets.time.digits.${digits}`) })),
    now: () => String(preferences.now.timeDigits),
    choose: (value) => preferences.set({ timeDigits: DIGITS.find((digits) => String(digits) === value) ?? 'auto' }),
  },
  onOff('colourRows', 'settings.colourRows'),
  {
    kind: 'action',
    id: 'colourRules',
    title: 'settings.colourRules',
    hint: 'settings.colourRules.hint',
    of: ['colourRules'],
    button: 'settings.reset',
    run: () => preferences.set({ colourRules: DEFAULT_PREFERENCES.colourRules }),
  },
  onOff('resolveNames', 'settings.resolveNames', 'settings.resolveNames.hint'),
  choice('hexMode', 'settings.hexMode', [
    ['hex', key('packets.hex.mode.hex')],
    ['bits', key('packets.hex.mode.bits')],
  ]),
  {
    kind: 'switch',
    id: 'field-help-shown',
    title: 'settings.fieldHelp',
    of: ['switches'],
    on: fieldHelpShown,
    turn: toggleFieldHelp,
  },
  {
    kind: 'switch',
    id: 'packet-timeline-shown',
    title: 'settings.packetTimeline',
    of: ['switches'],
    on: packetTimelineShown,
    turn: togglePacketTimeline,
  },
  {
    kind: 'action',
    id: 'columns',
    title: 'settings.columns',
    hint: 'settings.columns.hint',
    of: [
      ...(['packetColumns', 'fieldColumns', 'flowColumns', 'tlsColumns', 'keyColumns', 'statisticsColumns'] as const),
      ...(['compareColumns', 'comparedSegmentColumns', 'flowSort'] as const),
    ],
    button: 'settings.reset',
    run: () =>
      preferences.set({
        packetColumns: [],
        fieldColumns: [],
        flowColumns: [],
        tlsColumns: [],
        compareColumns: [],
        comparedSegmentColumns: [],
        keyColumns: [],
        statisticsColumns: {},
        flowSort: { column: 'stream', descending: false },
      }),
  },
  {
    kind: 'action',
    id: 'panes',
    title: 'settings.panes',
    of: ['panes'],
    button: 'settings.reset',
    run: () => preferences.set({ panes: {} }),
  },
  {
    kind: 'action',
    id: 'paneOrder',
    title: 'panes.title',
    of: ['paneOrder'],
    button: 'settings.edit',
    run: () => (dialogs.panes = true),
    leads: true,
  },
];

const PROFILE: readonly Setting[] = [
  {
    kind: 'action',
    id: 'profile',
    title: 'profiles.title',
    hint: 'settings.profile.hint',
    of: ['profile'],
    button: 'settings.edit',
    run: () => (dialogs.profiles = true),
    leads: true,
  },
];

const KEYBOARD: readonly Setting[] = [
  {
    kind: 'action',
    id: 'keys',
    title: 'settings.keys',
    hint: 'settings.keys.hint',
    of: ['keys'],
    button: 'settings.edit',
    run: () => (dialogs.changeKeys = true),
    leads: true,
  },
];

const ANALYSIS: readonly Setting[] = [
  onOff('reassembleIp', 'settings.reassembleIp', 'settings.reassembleIp.hint'),
  onOff('byTunnel', 'settings.byTunnel', 'settings.byTunnel.hint'),
  onOff('keepKnown', 'settings.keepKnown', 'settings.keepKnown.hint'),
  onOff('secondOpinion', 'settings.secondOpinion', 'settings.secondOpinion.hint'),
  onOff('verdict-shown', 'settings.verdict'),
  {
    kind: 'action',
    id: 'decodeAs',
    title: 'settings.decodeAs',
    hint: 'settings.decodeAs.hint',
    of: ['decodeAs'],
    button: 'settings.removeAll',
    count: () => preferences.now.decodeAs.length,
    run: () => preferences.set({ decodeAs: [] }),
  },
];

const FILTERS: readonly Setting[] = [
  {
    kind: 'action',
    id: 'macros',
    title: 'settings.macros',
    of: ['filterMacros'],
    button: 'settings.edit',
    run: () => (displayFilter.macrosOpen = true),
    leads: true,
  },
  {
    kind: 'action',
    id: 'displayFilters',
    title: 'settings.displayFilters',
    of: ['displayFilters'],
    button: 'settings.removeAll',
    count: () => preferences.now.displayFilters.length,
    run: () => preferences.set({ displayFilters: [] }),
  },
  {
    kind: 'action',
    id: 'captureFilters',
    title: 'settings.captureFilters',
    of: ['captureFilters'],
    button: 'settings.removeAll',
    count: () => preferences.now.captureFilters.length,
    run: () => preferences.set({ captureFilters: [] }),
  },
];

const CAPTURE: readonly Setting[] = [
  {
    kind: 'action',
    id: 'capture',
    title: 'settings.capture',
    hint: 'settings.capture.hint',
    of: ['capture'],
    button: 'settings.edit',
    run: () => (capture.optionsOpen = true),
    leads: true,
  },
  onOff('capture-hidden-shown', 'settings.hiddenAdapters'),
];

const REPORT: readonly Setting[] = [
  {
    kind: 'choice',
    id: 'report-language',
    title: 'report.language',
    of: ['report'],
    options: [
      { value: 'window', words: key('report.language.window') },
      ...OF_LANGUAGES.map(([value, words]) => ({ value, words })),
    ],
    now: () => preferences.now.report.language,
    choose: (value) => setReport({ language: value as ReportChoice['language'] }),
  },
  {
    kind: 'choice',
    id: 'report-format',
    title: 'report.format',
    of: ['report'],
    options: REPORT_FORMATS.map((format) => ({ value: format, words: key(`report.format.${format}`) })),
    now: () => preferences.now.report.format,
    choose: (value) => setReport({ format: value as ReportChoice['format'] }),
  },
  reportLine('author', 'report.author'),
  reportLine('course', 'report.course'),
];

export const SETTINGS: readonly SettingGroup[] = [
  { title: 'settings.in.look', settings: LOOK },
  { title: 'settings.in.profile', settings: PROFILE },
  { title: 'settings.in.packets', settings: PACKETS },
  { title: 'settings.in.keys', settings: KEYBOARD },
  { title: 'settings.in.analysis', settings: ANALYSIS },
  { title: 'settings.in.filters', settings: FILTERS },
  { title: 'settings.in.capture', settings: CAPTURE },
  { title: 'settings.in.report', settings: REPORT },
];

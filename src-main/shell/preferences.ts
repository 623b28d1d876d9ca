// What is remembered between starts. A file edited by hand or by a newer version must never stop the app:
// each entry is checked alone, a broken one falls back to its default.
import { DECODE_RULES } from '../ipc/decode-rule';
import * as v from 'valibot';
import { MAX_KEY_TEXT } from '../ipc/commands/keys';
import { LANGUAGES } from '../ipc/languages';
import { MAX_RULE_NAME, MOST_COLOUR_RULES } from '../ipc/contracts/colour-contract';
import { PALETTE_COLOURS, type PaletteColour } from '../ipc/rule-palette';
import { MAX_COLUMN_TITLE, MAX_FIELD_NAME, MOST_FIELD_COLUMNS } from '../ipc/field-columns';
import { MAX_FILTER_TEXT } from '../ipc/contracts/filter-contract';
import { MACRO_NAME, MAX_FILTER_HISTORY, MAX_FILTER_NAME, MAX_MACROS, MAX_SAVED_FILTERS } from '../ipc/filter-defaults';
import { DEFAULT_PREFERENCES } from '../ipc/preference-defaults';
import { isPaneOrder, PACKET_PANES } from '../ipc/pane-order';
import { PRINT_CHOICE } from '../ipc/print-rule';
import { REPORT_CHOICE } from '../ipc/report-rule';
import { MOST_SQL_KEPT, MOST_SQL_REMEMBERED, SQL_SECONDS } from '../ipc/contracts/sql-contract';
import { STATISTICS_CHOICE } from '../ipc/statistics-rule';
import type { Preferences } from '../ipc/contracts/shell-contract';
import { TIME_FORMATS } from '../ipc/time-formats';
import { JsonFile, type JsonTrouble } from './json-file';
import { CAPTURE_SETTINGS } from './live/capture-arguments';

const areDifferent = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;
const columns = v.pipe(
  v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.maxLength(MAX_FIELD_NAME + 1)),
      width: v.pipe(v.number(), v.minValue(1), v.maxValue(10_000)),
      visible: v.boolean(),
      align: v.optional(v.picklist(['start', 'center', 'end'])),
    }),
  ),
  v.maxLength(100),
  v.check((shown) => areDifferent(shown.map(({ id }) => id))),
);

const fieldColumns = v.pipe(
  v.array(
    v.strictObject({
      field: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_FIELD_NAME)),
      title: v.pipe(v.string(), v.maxLength(MAX_COLUMN_TITLE)),
    }),
  ),
  v.maxLength(MOST_FIELD_COLUMNS),
  v.check((shown) => areDifferent(shown.map(({ field }) => field))),
);

const filterText = v.pipe(v.string(), v.maxLength(MAX_FILTER_TEXT));
/** Filters and macros are found by their names: no two may have the same one. */
const differ = <Named extends { name: string }>(named: readonly Named[]): boolean =>
  areDifferent(named.map(({ name }) => name));
const savedFilters = v.pipe(
  v.array(v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_FILTER_NAME)), text: filterText })),
  v.maxLength(MAX_SAVED_FILTERS),
  v.check(differ),
);
const filterMacros = v.pipe(
  v.array(v.strictObject({ name: v.pipe(v.string(), v.regex(MACRO_NAME)), text: filterText })),
  v.maxLength(MAX_MACROS),
  v.check(differ),
);

const statements = v.pipe(v.array(v.pipe(v.string(), v.maxLength(MOST_SQL_REMEMBERED))), v.maxLength(MOST_SQL_KEPT));

const hex = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));
const colourRules = v.pipe(
  v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.maxLength(MAX_RULE_NAME)),
      filter: filterText,
      on: v.boolean(),
      colour: v.union([
        v.picklist(PALETTE_COLOURS as [PaletteColour, ...PaletteColour[]]),
        v.strictObject({ background: hex, text: hex }),
      ]),
    }),
  ),
  v.maxLength(MOST_COLOUR_RULES),
);

export const PREFERENCE_ENTRIES = {
  language: v.picklist(['system', ...LANGUAGES]),
  theme: v.picklist(['system', 'light', 'dark']),
  contrast: v.picklist(['system', 'normal', 'more']),
  timeFormat: v.picklist(TIME_FORMATS),
  timeDigits: v.picklist(['auto', 0, 3, 6, 9]),
  packetColumns: columns,
  fieldColumns,
  flowColumns: columns,
  tlsColumns: columns,
  compareColumns: columns,
  comparedSegmentColumns: columns,
  keyColumns: columns,
  statisticsColumns: v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(64)), columns),
    v.check((tables) => Object.keys(tables).length <= 100),
  ),
  statistics: STATISTICS_CHOICE,
  sql: v.strictObject({ history: statements, saved: statements, seconds: v.picklist(SQL_SECONDS) }),
  flowSort: v.strictObject({ column: v.pipe(v.string(), v.maxLength(64)), descending: v.boolean() }),
  panes: v.record(
    v.pipe(v.string(), v.maxLength(64)),
    v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(100))), v.maxLength(10)),
  ),
  paneOrder: v.pipe(
    v.array(v.picklist(PACKET_PANES)),
    v.check((order) => isPaneOrder(order)),
  ),
  switches: v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(64)), v.boolean()),
    v.check((switches) => Object.keys(switches).length <= 100),
  ),
  hexMode: v.picklist(['hex', 'bits']),
  keys: v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(64)), v.pipe(v.string(), v.maxLength(MAX_KEY_TEXT))),
    v.check((keys) => Object.keys(keys).length <= 500),
  ),
  zoom: v.pipe(v.number(), v.minValue(-4), v.maxValue(6)),
  lastTab: v.pipe(v.string(), v.maxLength(64)),
  capture: CAPTURE_SETTINGS,
  captureFilters: v.pipe(v.array(v.pipe(v.string(), v.maxLength(8192))), v.maxLength(20)),
  displayFilters: v.pipe(v.array(filterText), v.maxLength(MAX_FILTER_HISTORY)),
  savedFilters,
  filterMacros,
  colourRules: v.nullable(colourRules),
  decodeAs: DECODE_RULES,
  report: REPORT_CHOICE,
  print: PRINT_CHOICE,
  profile: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
} satisfies { [K in keyof Preferences]: v.GenericSchema<unknown, Preferences[K]> };

/** Switches that earlier versions kept among the sizes of panes, as 0 and 1. */
const ONCE_PANES = ['capture-hidden-shown', 'packet-timeline-shown'];

/** What an earlier version has stored, as this one would have. */
function moveSwitches(read: Preferences, stored: object): Preferences {
  if ('switches' in stored) return read;
  const panes = { ...read.panes };
  const switches: Preferences['switches'] = {};
  for (const name of ONCE_PANES) {
    if (!Object.hasOwn(panes, name)) continue;
    switches[name] = panes[name][0] > 0;
    delete panes[name];
  }
  return { ...read, panes, switches };
}

/** Preferences out of whatever the file holds. */
export const readPreferences = (stored: unknown): Preferences => checkPreferences(stored).preferences;

/** The same, and which entries are there but not what they should be. */
export function checkPreferences(stored: unknown): { preferences: Preferences; broken: string | null } {
  const preferences: Record<string, unknown> = { ...DEFAULT_PREFERENCES };
  const result = (broken: string | null, file: object = {}) => ({
    preferences: moveSwitches(preferences as unknown as Preferences, file),
    broken,
  });
  if (stored === null || stored === undefined) return result(null);
  if (typeof stored !== 'object' || Array.isArray(stored)) return result('not an object');
  const broken: string[] = [];
  for (const [name, schema] of Object.entries(PREFERENCE_ENTRIES)) {
    if (!Object.hasOwn(stored, name)) continue; // of an older version
    const checked = v.safeParse(schema, (stored as Record<string, unknown>)[name]);
    if (checked.success) preferences[name] = checked.output;
    else broken.push(name);
  }
  return result(broken.length === 0 ? null : broken.join(', '), stored);
}

/** The preferences of this user, kept in a file. */
export class PreferenceStore {
  #file: JsonFile;
  #now: Preferences;

  constructor(path: string, tell?: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(path, tell);
    const { preferences, broken } = checkPreferences(this.#file.read());
    this.#now = preferences;
    if (broken === null) return;
    this.#file.putAside(broken);
    this.#file.write(preferences); // what could be read stays
  }

  get(): Preferences {
    return this.#now;
  }

  set(changes: Partial<Preferences>): void {
    // an entry that is there and holds nothing changes nothing
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    this.#now = { ...this.#now, ...Object.fromEntries(given) };
    this.#file.write(this.#now);
  }

  /** Before the app quits: what is still waiting to be written. */
  flush(): void {
    this.#file.flush();
  }
}

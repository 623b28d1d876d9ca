// The reader's profiles. The values of the one in use are among the preferences; those of the others wait in a file of their own.
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { MAX_PROFILE_NAME, MOST_PROFILES, type ProfileInfo } from '../ipc/contracts/profile-contract';
import type { Preferences } from '../ipc/contracts/shell-contract';
import { DEFAULT_PREFERENCES } from '../ipc/preference-defaults';
import {
  BUILT_IN_PROFILES,
  builtInValues,
  changesTo,
  isBuiltIn,
  PROFILE_ENTRIES,
  profileOf,
  type ProfileValues,
} from '../ipc/profiles';
import { JsonFile, type JsonTrouble } from './json-file';
import { PREFERENCE_ENTRIES, type PreferenceStore } from './preferences';

interface KeptProfile {
  id: string;
  /** empty: one that is always there, changed */
  name: string;
  values: ProfileValues;
}

const FORM = 'synscope-profile';
const KEPT = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.maxLength(MAX_PROFILE_NAME)),
  values: v.record(v.string(), v.unknown()),
});
const KEPT_FILE = v.object({ profiles: v.array(v.unknown()) });
const EXPORTED = v.object({ form: v.literal(FORM), name: v.string(), values: v.record(v.string(), v.unknown()) });

/** Each value checked alone: what is missing or broken is as it is at first. */
function readValues(stored: Record<string, unknown>): ProfileValues {
  const values: Record<string, unknown> = { ...profileOf(DEFAULT_PREFERENCES) };
  for (const name of PROFILE_ENTRIES) {
    const checked = v.safeParse(PREFERENCE_ENTRIES[name], stored[name]);
    if (checked.success) values[name] = checked.output;
  }
  return values as unknown as ProfileValues;
}

/** Profiles out of whatever the file holds, and whether all of it was good. */
function readKept(stored: unknown): { kept: KeptProfile[]; good: boolean } {
  const file = v.safeParse(KEPT_FILE, stored);
  if (!file.success) return { kept: [], good: stored === null };
  const kept = new Map<string, KeptProfile>();
  for (const one of file.output.profiles.slice(0, MOST_PROFILES + BUILT_IN_PROFILES.length)) {
    const { success, output } = v.safeParse(KEPT, one);
    if (!success || (output.name === '') !== isBuiltIn(output.id)) continue;
    kept.set(output.id, { ...output, values: readValues(output.values) });
  }
  return { kept: [...kept.values()], good: kept.size === file.output.profiles.length };
}

export class Profiles {
  readonly #file: JsonFile;
  readonly #preferences: PreferenceStore;
  #kept: KeptProfile[];

  constructor(path: string, preferences: PreferenceStore, tell?: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(path, tell);
    this.#preferences = preferences;
    const { kept, good } = readKept(this.#file.read());
    this.#kept = kept;
    if (good) return;
    this.#file.putAside('not profiles');
    this.#write(); // what could be read stays
  }

  /** Those that are always there, then the reader's own by name. */
  list(): ProfileInfo[] {
    const own = this.#kept.filter(({ name }) => name !== '').map(({ id, name }) => ({ id, name }));
    return [
      ...BUILT_IN_PROFILES.map((id) => ({ id, name: null })),
      ...own.sort((a, b) => a.name.localeCompare(b.name)),
    ];
  }

  /** The one in use. One that is not there any more is the default one: its values are the reader's still. */
  get current(): string {
    const { profile } = this.#preferences.get();
    return this.#isThere(profile) ? profile : 'default';
  }

  /** What the preferences become with this profile; null: it is in use, or not there. Its values are kept where the other waits. */
  choose(id: string): Partial<Preferences> | null {
    if (id === this.current || !this.#isThere(id)) return null;
    this.#keep(this.current, profileOf(this.#preferences.get()));
    return { ...changesTo(this.#valuesOf(id), this.#preferences.get()), profile: id };
  }

  /** A copy of the one in use, or these values; null: there are too many. */
  add(name: string, values?: ProfileValues): Partial<Preferences> | null {
    if (this.#kept.filter((one) => one.name !== '').length >= MOST_PROFILES) return null;
    const id = randomUUID();
    const now = this.#preferences.get();
    this.#kept = [...this.#kept, { id, name: this.#freeName(name, id), values: values ?? profileOf(now) }];
    return this.choose(id);
  }

  rename(id: string, name: string): void {
    const renamed = this.#freeName(name, id);
    this.#kept = this.#kept.map((one) => (one.id === id && one.name !== '' ? { ...one, name: renamed } : one));
    this.#write();
  }

  /** What the preferences become where it was in use, else null. */
  remove(id: string): Partial<Preferences> | null {
    if (isBuiltIn(id)) return null;
    const then = id === this.current ? this.choose('default') : null;
    this.#kept = this.#kept.filter((one) => one.id !== id);
    this.#write();
    return then;
  }

  /** The same, for one that is always there: it is what it was at first. */
  reset(id: string): Partial<Preferences> | null {
    if (!isBuiltIn(id)) return null;
    this.#kept = this.#kept.filter((one) => one.id !== id);
    this.#write();
    return id === this.current ? changesTo(builtInValues(id), this.#preferences.get()) : null;
  }

  /** The profile as a text that `readExported` reads; `name`: what it is called there. */
  exported(id: string, name: string): string {
    const values = id === this.current ? profileOf(this.#preferences.get()) : this.#valuesOf(id);
    return `${JSON.stringify({ form: FORM, name, values }, null, 2)}\n`;
  }

  nameOf(id: string): string | null {
    return this.#kept.find((one) => one.id === id)?.name || null;
  }

  /** Before the app quits: what is still waiting to be written. */
  flush(): void {
    this.#file.flush();
  }

  #isThere(id: string): boolean {
    return isBuiltIn(id) || this.#kept.some((one) => one.id === id);
  }

  #valuesOf(id: string): ProfileValues {
    const kept = this.#kept.find((one) => one.id === id);
    return kept?.values ?? builtInValues(isBuiltIn(id) ? id : 'default');
  }

  #keep(id: string, values: ProfileValues): void {
    const name = this.nameOf(id) ?? '';
    this.#kept = [...this.#kept.filter((one) => one.id !== id), { id, name, values }];
    this.#write();
    // the preferences, which are about to lose these values, are written after them
    this.#file.flush();
  }

  /** Two profiles of one name could not be told apart. */
  #freeName(wanted: string, id: string): string {
    const name = wanted.trim().slice(0, MAX_PROFILE_NAME) || '–';
    const taken = new Set(this.#kept.filter((one) => one.id !== id).map((one) => one.name));
    for (let number = 2, free = name; ; number++) {
      if (!taken.has(free)) return free;
      const end = ` ${number}`;
      free = name.slice(0, MAX_PROFILE_NAME - end.length) + end;
    }
  }

  #write(): void {
    this.#file.write({ profiles: this.#kept });
  }
}

/** A profile out of an exported file, each value checked; null: it is none. */
export function readExported(text: string): { name: string; values: ProfileValues } | null {
  try {
    const checked = v.safeParse(EXPORTED, JSON.parse(text));
    return checked.success ? { name: checked.output.name, values: readValues(checked.output.values) } : null;
  } catch {
    return null; // not JSON
  }
}

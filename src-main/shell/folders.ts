// Folders of captures that were indexed, the latest first, and what is told of each.
import { createHash } from 'node:crypto';
import path from 'node:path';
import * as v from 'valibot';
import {
  MOST_FOLDER_NOTES,
  MOST_FOLDERS,
  type FolderEnd,
  type FolderInfo,
  type FolderNote,
} from '../ipc/contracts/folder-contract';
import { JsonFile, type JsonTrouble } from './json-file';

/** the last moment that JavaScript can tell */
const LATEST_MS = 8.64e15;
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const place = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));
const message = v.object({
  key: v.pipe(v.string(), v.maxLength(200)),
  args: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});
const entry = v.object({
  path: v.pipe(
    place,
    v.check((folder) => path.isAbsolute(folder) && !folder.includes('\0')),
  ),
  indexedMs: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(LATEST_MS))),
  captures: count,
  others: count,
  notes: v.pipe(v.array(v.object({ path: place, why: message })), v.maxLength(MOST_FOLDER_NOTES)),
  problem: v.nullable(message),
});
type Entry = v.InferOutput<typeof entry>;

export class Folders {
  readonly #file: JsonFile;
  #entries: Entry[] = [];
  /** that some window indexes, or will */
  readonly #busy = new Set<string>();
  /** rises whenever a store may have changed */
  version = 0;

  constructor(file: string, tell?: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(file, tell);
    const stored = this.#file.read();
    if (stored === null) return;
    const all = Array.isArray(stored) ? stored : [];
    const entries = all.flatMap((one) => {
      const checked = v.safeParse(entry, one);
      return checked.success ? [checked.output] : [];
    });
    this.#entries = entries
      .filter((one, i) => entries.findIndex((other) => other.path === one.path) === i)
      .slice(0, MOST_FOLDERS);
    if (Array.isArray(stored) && this.#entries.length === all.length) return;
    this.#file.putAside('not a list of folders');
    this.#file.write(this.#entries); // what could be read stays
  }

  list(): Omit<FolderInfo, 'isWaiting'>[] {
    return this.#entries.map(({ path: folder, notes, ...rest }) => ({
      ...rest,
      id: idOf(folder),
      name: path.basename(folder) || folder,
      parent: path.dirname(folder),
      notes: notes.length,
    }));
  }

  /** The path behind an id of `list`, or null. */
  pathOf(id: string): string | null {
    return this.#of(id)?.path ?? null;
  }

  notesOf(id: string): FolderNote[] {
    return this.#of(id)?.notes ?? [];
  }

  /** It is the latest now; its id. Those beyond what is remembered are handed to `drop`. */
  add(folder: string, drop: (id: string) => void): string {
    const fresh: Entry = { path: folder, indexedMs: null, captures: 0, others: 0, notes: [], problem: null };
    const known = this.#entries.find((one) => one.path === folder) ?? fresh;
    const all = [known, ...this.#entries.filter((one) => one !== known)];
    for (const one of all.slice(MOST_FOLDERS)) drop(idOf(one.path));
    this.#set(all.slice(0, MOST_FOLDERS));
    return idOf(folder);
  }

  /** One window indexes it from now on. False: another one does already. */
  claim(id: string): boolean {
    if (this.#busy.has(id)) return false;
    this.#busy.add(id);
    return true;
  }
  release(id: string): void {
    this.#busy.delete(id);
  }
  isBusy(id: string): boolean {
    return this.#busy.has(id);
  }

  /** An update has got so far. */
  reached(id: string, captures: number): void {
    this.version++;
    this.#change(id, { captures });
  }

  /** An update has ended. `nowMs`: it is ms since 1970 */
  ended(id: string, { captures, others, stopped, notes, problem }: FolderEnd, nowMs: number): void {
    this.version++;
    const { indexedMs = null } = this.#of(id) ?? {};
    const isWhole = captures !== null && problem === null && !stopped;
    this.#change(id, {
      ...{ captures: captures ?? 0, others, problem, notes: notes.slice(0, MOST_FOLDER_NOTES) },
      indexedMs: isWhole ? nowMs : captures === null ? null : indexedMs,
    });
  }

  forget(id: string): void {
    this.#set(this.#entries.filter((one) => idOf(one.path) !== id));
  }

  flush(): void {
    this.#file.flush();
  }

  #of(id: string): Entry | undefined {
    return this.#entries.find((one) => idOf(one.path) === id);
  }

  #change(id: string, changed: Partial<Entry>): void {
    this.#set(this.#entries.map((one) => (idOf(one.path) === id ? { ...one, ...changed } : one)));
  }

  #set(entries: Entry[]): void {
    this.#entries = entries;
    this.#file.write(entries);
  }
}

const idOf = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 16);

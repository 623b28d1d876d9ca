// The captures opened last, newest first.
import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { RecentFile } from '../ipc/contracts/shell-contract';
import { JsonFile, type JsonTrouble } from './json-file';

const LIMIT = 20;
/** the last moment that JavaScript can tell */
const LATEST_MS = 8.64e15;
const count = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)));
const entry = v.object({
  path: v.pipe(
    v.string(),
    v.maxLength(32_768),
    v.check((file) => path.isAbsolute(file) && !file.includes('\0')),
  ),
  openedMs: v.pipe(v.number(), v.minValue(0), v.maxValue(LATEST_MS)),
  packets: count,
  bytes: count,
});
type Entry = v.InferOutput<typeof entry>;

export class RecentFiles {
  #file: JsonFile;
  #entries: Entry[] = [];
  #missing = new Set<string>();

  constructor(file: string, tell?: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(file, tell);
    const stored = this.#file.read();
    if (stored === null) return;
    const { entries, broken } = readEntries(stored);
    this.#entries = entries;
    if (broken === null) return;
    this.#file.putAside(broken);
    this.#file.write(entries); // what could be read stays
  }

  list(): RecentFile[] {
    return this.#entries.map((e) => ({
      id: idOf(e.path),
      name: path.basename(e.path),
      folder: path.dirname(e.path),
      openedMs: e.openedMs,
      packets: e.packets,
      bytes: e.bytes,
      missing: this.#missing.has(e.path),
    }));
  }

  /** The path behind an id of `list`, or null. */
  pathOf(id: string): string | null {
    return this.#entries.find((e) => idOf(e.path) === id)?.path ?? null;
  }

  /** A file was opened now. */
  add(file: string, nowMs: number): void {
    const known = this.#entries.find((e) => e.path === file);
    const rest = this.#entries.filter((e) => e !== known);
    this.#missing.delete(file);
    this.#set([{ packets: null, bytes: null, ...known, path: file, openedMs: nowMs }, ...rest].slice(0, LIMIT));
  }

  /** It has been read to its end. */
  loaded(file: string, packets: number, bytes: number): void {
    this.#set(this.#entries.map((e) => (e.path === file ? { ...e, packets, bytes } : e)));
  }

  forget(id: string): void {
    this.#set(this.#entries.filter((e) => idOf(e.path) !== id));
  }

  /** Look which files are still there; true when the answer has changed. Not in `list`: a network drive may take seconds. */
  async lookForMissing(): Promise<boolean> {
    const files = this.#entries.map((e) => e.path);
    const gone = await Promise.all(
      files.map((file) =>
        access(file).then(
          () => false,
          () => true,
        ),
      ),
    );
    const before = [...this.#missing].sort().join('\n');
    this.#missing = new Set(files.filter((_, i) => gone[i]));
    return [...this.#missing].sort().join('\n') !== before;
  }

  flush(): void {
    this.#file.flush();
  }

  #set(entries: Entry[]): void {
    this.#entries = entries;
    this.#file.write(entries);
  }
}

/** The good ones, each path once, and what is wrong with the others. */
function readEntries(stored: unknown): { entries: Entry[]; broken: string | null } {
  if (!Array.isArray(stored)) return { entries: [], broken: 'not a list' };
  const entries = new Map<string, Entry>();
  let broken = 0;
  for (const one of stored) {
    const checked = v.safeParse(entry, one);
    if (!checked.success || entries.has(checked.output.path)) broken++;
    else if (entries.size < LIMIT) entries.set(checked.output.path, checked.output);
  }
  return { entries: [...entries.values()], broken: broken === 0 ? null : `${broken} of ${stored.length} entries` };
}

function idOf(file: string): string {
  return createHash('sha256').update(file).digest('hex').slice(0, 16);
}

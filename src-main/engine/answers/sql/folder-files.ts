// The files of a folder and below it that may be captures, in bounds; what is passed over, and why.
import { lstatSync, opendirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Message } from '../../../ipc/message';
import type { IndexedFile } from '../../../store/index-database';

/** Files of a folder that are looked at, entries of one folder, and how deep. */
const MOST_FILES = 100_000;
const DEEPEST = 32;

/** What was not read, and why. */
export interface Skipped {
  path: string;
  why: Message;
}
export interface FolderFiles {
  files: IndexedFile[];
  skipped: Skipped[];
  /** folders that could not be looked into: what is known of the captures in them stays */
  unread: string[];
}
interface FolderBounds {
  files: number;
  depth: number;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** The entries of a folder, sorted; no more than `most`. */
function namesIn(folder: string, most: number): { names: string[]; isCut: boolean } {
  const names: string[] = [];
  const entries = opendirSync(folder);
  try {
    for (let entry = entries.readSync(); entry; entry = entries.readSync()) {
      if (names.length >= most) return { names: names.sort(), isCut: true };
      names.push(entry.name);
    }
  } finally {
    entries.closeSync();
  }
  return { names: names.sort(), isCut: false };
}

/**
 * Regular files in the folder and below it, in the order of their names; links are not followed, and folders whose names begin with a dot are
 * left alone. Throws when the folder itself cannot be read.
 */
export function filesOf(folder: string, bounds: FolderBounds = { files: MOST_FILES, depth: DEEPEST }): FolderFiles {
  const found: FolderFiles = { files: [], skipped: [], unread: [] };
  const skip = (path: string, why: Message): void => void found.skipped.push({ path, why });
  const cut = (path: string): void => skip(path, { key: 'folder.skipped.many', args: { most: bounds.files } });
  const walk = (at: string, depth: number): void => {
    const { names, isCut } = namesIn(at, bounds.files);
    for (const name of names) {
      if (found.files.length >= bounds.files) return cut(at);
      const path = join(at, name);
      const what = lstatSync(path, { throwIfNoEntry: false });
      if (what?.isSymbolicLink()) skip(path, { key: 'folder.skipped.link' });
      else if (what?.isFile())
        found.files.push({ name: basename(path), path, size: what.size, modifiedMs: what.mtimeMs });
      else if (what?.isDirectory() && !name.startsWith('.')) below(path, depth + 1);
    }
    if (isCut) cut(at);
  };
  const below = (path: string, depth: number): void => {
    if (depth > bounds.depth) return skip(path, { key: 'folder.skipped.deep', args: { most: bounds.depth } });
    try {
      walk(path, depth);
    } catch (error) {
      found.unread.push(path);
      skip(path, { key: 'folder.skipped.unread', args: { reason: codeOf(error) } });
    }
  };
  walk(resolve(folder), 0);
  return found;
}

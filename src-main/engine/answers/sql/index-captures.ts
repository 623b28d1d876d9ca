// Reads captures into one database of conversations: those of a folder, new and changed ones only.
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { translateMessage } from '../../../i18n/translate';
import type { FlowRow } from '../../../ipc/flow-facts';
import type { Problem } from '../../../ipc/message';
import type { IndexDatabase, IndexedFile } from '../../../store/index-database';
import { sha256Of } from '../../base/file-hash';
import { CaptureDocument } from '../../document/document';
import { findTimings } from '../../passes/timing-pass';
import { findHandshakes } from '../../passes/tls-pass';

const PAGE = 1024;
/** Files of a folder that are looked at, and how deep. */
const MOST_FILES = 100_000;
const DEEPEST = 32;
/** What is no capture, and why nothing is said of it. */
const NO_CAPTURE = new Set(
  ['unknown', 'empty', 'text', 'unsupported', 'compressed', 'emptyInside'].map((kind) => `formats.${kind}`),
);

export interface IndexRun {
  /** `done` files of `total` are dealt with; `name`: the one that is read */
  progress(done: number, total: number, name: string): void;
  stopped(): boolean;
}
export interface IndexEnd {
  /** captures that were read, that were known, that are gone from the folder */
  read: number;
  known: number;
  removed: number;
  /** files that could not be read, or not to their end */
  problems: { path: string; problem: Problem }[];
  stopped: boolean;
}

/** What is known of a capture when it has been read, page by page. */
export function* flowPagesOf(document: CaptureDocument): Generator<FlowRow[]> {
  findTimings(document);
  findHandshakes(document);
  const { flows } = document.analysis;
  for (let from = 0; from < flows.count; from += PAGE)
    yield Array.from({ length: Math.min(PAGE, flows.count - from) }, (_, i) => flows.row(from + i));
}

/** What the file is now. Throws what the file system says. */
export function fileAt(path: string): IndexedFile {
  const { size, mtimeMs } = statSync(path);
  return { name: basename(path), path: resolve(path), size, modifiedMs: mtimeMs };
}

/** Regular files in the folder and below it, in the order of their names; links are not followed. */
function* filesIn(folder: string, depth = 0): Generator<string> {
  if (depth > DEEPEST) return;
  const names = readdirSync(folder).sort();
  for (const name of names) {
    const path = join(folder, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() && !name.startsWith('.')) yield* filesIn(path, depth + 1);
    else if (found?.isFile()) yield path;
  }
}

/** Reads what is new or changed in the folder into the database, and drops what is gone. Throws when the folder cannot be read. */
export async function indexFolder(db: IndexDatabase, folder: string, except: string, run: IndexRun): Promise<IndexEnd> {
  const end: IndexEnd = { read: 0, known: 0, removed: 0, problems: [], stopped: false };
  const files: IndexedFile[] = [];
  for (const path of filesIn(resolve(folder))) {
    if (path === except || path.startsWith(`${except}-`)) continue;
    if (files.push(fileAt(path)) >= MOST_FILES) break;
  }
  const there = new Set(files.map(({ path }) => path));
  for (const path of db.paths()) {
    if (there.has(path)) continue;
    db.remove(path);
    end.removed++;
  }
  for (const [i, file] of files.entries()) {
    run.progress(i, files.length, file.name);
    if (run.stopped()) return { ...end, stopped: true };
    if (db.has(file)) end.known++;
    else await readInto(db, file, run, end);
  }
  run.progress(files.length, files.length, '');
  return { ...end, stopped: run.stopped() };
}

async function readInto(db: IndexDatabase, file: IndexedFile, run: IndexRun, end: IndexEnd): Promise<void> {
  const opened = await CaptureDocument.open(file.path);
  if (!opened.ok) {
    db.remove(file.path);
    if (!NO_CAPTURE.has(opened.problem.kind)) end.problems.push({ path: file.path, problem: opened.problem });
    return;
  }
  const { document } = opened;
  try {
    const finished = await document.read({ progress: () => undefined, stopped: () => run.stopped() });
    if (finished.phase === 'cancelled') return;
    const problem = 'problem' in finished ? finished.problem : null;
    if (problem) end.problems.push({ path: file.path, problem });
    putDocument(db, file, document, problem, await sha256Of(file.path, () => run.stopped()));
    end.read++;
  } finally {
    document.close();
  }
}

/** Puts a capture that has been read into the database. */
export function putDocument(
  db: IndexDatabase,
  file: IndexedFile,
  document: CaptureDocument,
  problem: Problem | null,
  sha256: string | null,
): void {
  const told = problem === null ? null : translateMessage('en', problem.message);
  db.put({ ...file, sha256, packets: document.frames, problem: told }, flowPagesOf(document));
}

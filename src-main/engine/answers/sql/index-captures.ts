// Reads captures into one database of conversations: those of a folder, new and changed ones only.
import { statSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { translateMessage } from '../../../i18n/translate';
import type { FlowRow } from '../../../ipc/flow-facts';
import type { Problem } from '../../../ipc/message';
import { IndexFull, type IndexDatabase, type IndexedFile } from '../../../store/index-database';
import { sha256Of } from '../../base/file-hash';
import { bug } from '../../base/problems';
import { CaptureDocument } from '../../document/document';
import { findTimings } from '../../passes/timing-pass';
import { findHandshakes } from '../../passes/tls-pass';
import { filesOf, type Skipped } from './folder-files';

const PAGE = 1024;
/** What is no capture, and why nothing is said of it. */
const NO_CAPTURE = new Set(
  ['unknown', 'empty', 'text', 'unsupported', 'compressed', 'emptyInside'].map((kind) => `formats.${kind}`),
);

/** How far it is. */
export interface IndexProgress {
  /** `done` files of `total` are dealt with */
  done: number;
  total: number;
  /** the file that is read; empty: none */
  name: string;
  /** bytes of files, as they are on the disk */
  doneBytes: number;
  totalBytes: number;
}
export interface IndexRun {
  /** more often than anybody wants to draw */
  progress(now: IndexProgress): void;
  stopped(): boolean;
  /** for packed captures; the system's, unless told */
  cacheFolder?: string;
}
export interface IndexEnd {
  /** captures that were read, that were known, that are gone from the folder */
  read: number;
  known: number;
  removed: number;
  /** files that are no captures */
  others: number;
  /** files that could not be read, or not to their end */
  problems: { path: string; problem: Problem }[];
  /** what was not looked at */
  skipped: Skipped[];
  stopped: boolean;
  /** there was no room for this file and what follows it; null: there was */
  full: string | null;
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

/** Reads what is new or changed in the folder into the database, and drops what is gone. Throws when the folder cannot be read. */
export async function indexFolder(db: IndexDatabase, folder: string, except: string, run: IndexRun): Promise<IndexEnd> {
  const { files: found, skipped, unread } = filesOf(folder);
  const files = found.filter(({ path }) => path !== except && !path.startsWith(`${except}-`));
  const end: IndexEnd = {
    ...{ read: 0, known: 0, removed: 0, others: 0, problems: [], skipped },
    ...{ stopped: false, full: null },
  };
  const there = new Set(files.map(({ path }) => path));
  for (const path of db.paths()) {
    if (there.has(path) || unread.some((one) => path.startsWith(one + sep))) continue;
    db.remove(path);
    end.removed++;
  }
  const now: IndexProgress = { done: 0, total: files.length, name: '', doneBytes: 0, totalBytes: 0 };
  for (const { size } of files) now.totalBytes += size;
  for (const file of files) {
    run.progress({ ...now, name: file.name });
    if (run.stopped()) return { ...end, stopped: true };
    if (db.has(file)) end.known++;
    else {
      const reading: IndexRun = {
        ...run,
        progress: ({ doneBytes }) => run.progress({ ...now, name: file.name, doneBytes: now.doneBytes + doneBytes }),
      };
      try {
        await readInto(db, file, reading, end);
      } catch (error) {
        if (error instanceof IndexFull) return { ...end, full: file.path };
        if (isOfDatabase(error)) throw error;
        end.problems.push({ path: file.path, problem: bug('index', error) });
      }
    }
    now.done++;
    now.doneBytes += file.size;
  }
  run.progress(now);
  return { ...end, stopped: run.stopped() };
}

/** The database is broken, and not what was to be put into it. */
const isOfDatabase = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');

/** `run.progress` is told the bytes of this file in `doneBytes`. */
async function readInto(db: IndexDatabase, file: IndexedFile, run: IndexRun, end: IndexEnd): Promise<void> {
  const opened = await CaptureDocument.open(file.path, { cacheFolder: run.cacheFolder });
  if (!opened.ok) {
    db.remove(file.path);
    if (NO_CAPTURE.has(opened.problem.kind)) end.others++;
    else end.problems.push({ path: file.path, problem: opened.problem });
    return;
  }
  const { document } = opened;
  const nothing = { done: 0, total: 0, name: '', totalBytes: 0 };
  try {
    const finished = await document.read({
      progress: () => run.progress({ ...nothing, doneBytes: Math.min(file.size, document.readBytes) }),
      stopped: () => run.stopped(),
    });
    if (finished.phase === 'cancelled') return;
    const problem = 'problem' in finished ? finished.problem : null;
    if (problem) end.problems.push({ path: file.path, problem });
    const sha256 = await sha256Of(file.path, () => run.stopped());
    if (run.stopped()) return;
    putDocument(db, file, document, problem, sha256);
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

// What was transferred by HTTP as files, in a folder of their own: nothing that was there is written over, and the folder is whole or not there.
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeContents, writeFailure, type WriteFailure } from '../../formats/writing/whole-file';
import { writeProblem } from '../../formats/writing/write-problem';
import type { ExportEnd } from '../../ipc/contracts/export-contract';
import type { HttpObject } from '../../report/objects/http-objects';

/** Folders of one name beside each other. */
const MOST_FOLDERS = 1000;

export interface ObjectRun {
  /** told the name of the folder, once there is one */
  named(folder: string): void;
  /** asked before each object: true ends it, and nothing of the folder stays */
  stopped(): boolean;
}

/**
 * Writes each object into the folder `path`, or `path-2` and so on where that is taken; without objects there is none. The names of objects are
 * safe (`report/objects/object-name.ts`). Rejects only on bugs.
 */
export async function writeObjects(
  path: string,
  objects: AsyncIterable<Pick<HttpObject, 'name' | 'content' | 'cut'>>,
  run: ObjectRun,
): Promise<ExportEnd> {
  let folder: string | null = null;
  let [items, bytes, cut] = [0, 0, 0];
  let isWhole = false;
  try {
    for await (const object of objects) {
      if (run.stopped()) break;
      if (folder === null) {
        const made = await newFolder(path);
        if (typeof made !== 'string') return failed(made, path);
        folder = made;
        run.named(basename(folder));
      }
      const file = join(folder, object.name);
      const failure = await writeContents(file, object.content);
      if (failure !== null) return failed(failure, file);
      items++;
      bytes += object.content.length;
      if (object.cut) cut++;
    }
    if (run.stopped()) return { kind: 'cancelled' };
    isWhole = true;
    return {
      kind: 'written',
      items,
      bytes,
      notes: cut === 0 ? [] : [{ key: 'export.note.cut', args: { count: cut } }],
    };
  } finally {
    if (!isWhole && folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

const failed = (failure: WriteFailure, path: string): ExportEnd => ({
  kind: 'failed',
  problem: writeProblem(failure, path),
});

/** One that was not there before. */
async function newFolder(path: string): Promise<string | WriteFailure> {
  for (let i = 1; ; i++) {
    const folder = i === 1 ? path : `${path}-${i}`;
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      const failure = writeFailure(error);
      if (failure.reason !== 'EEXIST' || i === MOST_FOLDERS) return failure;
    }
  }
}

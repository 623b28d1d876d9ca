// Brings the store of a folder up to date: what there is to read, how much room there is for it, and what is told of it.
import { mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { version } from '../../../package.json';
import { roomIn } from '../../formats/temp-file';
import { MOST_FOLDER_NOTES, type FolderEnd, type FolderNote } from '../../ipc/contracts/folder-contract';
import type { Message } from '../../ipc/message';
import { IndexDatabase, NoIndex } from '../../store/index-database';
import { indexFolder, type IndexProgress } from '../answers/sql/index-captures';

/** Bytes that the stores of all folders may take together. */
const MOST_BYTES = 4 * 1024 ** 3;

interface UpdateOptions {
  folder: string;
  /** file of the store; made when it is missing, anew when it is damaged */
  database: string;
  /** for packed captures */
  cacheFolder: string;
  /** bytes that all stores in its folder may take */
  most?: number;
}
interface UpdateRun {
  /** `captures`: in the store now */
  progress(now: IndexProgress, captures: number): void;
  stopped(): boolean;
}

/** Bytes that this store may take: what the others leave of `most`, and the disk. */
function roomFor(database: string, most: number): number {
  const folder = dirname(database);
  let [own, others] = [0, 0];
  for (const name of readdirSync(folder)) {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
    if (name.startsWith(basename(database))) own += size;
    else others += size;
  }
  const disk = statfsSync(folder);
  return Math.max(0, Math.min(most - others, roomIn(disk.bavail * disk.bsize + own)));
}

function open(database: string, most: number): IndexDatabase {
  try {
    return new IndexDatabase(database, version, most);
  } catch (error) {
    if (!(error instanceof NoIndex)) throw error;
    // it holds nothing that the captures do not
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(database + ending, { force: true });
    return new IndexDatabase(database, version, most);
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Never throws: what went wrong is told in the end of it. */
export async function updateFolder(options: UpdateOptions, run: UpdateRun): Promise<FolderEnd> {
  const { folder, database, cacheFolder, most = MOST_BYTES } = options;
  const failed = (key: string, error: unknown): FolderEnd => ({
    ...{ captures: null, others: 0, stopped: false, notes: [] },
    problem: { key, args: { reason: reasonOf(error) } },
  });
  let db: IndexDatabase;
  try {
    mkdirSync(dirname(database), { recursive: true, mode: 0o700 });
    db = open(database, roomFor(database, most));
  } catch (error) {
    return failed('folder.problem.store', error);
  }
  try {
    let captures = db.count;
    let counted = -1;
    const end = await indexFolder(db, folder, database, {
      cacheFolder,
      stopped: () => run.stopped(),
      progress: (now) => {
        if (now.done !== counted) captures = db.count;
        counted = now.done;
        run.progress(now, captures);
      },
    }).catch((error: unknown) => {
      const isStore = reasonOf(error).startsWith('SQLITE_');
      return failed(isStore ? 'folder.problem.store' : 'folder.problem.unreadable', error);
    });
    if ('captures' in end) return { ...end, captures: db.count };
    const notes: FolderNote[] = [
      ...end.problems.map(({ path, problem }) => ({ path, why: problem.message })),
      ...end.skipped,
    ].map(({ path, why }) => ({ path: relative(folder, path) || basename(folder), why }));
    const problem: Message | null =
      end.full === null ? null : { key: 'folder.problem.full', args: { name: basename(end.full) } };
    return {
      ...{ captures: db.count, others: end.others, stopped: end.stopped, problem },
      notes: notes.slice(0, MOST_FOLDER_NOTES),
    };
  } finally {
    db.close();
  }
}

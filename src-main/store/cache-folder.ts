// The folder with the databases: one file a capture. It must not grow for ever, and must not lose one that is in use.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ENDING = '.synscope-db';
const LOCK = '.lock';
const KEPT_FILES = 20;
const KEPT_BYTES = 512 * 1024 * 1024;

/** Removes a database with everything SQLite keeps beside it. Never throws. */
export function removeDatabase(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`, path + LOCK]) {
    try {
      rmSync(file, { force: true });
    } catch {
      // Somebody else has it open (Windows): the next start tries again.
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a running process other than this one holds the database. */
function heldByOther(path: string): boolean {
  let text: string;
  try {
    text = readFileSync(path + LOCK, 'utf8');
  } catch {
    return false;
  }
  const pid = Number(text);
  return Number.isInteger(pid) && pid > 0 && pid !== process.pid && alive(pid);
}

/**
 * Path of a fresh, empty place for the database of this capture; what an earlier run left there is removed.
 * Two windows with the same capture get two databases. `release` gives it free for cleaning.
 */
export function claimDatabase(cacheDir: string, capturePath: string): { path: string; release(): void } {
  mkdirSync(cacheDir, { recursive: true });
  const name = createHash('sha256').update(resolve(capturePath)).digest('hex').slice(0, 20);
  for (let copy = 0; ; copy++) {
    const path = join(cacheDir, `${name}${copy === 0 ? '' : `-${copy}`}${ENDING}`);
    if (heldByOther(path) || held.has(path)) continue;
    removeDatabase(path);
    try {
      writeFileSync(path + LOCK, String(process.pid), { flag: 'wx' });
    } catch (error) {
      // Another process came first by a hair, or the lock cannot be removed: take the next name.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && copy < 1000) continue;
      throw error;
    }
    held.add(path);
    return {
      path,
      release: () => {
        held.delete(path);
        rmSync(path + LOCK, { force: true });
      },
    };
  }
}
/** Databases that this process itself has open. */
const held = new Set<string>();

/** Removes databases nobody uses, the oldest first, until few and small enough ones are left. Returns how many went. */
export function cleanFolder(cacheDir: string, keepFiles = KEPT_FILES, keepBytes = KEPT_BYTES): number {
  if (!existsSync(cacheDir)) return 0;
  const files = readdirSync(cacheDir)
    .filter((name) => name.endsWith(ENDING))
    .flatMap((name) => {
      const path = join(cacheDir, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat ? [{ path, bytes: stat.size, ms: stat.mtimeMs }] : [];
    })
    .sort((a, b) => b.ms - a.ms);
  let kept = 0;
  let bytes = 0;
  let removed = 0;
  for (const file of files) {
    const used = held.has(file.path) || heldByOther(file.path);
    if (used || (kept < keepFiles && bytes + file.bytes <= keepBytes)) {
      kept++;
      bytes += file.bytes;
    } else {
      removeDatabase(file.path);
      removed++;
    }
  }
  return removed;
}

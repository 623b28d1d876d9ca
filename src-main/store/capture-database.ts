// The file with the conversations of an open capture: nobody else can read it, and it is gone when the capture is closed.
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftOvers } from '../formats/left-over';
import { roomIn } from '../formats/temp-file';
import { openWrite, type WriteDb } from './database';
import { CAPTURE_MIGRATIONS } from './migrate';
import { sql, trusted } from './sql';

/** A name of its own for each open capture; removeLeftOvers knows it. */
export const databaseName = (): string => `synscope-${process.pid}-${randomBytes(8).toString('hex')}.flows-db`;

/**
 * Makes the database (and the folder, where it is missing) and leaves room on the disk. Throws what went wrong.
 * @param most bytes that it may take; as the disk allows, unless told
 */
export function createDatabase(folder: string, name: string, most?: number): WriteDb {
  mkdirSync(folder, { recursive: true });
  removeLeftOvers(folder);
  const path = join(folder, name);
  closeSync(openSync(path, 'wx', 0o600));
  const db = openWrite(path, () => undefined, CAPTURE_MIGRATIONS);
  const disk = statfsSync(folder);
  const pageSize = db.pluck('page size', sql`PRAGMA page_size`)[0] as number;
  const pages = Math.floor(Math.min(most ?? Infinity, roomIn(disk.bavail * disk.bsize)) / pageSize);
  db.pluck('room', sql`PRAGMA max_page_count = ${trusted(String(Math.max(1, Math.min(pages, 2 ** 31))))}`);
  return db;
}

/** Removes the database with what SQLite keeps beside it. Never throws: where it is still open (Windows), call again later. */
export function removeDatabase(folder: string, name: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal'])
    try {
      rmSync(join(folder, name + ending), { force: true });
    } catch {
      // somebody has it open; the next start removes it
    }
}

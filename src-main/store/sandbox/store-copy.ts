// A store as it is at this moment, for readers: a copy that nobody writes to, while the writer goes on.
import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftOvers } from '../../formats/left-over';
import { roomIn } from '../../formats/temp-file';
import { databaseName, removeDatabase } from '../capture-database';

export class StoreCopy {
  readonly fd: number;
  readonly #folder: string;
  readonly #name: string;

  /** Copies the database `path` into `folder` (made if missing). Throws what the file system and SQLite say. */
  constructor(path: string, folder: string) {
    this.#folder = folder;
    this.#name = databaseName();
    mkdirSync(folder, { recursive: true });
    removeLeftOvers(folder);
    const disk = statfsSync(folder);
    const bytes = statSync(path).size + (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0);
    if (bytes > roomIn(disk.bavail * disk.bsize)) throw new Error('ENOSPC: no room on the disk for a copy');
    const copy = join(folder, this.#name);
    closeSync(openSync(copy, 'wx', 0o600));
    try {
      const db = new Database(path, { readonly: true });
      try {
        db.prepare('VACUUM INTO ?').run(copy);
      } finally {
        db.close();
      }
      this.fd = openSync(copy, 'r');
    } catch (error) {
      removeDatabase(folder, this.#name);
      throw error;
    }
    // Where the system lets an open file lose its name, not even a crash leaves it behind. Windows does not.
    if (process.platform !== 'win32') rmSync(copy, { force: true });
  }

  close(): void {
    closeSync(this.fd);
    removeDatabase(this.#folder, this.#name);
  }
}

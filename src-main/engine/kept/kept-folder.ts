// The folder of kept captures: which file belongs to which capture, and how much all of them take. A capture is known by its size, its time and a sample
// of its bytes, not by its name.
import { createHash } from 'node:crypto';
import { fstatSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { removeLeftOvers } from '../../formats/left-over';
import { roomIn } from '../../formats/temp-file';
import { FileSource } from '../../formats/file-source';
import { readFully } from '../../formats/read-fully';
import { BUILD } from './build';

/** Bytes that all kept captures may take together. */
const MOST_BYTES = 4 * 1024 ** 3;
const ENDING = '.kept';
/** Samples of a capture, and bytes of one. */
const SAMPLES = 64;
const SAMPLE = 4096;

/** What else decides on what is known of a capture: any other value is another capture. */
export type KeptSettings = Readonly<Record<string, unknown>>;

/** Name of the file that belongs to an open capture. Throws what the file system says. */
export function keptName(fd: number, settings: KeptSettings): string {
  const { size, mtimeMs } = fstatSync(fd);
  const hash = createHash('sha256').update(JSON.stringify([BUILD, size, mtimeMs, settings]));
  const source = FileSource.of(fd);
  const bytes = new Uint8Array(SAMPLE);
  for (let i = 0; i < SAMPLES; i++) {
    // the first bytes, the last ones, and in between
    const at = Math.floor((i / (SAMPLES - 1)) * Math.max(0, size - SAMPLE));
    hash.update(bytes.subarray(0, readFully(source, bytes, at)));
  }
  return hash.digest('hex').slice(0, 40) + ENDING;
}

export class KeptFolder {
  readonly #most: number;

  /** @param path made when it is needed; `most`: bytes that may lie in it */
  constructor(
    readonly path: string,
    most = MOST_BYTES,
  ) {
    this.#most = most;
  }

  /** Where the kept capture of that name is, null: there is none. It was used now. */
  find(name: string): string | null {
    const path = join(this.path, name);
    try {
      const now = new Date();
      utimesSync(path, now, now);
      return path;
    } catch {
      return null;
    }
  }

  /** Makes room for one more by removing those that were not used for longest; returns the bytes that it may take. Throws what the file system says. */
  makeRoom(bytes: number): number {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    removeLeftOvers(this.path);
    const disk = statfsSync(this.path);
    const kept = this.#all();
    let taken = kept.reduce((sum, one) => sum + one.size, 0);
    // what is removed is free afterwards
    const most = Math.min(this.#most, roomIn(disk.bavail * disk.bsize + taken));
    if (bytes > most) return 0;
    for (const { name, size } of kept) {
      if (taken + bytes <= most) break;
      this.remove(name);
      taken -= size;
    }
    return most - taken;
  }

  /** Never throws. */
  remove(name: string): void {
    rmSync(join(this.path, name), { force: true });
  }

  /** What was not used for longest comes first. */
  #all(): { name: string; size: number; usedMs: number }[] {
    const names = readdirSync(this.path).filter((name) => name.endsWith(ENDING));
    const all = names.flatMap((name) => {
      try {
        const { size, mtimeMs } = statSync(join(this.path, name));
        return [{ name, size, usedMs: mtimeMs }];
      } catch {
        // another process has removed it
        return [];
      }
    });
    return all.sort((a, b) => a.usedMs - b.usedMs);
  }
}

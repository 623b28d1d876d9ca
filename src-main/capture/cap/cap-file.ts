// The capture file of the cap driver: whole blocks, appended every few milliseconds.
import { closeSync, constants, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { PcapngWriter } from '../../formats/pcapng-writer';
import type { Problem } from '../../ipc/message';
import { captureProblem, wordsOf, type CaptureProblemKind } from '../problems';

const FLUSH_BYTES = 256 * 1024;

const KIND_OF: Record<string, CaptureProblemKind> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'file-too-big',
  EEXIST: 'output-exists',
  ELOOP: 'output-exists',
  EACCES: 'output-unwritable',
  EPERM: 'output-unwritable',
  EROFS: 'output-unwritable',
  ENOENT: 'output-unwritable',
  ENOTDIR: 'output-unwritable',
  ENAMETOOLONG: 'output-unwritable',
};

function fileProblem(error: unknown, file: string): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return captureProblem(KIND_OF[code] ?? 'write', { file, detail: wordsOf(error) });
}

export class CapFile {
  readonly writer = new PcapngWriter();
  readonly path: string;
  /** bytes on the disk */
  length = 0;
  /** the first failure; nothing is written after it */
  problem: Problem | null = null;
  #fd: number | null = null;

  /** Never an existing file, never through a link; readable by its owner only. */
  constructor(path: string) {
    this.path = path;
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants;
    try {
      this.#fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    } catch (error) {
      this.problem = fileProblem(error, path);
    }
  }

  get isFull(): boolean {
    return this.writer.length >= FLUSH_BYTES;
  }

  /** Hands the blocks written so far to the system. After a failure the file ends where the last flush ended. */
  flush(): void {
    const bytes = this.writer.bytes();
    if (this.#fd === null || this.problem || bytes.length === 0) return;
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done);
      this.length += bytes.length;
    } catch (error) {
      this.problem = fileProblem(error, this.path);
      this.#cutBack();
    }
    this.writer.clear();
  }

  close(): void {
    this.flush();
    if (this.#fd === null) return;
    try {
      closeSync(this.#fd);
    } catch (error) {
      this.problem ??= fileProblem(error, this.path);
    }
    this.#fd = null;
  }

  /** Removes it: nothing was captured. */
  discard(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  #cutBack(): void {
    try {
      if (this.#fd !== null) ftruncateSync(this.#fd, this.length);
    } catch {
      // the disk is gone altogether; the problem is told already
    }
  }
}

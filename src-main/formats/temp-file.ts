// Where a compressed capture is unpacked to: a file that nobody else can read, and that goes away with its reader.
import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, statfsSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../ipc/message';
import type { ByteSource } from './capture-reader';
import { FileSource } from './file-source';
import { removeLeftOvers } from './left-over';
import { errorCode, problem } from './problems';

/** Left free on the disk whatever the capture holds: so many bytes, and so much of what is free now. */
const KEEP_FREE = 512 * 1024 * 1024;
const KEEP_FREE_SHARE = 0.25;

/** Bytes that may be taken where `free` are free. */
export const roomIn = (free: number): number =>
  Math.max(0, Math.floor(free - Math.max(KEEP_FREE, KEEP_FREE_SHARE * free)));
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

export class TempFile {
  written = 0;
  private removed = false;

  private constructor(
    private readonly folder: string,
    private readonly path: string,
    private readonly fd: number,
    private readonly limit: number,
  ) {
    // Where the system lets an open file lose its name, not even a crash leaves it behind. Windows does not.
    if (process.platform !== 'win32') this.remove();
  }

  /** A new file in `folder` (made if missing) that takes at most `limit` bytes, and leaves room on the disk. */
  static create(folder: string, limit: number): TempFile | Problem {
    try {
      mkdirSync(folder, { recursive: true });
      removeLeftOvers(folder);
      const disk = statfsSync(folder);
      const path = join(folder, `synscope-${process.pid}-${randomBytes(8).toString('hex')}.capture`);
      return new TempFile(
        folder,
        path,
        openSync(path, 'wx+', 0o600),
        Math.min(limit, roomIn(disk.bavail * disk.bsize)),
      );
    } catch (error) {
      return problem('cacheUnwritable', { folder, reason: errorCode(error) });
    }
  }

  /** Appends as much as may be written; a problem when that was not all. */
  write(bytes: Uint8Array): Problem | null {
    const part = bytes.subarray(0, Math.max(0, this.limit - this.written));
    let done = 0;
    try {
      while (done < part.length) {
        const put = writeSync(this.fd, part, done, part.length - done, this.written);
        done += put;
        this.written += put;
      }
    } catch (error) {
      const code = errorCode(error);
      const { folder } = this;
      return NO_ROOM.includes(code)
        ? problem('diskFull', { folder })
        : problem('cacheUnwritable', { folder, reason: code });
    }
    return part.length < bytes.length ? problem('inflateLimit', { limit: this.limit }) : null;
  }

  /** What was written, to be read; closing it removes the file. */
  source(): ByteSource {
    const file = FileSource.of(this.fd);
    return {
      size: () => file.size(),
      read: (into, at) => file.read(into, at),
      lend: () => file.lend(),
      close: () => {
        file.close();
        this.remove();
      },
    };
  }

  private remove(): void {
    if (this.removed) return;
    this.removed = true;
    try {
      unlinkSync(this.path);
    } catch {
      this.removed = false; // once more at close
    }
  }
}

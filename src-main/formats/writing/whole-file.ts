// A file that is whole or not there: it is written under another name in the folder where it is to stand, and gets its name at the end.
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cutBytes } from '../../text/cut-bytes';
import { errorCode } from '../problems';

/** Why a file could not be written. */
export type WriteFailure = { kind: 'full' | 'refused' | 'failed'; reason: string };

/** Bytes of the name that a partial file begins with: a file system has room for 255 in all. */
const MOST_NAME = 200;
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const REFUSED = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR'];

export function writeFailure(error: unknown): WriteFailure {
  const reason = errorCode(error);
  return { kind: FULL.includes(reason) ? 'full' : REFUSED.includes(reason) ? 'refused' : 'failed', reason };
}

export class WholeFile {
  readonly #handle: FileHandle;
  /** bytes written so far */
  written = 0;
  #copy = new Uint8Array(0);
  /** settles when what was passed last is written */
  #passing: Promise<void> = Promise.resolve();

  private constructor(
    readonly path: string,
    readonly partial: string,
    handle: FileHandle,
  ) {
    this.#handle = handle;
  }

  /** Begins a file that is to be `path`, over what may be there. Rejects as the file system does, as all the others. */
  static async create(path: string): Promise<WholeFile> {
    const partial = join(dirname(path), `.${cutBytes(basename(path), MOST_NAME)}.${process.pid}.partial`);
    return new WholeFile(path, partial, await open(partial, 'wx', 0o666));
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += (await this.#handle.write(bytes, at)).bytesWritten;
    this.written += bytes.length;
  }

  /**
   * Writes bytes that whoever gives them goes on to change: they are copied, and on the way to the disk while the next ones are made. Settles when
   * those before them are written.
   */
  async pass(bytes: Uint8Array): Promise<void> {
    await this.#passing;
    if (this.#copy.length < bytes.length) this.#copy = new Uint8Array(bytes.length);
    this.#copy.set(bytes);
    this.#passing = this.write(this.#copy.subarray(0, bytes.length));
    // who waits for it hears of a failure: the next call, or the end
    this.#passing.catch(() => undefined);
  }

  /** Settles when all that was passed is written. */
  passed(): Promise<void> {
    return this.#passing;
  }

  /** It is whole: it gets its name. */
  async commit(): Promise<void> {
    await this.#passing;
    await this.#handle.close();
    await rename(this.partial, this.path);
  }

  /** It will not be whole: nothing of it stays. Never rejects. */
  async abandon(): Promise<void> {
    await this.#passing.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
    await rm(this.partial, { force: true }).catch(() => undefined);
  }
}

/** Writes a file with `fill`, which says in the end whether it is whole. Null: it is there, or `fill` did not want it. */
export async function writeWhole(
  path: string,
  fill: (file: WholeFile) => Promise<boolean>,
): Promise<WriteFailure | null> {
  let file: WholeFile;
  try {
    file = await WholeFile.create(path);
  } catch (error) {
    return writeFailure(error);
  }
  try {
    if (await fill(file)) await file.commit();
    else await file.abandon();
    return null;
  } catch (error) {
    await file.abandon();
    if (error instanceof Error && 'syscall' in error) return writeFailure(error);
    throw error;
  }
}

/** Writes a file that is made already; a text as UTF-8. */
export const writeContents = (path: string, contents: string | Uint8Array): Promise<WriteFailure | null> =>
  writeWhole(path, async (file) => {
    await file.write(typeof contents === 'string' ? new TextEncoder().encode(contents) : contents);
    return true;
  });

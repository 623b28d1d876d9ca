// Whether somebody has changed the file of a capture since it was read: its bytes are read again whenever a packet is looked at.
import { fstatSync } from 'node:fs';
import type { Message } from '../../ipc/message';

/** How often the file system is asked at most. */
const EVERY_MS = 1000;

export class FileWatch {
  readonly #fd: number;
  readonly #size: number;
  readonly #modifiedMs: number;
  #change: 'grown' | 'changed' | null = null;
  #askedMs = performance.now();

  /** `fd`: the open file, which has been read. */
  constructor(fd: number) {
    this.#fd = fd;
    ({ size: this.#size, mtimeMs: this.#modifiedMs } = fstatSync(fd));
  }

  /** Looks again, now and then; true: that it has been changed is news. */
  look(now = performance.now()): boolean {
    if (this.#change !== null || now < this.#askedMs + EVERY_MS) return false;
    this.#askedMs = now;
    const { size, mtimeMs } = fstatSync(this.#fd);
    if (size === this.#size && mtimeMs === this.#modifiedMs) return false;
    // who writes on a capture that was not at its end yet leaves what was read as it is
    this.#change = size > this.#size ? 'grown' : 'changed';
    return true;
  }

  get remark(): Message | null {
    return this.#change && { key: 'remark.fileChanged', args: { how: this.#change } };
  }
}

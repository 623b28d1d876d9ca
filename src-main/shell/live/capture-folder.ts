// Where live captures lie until they are saved, and what earlier runs of the app left there.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { failure, success, type Result } from '../../capture/driver';
import { captureProblem, wordsOf } from '../../capture/problems';
import {
  abandonedCaptures,
  markerPath,
  newMarker,
  removeMarker,
  removeQuietly,
  writeMarker,
  type AbandonedCapture,
} from '../../capture/recovery';
import type { RecoverableCapture } from '../../ipc/contracts/capture-contract';
import type { Problem } from '../../ipc/message';

/** Below this a capture does not start. */
const LEAST_FREE = 64 * 1024 * 1024;

/** The files of one capture, and the marker that offers them again should the app die. */
export class CaptureFiles {
  readonly #marker: string;
  readonly #devices: string[];
  readonly #filter: string;
  #files: string[];
  #discarded = false;

  constructor(marker: string, devices: string[], filter: string, files: string[]) {
    this.#marker = marker;
    this.#devices = devices;
    this.#filter = filter;
    this.#files = files;
    this.#mark();
  }

  /** Those that are there, oldest first: a ring deletes some. */
  get existing(): string[] {
    this.#files = this.#files.filter((file) => existsSync(file));
    return [...this.#files];
  }

  /** The capture goes on in this file. */
  add(file: string): void {
    this.#files = [...this.existing.filter((known) => known !== file), file];
    this.#mark();
  }

  /** Nobody needs them any more. Once only: a capture that began since may have got the same name. */
  discard(): void {
    if (this.#discarded) return;
    this.#discarded = true;
    for (const file of this.#files) removeQuietly(file);
    this.#files = [];
    removeMarker(this.#marker);
  }

  // A disk that is full must not end a capture: at worst it is not offered again.
  #mark(): void {
    try {
      writeMarker(this.#marker, newMarker(this.#devices, this.#filter, this.#files));
    } catch (error) {
      console.error(`synscope: cannot write ${this.#marker}: ${wordsOf(error)}`);
    }
  }
}

export class CaptureFolder {
  readonly #root: string;

  /** `root` is made when it is first needed. */
  constructor(root: string) {
    this.#root = root;
  }

  /** A place for a new capture, or why there is none. */
  create(devices: string[], filter: string, nowMs: number): Result<{ file: string; files: CaptureFiles }> {
    const problem = this.#prepare();
    if (problem) return failure(problem);
    const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    const device = devices.length === 1 ? devices[0].replaceAll(/[^\w.-]+/g, '_').slice(-40) : `${devices.length}`;
    for (let copy = 0; ; copy++) {
      const id = `synscope_${device}_${stamp}${copy === 0 ? '' : `_${copy}`}`;
      const file = path.join(this.#root, `${id}.pcapng`);
      const marker = markerPath(this.#root, id);
      if (!existsSync(file) && !existsSync(marker))
        return success({ file, files: new CaptureFiles(marker, devices, filter, [file]) });
    }
  }

  #prepare(): Problem | null {
    const file = this.#root;
    try {
      mkdirSync(file, { recursive: true, mode: 0o700 });
      accessSync(file, constants.W_OK | constants.X_OK);
      const { bavail, bsize } = statfsSync(file);
      const free = bavail * bsize;
      if (free >= LEAST_FREE) return null;
      return captureProblem('low-space', { file, what: `${Math.floor(free / 1e6)} MB` });
    } catch (error) {
      return captureProblem('folder', { file, detail: wordsOf(error) });
    }
  }

  /** Captures whose app is gone, newest first. Those without a packet's worth of bytes are cleared away. */
  recoverable(): RecoverableCapture[] {
    return this.#abandoned().map(({ path: marker, marker: { startedMs, devices, filter }, files }) => ({
      id: idOf(marker),
      startedMs,
      devices,
      filter,
      files: files.length,
      bytes: files.reduce((sum, file) => sum + sizeOf(file), 0),
    }));
  }

  /** Takes one over: it is this run's now. Null when it is not there (any more). */
  adopt(
    id: string,
  ): { files: CaptureFiles; paths: string[]; devices: string[]; filter: string; startedMs: number } | null {
    const found = this.#abandoned().find((one) => idOf(one.path) === id);
    if (!found) return null;
    const { devices, filter, startedMs } = found.marker;
    const files = new CaptureFiles(found.path, devices, filter, found.files);
    return { files, paths: found.files, devices, filter, startedMs };
  }

  /** Deletes the files of one. */
  discard(id: string): void {
    const found = this.#abandoned().find((one) => idOf(one.path) === id);
    if (!found) return;
    for (const file of found.files) removeQuietly(file);
    removeMarker(found.path);
  }

  #abandoned(): (AbandonedCapture & { files: string[] })[] {
    return abandonedCaptures(this.#root)
      .reverse()
      .map((one) => ({ ...one, files: one.marker.files.filter((file) => this.#isOurs(file) && sizeOf(file) > 0) }))
      .filter(({ path: marker, files }) => {
        if (files.length === 0) removeMarker(marker);
        return files.length > 0;
      });
  }

  /** A marker that somebody changed must not make us delete or show anything else. */
  #isOurs(file: string): boolean {
    return path.dirname(file) === this.#root && file.endsWith('.pcapng');
  }
}

/** Bytes of a file; 0: there is none that could be read. */
function sizeOf(file: string): number {
  try {
    const found = statSync(file);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}
const idOf = (marker: string): string => createHash('sha256').update(marker).digest('hex').slice(0, 16);

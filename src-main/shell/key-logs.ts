// Which key log was chosen for which capture: paths alone, what stands in a log is read by the engine.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import * as v from 'valibot';
import { JsonFile, type JsonTrouble } from './json-file';

/** Captures that are remembered, the latest. */
const LIMIT = 100;
const place = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));
const stored = v.array(v.object({ capture: place, keyLog: place }));

export class KeyLogs {
  readonly #file: JsonFile;
  #entries: v.InferOutput<typeof stored>;

  constructor(file: string, tell?: (trouble: JsonTrouble) => void) {
    this.#file = new JsonFile(file, tell);
    this.#entries = this.#file.readAs(stored, 'not a list of key logs')?.slice(0, LIMIT) ?? [];
  }

  /** The key log of a capture, null: none was chosen. */
  of(capture: string): string | null {
    return this.#entries.find((entry) => entry.capture === capture)?.keyLog ?? null;
  }

  set(capture: string, keyLog: string): void {
    const others = this.#entries.filter((entry) => entry.capture !== capture);
    this.#entries = [{ capture, keyLog }, ...others].slice(0, LIMIT);
    this.#file.write(this.#entries);
  }

  flush(): void {
    this.#file.flush();
  }
}

const LABEL =
  /^(?:#[^\n]*\n|\s)*(?:CLIENT_RANDOM|PMS_CLIENT_RANDOM|RSA|(?:CLIENT|SERVER)_\w*TRAFFIC_SECRET\w*|EXPORTER_SECRET) /;

/** Whether a file that was dropped begins like a key log (RFC 9850). */
export function isKeyLog(file: string): boolean {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  try {
    const fd = openSync(file, O_RDONLY | O_NONBLOCK);
    try {
      if (!fstatSync(fd).isFile()) return false;
      const bytes = new Uint8Array(4096);
      const count = readSync(fd, bytes, 0, bytes.length, 0);
      return LABEL.test(new TextDecoder('latin1').decode(bytes.subarray(0, count)));
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  }
}

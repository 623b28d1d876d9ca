// A small JSON file that is either the old one or the new one, never half of it. One that is damaged is put aside, not
// written over: somebody may want to look into it.
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { wordsOf } from '../capture/problems';

const WAIT_MS = 300; // a pane that is dragged changes its size sixty times a second
/** more than all that is remembered can take; a larger file is not ours */
const MOST_BYTES = 16 << 20;

export interface JsonTrouble {
  /** `damaged`: begun anew, what was there is kept as `aside`; `unreadable`: the same, but it stays where it is */
  kind: 'damaged' | 'unreadable' | 'unwritable';
  file: string;
  aside: string;
  detail: string;
}

export class JsonFile {
  readonly #path: string;
  readonly #tell: (trouble: JsonTrouble) => void;
  #timer: NodeJS.Timeout | null = null;
  #value: unknown;

  constructor(file: string, tell: (trouble: JsonTrouble) => void = () => undefined) {
    this.#path = file;
    this.#tell = tell;
  }

  /** What the file holds, or null: not there, or not readable, or not JSON, which is told. */
  read(): unknown {
    try {
      return JSON.parse(readSmallFile(this.#path));
    } catch (error) {
      // a link to nowhere is no file either: the next write replaces it
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.putAside(wordsOf(error));
      return null;
    }
  }

  /** What the file holds where that has this form; null where it has not, which is put aside and told as `detail`. */
  readAs<S extends v.GenericSchema>(form: S, detail: string): v.InferOutput<S> | null {
    const found = this.read();
    if (found === null || v.is(form, found)) return found;
    this.putAside(detail);
    return null;
  }

  /** What it holds is not what belongs there. It is kept beside, under another name. */
  putAside(detail: string): void {
    const aside = `${this.#path}.damaged`;
    try {
      rmSync(aside, { force: true, recursive: true });
      renameSync(this.#path, aside);
      this.#tell({ kind: 'damaged', file: this.#path, aside, detail });
    } catch {
      this.#tell({ kind: 'unreadable', file: this.#path, aside, detail });
    }
  }

  /** Write soon; several calls in a row become one write. */
  write(value: unknown): void {
    this.#value = value;
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, WAIT_MS);
  }

  /** Write now what waits. A disk that is full or read-only costs the memory of a setting, not the app. */
  flush(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    const temporary = `${this.#path}.${process.pid}.tmp`;
    try {
      mkdirSync(path.dirname(this.#path), { recursive: true });
      writeFileSync(temporary, JSON.stringify(this.#value, null, 1));
      renameSync(temporary, this.#path);
    } catch (error) {
      console.error(`synscope: cannot write ${this.#path}: ${String(error)}`);
      this.#tell({ kind: 'unwritable', file: this.#path, aside: '', detail: wordsOf(error) });
      try {
        rmSync(temporary, { force: true });
      } catch {
        // the folder is not one
      }
    }
  }
}

/** Not a pipe, which would keep us waiting, and nothing that fills the memory. */
function readSmallFile(file: string): string {
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const fd = openSync(file, O_RDONLY | O_NONBLOCK);
  try {
    const found = fstatSync(fd);
    if (!found.isFile()) throw new Error('not a file');
    if (found.size > MOST_BYTES) throw new Error(`${found.size} bytes`);
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

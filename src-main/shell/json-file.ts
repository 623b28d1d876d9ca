// A small JSON file that is either the old one or the new one, never half of it.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const WAIT_MS = 300; // a pane that is dragged changes its size sixty times a second

export class JsonFile {
  #path: string;
  #timer: NodeJS.Timeout | null = null;
  #value: unknown;

  constructor(file: string) {
    this.#path = file;
  }

  /** What the file holds, or null: not there, not readable, not JSON. */
  read(): unknown {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8'));
    } catch {
      return null;
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
      try {
        rmSync(temporary, { force: true });
      } catch {
        // the folder is not one
      }
    }
  }
}

// The captures that come with the app (made by `npm run samples`).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Sample } from '../ipc/contracts/shell-contract';

const index = v.array(
  v.object({
    id: v.pipe(v.string(), v.regex(/^[a-z]+$/)),
    file: v.pipe(v.string(), v.regex(/^[a-z-]+\.pcapng$/)),
    packets: v.number(),
  }),
);

export class Samples {
  readonly folder: string;
  #entries: v.InferOutput<typeof index> = [];

  /** `folder` holds index.json and the captures it names; a folder without it means no samples. */
  constructor(folder: string) {
    this.folder = folder;
    try {
      this.#entries = v.parse(index, JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')));
    } catch (error) {
      console.error(`synscope: no samples in ${folder}: ${String(error)}`);
    }
  }

  list(): Sample[] {
    return this.#entries.map(({ id, packets }) => ({ id, packets }));
  }

  /** Its path, or null when it is not (or no longer) there. */
  pathOf(id: string): string | null {
    const sample = this.#entries.find((e) => e.id === id);
    if (!sample) return null;
    const file = path.join(this.folder, sample.file);
    return existsSync(file) ? file : null;
  }
}

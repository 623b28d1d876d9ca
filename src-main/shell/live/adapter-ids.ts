// The page names adapters by ids out of a list that it was given. So a page that was taken over can name what is in that
// list and nothing else: a name that libpcap takes for a program to run or a host to connect to has no id.
import { createHash } from 'node:crypto';

/** Adapters come and go (containers): the ids of so many names are known. */
const MOST = 4096;

export const adapterId = (name: string): string =>
  createHash('sha256').update(`adapter ${name}`).digest('hex').slice(0, 16);

export class AdapterIds {
  readonly #names = new Map<string, string>();

  /** The page is given this adapter. Whether it still exists when it is named, the driver looks. */
  give(name: string): string {
    const id = adapterId(name);
    this.#names.delete(id); // to the end: the newest stay
    this.#names.set(id, name);
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= MOST) break;
      this.#names.delete(oldest);
    }
    return id;
  }

  /** The names behind ids, or null where one was never given. */
  namesOf(ids: readonly string[]): string[] | null {
    const names = ids.map((id) => this.#names.get(id));
    return names.every((name) => name !== undefined) ? names : null;
  }
}

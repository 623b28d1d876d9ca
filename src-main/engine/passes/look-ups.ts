// Answers of DNS with an address, in frame order: which one told a host the address that it then connects to.
import { ipv4Text, ipv6Text } from '../../text/address';

/** Answers that are kept: 16 bytes each. What comes later is counted. */
const MOST = 524_288;
/** Answers about an address that are looked at for one to a certain host. */
const MOST_STEPS = 2000;

interface Answers {
  frames: number[];
  names: string[];
}

export class LookUps {
  /** answers for which there was no room */
  lost = 0;
  #count = 0;
  readonly #most: number;
  /** by address as text, frames ascending */
  readonly #answers = new Map<string, Answers>();

  constructor(most = MOST) {
    this.#most = most;
  }

  /** Rows come in ascending order; `bytes`: 4 or 16 of an address. */
  add(row: number, bytes: Uint8Array, name: string): void {
    if (this.#count >= this.#most) return void this.lost++;
    this.#count++;
    const address = bytes.length === 4 ? ipv4Text(bytes, 0) : ipv6Text(bytes, 0);
    let answers = this.#answers.get(address);
    if (!answers) this.#answers.set(address, (answers = { frames: [], names: [] }));
    const { frames, names } = answers;
    frames.push(row + 1);
    // one string for all answers alike
    names.push(names[names.length - 1] === name ? names[names.length - 1] : name);
  }

  /** The last answer with this address before a frame that `isWanted`; null: none. */
  before(address: string, frame: number, isWanted: (frame: number) => boolean): { frame: number; name: string } | null {
    const { frames, names } = this.#answers.get(address) ?? NONE;
    let at = frames.length;
    for (let low = 0; low < at;) {
      const middle = (low + at) >>> 1;
      if (frames[middle] < frame) low = middle + 1;
      else at = middle;
    }
    for (let steps = 0; at > 0 && steps < MOST_STEPS; steps++)
      if (isWanted(frames[--at])) return { frame: frames[at], name: names[at] };
    return null;
  }
}

const NONE: Answers = { frames: [], names: [] };

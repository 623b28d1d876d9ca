// The expert notes of a capture as they are found: in frame order, a row and a kind each, and how many there are of each kind.
import type { Severity } from '../../ipc/contracts/engine-contract';
import { NOTE_KINDS } from '../../dissect/expert-notes';
import { GrowingList } from '../../memory/growing-list';

/** Notes that are listed: 8 bytes each, the lists double when they grow. What comes after them is counted only. */
const MOST_LISTED = 2 ** 24;

export class Notes {
  /** row and kind (index of NOTE_KINDS) of each note listed */
  readonly rows = new GrowingList();
  readonly kinds = new GrowingList();
  /** by kind, the ones that are not listed included */
  readonly counts = new Float64Array(NOTE_KINDS.length);
  /** rows of the capture that were looked at, from the first one on */
  looked = 0;
  readonly #most: number;

  constructor(most = MOST_LISTED) {
    this.#most = most;
  }

  get listed(): number {
    return this.rows.length;
  }

  /** There are more than are listed. */
  get limited(): boolean {
    return this.total > this.listed;
  }

  get total(): number {
    return this.counts.reduce((sum, one) => sum + one, 0);
  }

  /** Pairs of row and kind, behind what is there. */
  add(pairs: Uint32Array): void {
    for (let i = 0; i + 1 < pairs.length; i += 2) this.#push(pairs[i], pairs[i + 1]);
  }

  /** The notes of `other` from this row on. */
  addFrom(other: Notes, row: number): void {
    // what `other` has counted only is behind what it lists
    const beyond = other.counts.slice();
    for (let i = 0; i < other.listed; i++) {
      beyond[other.kinds.at(i)]--;
      if (other.rows.at(i) >= row) this.#push(other.rows.at(i), other.kinds.at(i));
    }
    for (let kind = 0; kind < beyond.length; kind++) this.counts[kind] += beyond[kind];
  }

  bySeverity(): Record<Severity, number> {
    const sums = { chat: 0, note: 0, warn: 0, error: 0 };
    NOTE_KINDS.forEach(({ severity }, kind) => (sums[severity] += this.counts[kind]));
    return sums;
  }

  #push(row: number, kind: number): void {
    if (kind >= this.counts.length) return;
    this.counts[kind]++;
    if (this.rows.length >= this.#most) return;
    this.rows.push(row);
    this.kinds.push(kind);
  }
}

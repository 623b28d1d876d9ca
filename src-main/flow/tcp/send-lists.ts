// Segments that wait for their acknowledgement, of all directions in one pool of typed arrays: what is acknowledged is free for others.
// A list runs from the newest segment to the oldest. Nearly always each one follows the one before it (`ASCENDING`): then what an
// acknowledgement covers stands at the old end, and lowest and highest number are those of the two ends.
import { seqLess, seqLessEq, seqSub } from '../../wire/seq';
import { ACK, BASE, BEYOND, SEQ, type SegmentNumbers } from './segment-numbers';
import { ASCENDING, BITS, HEAD, ONE_WAITS, TAIL, TAIL_MASK, WAITING_SHIFT, type Direction } from './direction-state';

/** Wireshark keeps so many of a direction; what comes then is not remembered. */
const MOST_WAITING = 1000;
/** … and we so many in all (20 MiB): then those of the direction that began first are forgotten. */
const MOST_IN_ALL = TAIL_MASK + 1;

const HALF = 0x8000_0000;

export class SendLists {
  /** node 0 stands for none */
  #seq = new Uint32Array(0);
  #next = new Uint32Array(0);
  #frame = new Uint32Array(0);
  #older = new Uint32Array(0);
  #newer = new Uint32Array(0);
  #free = 0;
  #made = 1;

  /** Frame of the segment that the acknowledgement answers in full, 0: none of those that waited. Set by `acknowledge`. */
  acked = 0;

  /** @returns false where the pool is full: somebody's list has to be dropped first */
  hasRoom(): boolean {
    return this.#free !== 0 || this.#made < MOST_IN_ALL;
  }

  /** Whether one more segment of the direction would be remembered. */
  takesMore(d: Direction, at: number): boolean {
    return d[at + TAIL] >>> WAITING_SHIFT < MOST_WAITING;
  }

  /** Adds the segment of `frame`. */
  add(d: Direction, at: number, n: SegmentNumbers, frame: number): void {
    const seq = n[SEQ];
    const next = n[BEYOND];
    const base = n[BASE];
    const node = this.#take();
    const head = d[at + HEAD];
    this.#seq[node] = seq;
    this.#next[node] = next;
    this.#frame[node] = frame;
    this.#older[node] = head;
    this.#newer[node] = 0;
    if (head === 0) {
      d[at + TAIL] = node; // none waits
      d[at + BITS] |= ASCENDING;
    } else {
      this.#newer[head] = node;
      const start = seqSub(seq, base);
      const end = seqSub(next, base);
      const first = seqSub(this.#seq[d[at + TAIL] & TAIL_MASK], base);
      const ascends = start >= seqSub(this.#next[head], base) && end > start && end > first && end - first < HALF;
      if (!ascends) d[at + BITS] &= ~ASCENDING;
    }
    d[at + HEAD] = node;
    d[at + TAIL] += ONE_WAITS;
  }

  /** Takes off what the segment acknowledges. Of one that is covered in part the rest waits on. */
  acknowledge(d: Direction, at: number, n: SegmentNumbers): void {
    const ack = n[ACK];
    this.acked = 0;
    if (d[at + BITS] & ASCENDING) {
      let node = d[at + TAIL] & TAIL_MASK;
      while (node !== 0 && seqLessEq(this.#next[node], ack)) {
        if (this.#next[node] === ack) this.acked = this.#frame[node];
        const newer = this.#newer[node];
        this.#drop(d, at, node);
        node = newer;
      }
      if (node !== 0 && seqLess(this.#seq[node], ack)) this.#seq[node] = ack;
      return;
    }
    for (let node = d[at + HEAD]; node !== 0;) {
      const older = this.#older[node];
      if (seqLess(ack, this.#next[node])) {
        if (seqLess(this.#seq[node], ack)) this.#seq[node] = ack;
      } else {
        if (this.#next[node] === ack) this.acked = this.#frame[node];
        this.#drop(d, at, node);
      }
      node = older;
    }
  }

  /** Bytes from the lowest to the highest number that waits, counted from the base. */
  span(d: Direction, at: number, n: SegmentNumbers): number {
    const base = n[BASE];
    let node = d[at + HEAD];
    if (node === 0) return 0;
    const tail = d[at + TAIL] & TAIL_MASK;
    if (d[at + BITS] & ASCENDING) return seqSub(this.#next[node], this.#seq[tail]);
    let first = seqSub(this.#seq[node], base);
    let last = seqSub(this.#next[node], base);
    for (; node !== 0; node = this.#older[node]) {
      first = Math.min(first, seqSub(this.#seq[node], base));
      last = Math.max(last, seqSub(this.#next[node], base));
    }
    return last - first;
  }

  /** Frame of the oldest segment that waits; 0: none does. */
  oldest(d: Direction, at: number): number {
    const tail = d[at + TAIL] & TAIL_MASK;
    return tail === 0 ? 0 : this.#frame[tail];
  }

  /** Forgets all that waits of a direction. */
  clear(d: Direction, at: number): void {
    for (let node = d[at + HEAD]; node !== 0;) {
      const older = this.#older[node];
      this.#drop(d, at, node);
      node = older;
    }
  }

  byteLength(): number {
    return 5 * this.#seq.byteLength;
  }

  #drop(d: Direction, at: number, node: number): void {
    const older = this.#older[node];
    const newer = this.#newer[node];
    if (newer === 0) d[at + HEAD] = older;
    else this.#older[newer] = older;
    if (older === 0) d[at + TAIL] = (d[at + TAIL] & ~TAIL_MASK) | newer;
    else this.#newer[older] = newer;
    d[at + TAIL] -= ONE_WAITS;
    this.#older[node] = this.#free;
    this.#free = node;
  }

  #take(): number {
    const node = this.#free;
    if (node !== 0) {
      this.#free = this.#older[node];
      return node;
    }
    if (this.#made >= this.#seq.length) this.#grow();
    return this.#made++;
  }

  #grow(): void {
    const length = Math.max(1024, 2 * this.#seq.length);
    const grown = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
      const array = new Uint32Array(length);
      array.set(old);
      return array;
    };
    this.#seq = grown(this.#seq);
    this.#next = grown(this.#next);
    this.#frame = grown(this.#frame);
    this.#older = grown(this.#older);
    this.#newer = grown(this.#newer);
  }
}

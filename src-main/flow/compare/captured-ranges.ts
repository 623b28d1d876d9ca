// Data that a receiver acknowledged although the capture beside it has not seen it come: the capture has missed it, not the network.
import { seqDiff } from '../../wire/seq';
import { ACK } from '../../wire/tcp';
import type { Point } from './point';

type Range = [from: number, to: number];
/** Ranges beyond the next byte that is waited for; more of them are forgotten, from the lowest on. */
const MOST_AHEAD = 1024;

export class MissedByCapture {
  /** in their order; no two touch */
  readonly #ranges: Range[] = [];
  /** everything below was captured, or acknowledged */
  #edge: number | null = null;
  #ahead: Range[] = [];

  /** @param clientSends the direction of the data: of the client, or of the server */
  constructor(point: Point, clientSends: boolean) {
    const sender = clientSends ? 1 : 0;
    if ((clientSends ? point.initial.client : point.initial.server) !== null) this.#edge = 0;
    for (let i = 0; i < point.count; i++) {
      if (point.fromClient[i] === sender) {
        if (point.end[i] !== point.seq[i]) this.#captured(point.seq[i], point.end[i]);
      } else if ((point.flags[i] & ACK) !== 0) this.#acknowledged(point.ack[i]);
    }
  }

  /** Whether all of it was acknowledged before it was captured. */
  has(from: number, to: number): boolean {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (seqDiff(this.#ranges[middle][1], from) <= 0) low = middle + 1;
      else high = middle;
    }
    const range = this.#ranges.at(low);
    return (
      low < this.#ranges.length && range !== undefined && seqDiff(range[0], from) <= 0 && seqDiff(range[1], to) >= 0
    );
  }

  #captured(from: number, to: number): void {
    this.#edge ??= from;
    if (seqDiff(to, this.#edge) <= 0) return;
    if (seqDiff(from, this.#edge) <= 0) {
      this.#edge = to;
      this.#join();
      return;
    }
    let at = this.#ahead.length;
    while (at > 0 && seqDiff(this.#ahead[at - 1][0], from) > 0) at--;
    this.#ahead.splice(at, 0, [from, to]);
    if (this.#ahead.length > MOST_AHEAD) this.#ahead.shift();
  }

  /** What lies ahead and now follows on. */
  #join(): void {
    while (this.#ahead.length > 0 && this.#edge !== null && seqDiff(this.#ahead[0][0], this.#edge) <= 0) {
      const [, to] = this.#ahead.shift() as Range;
      if (seqDiff(to, this.#edge) > 0) this.#edge = to;
    }
  }

  #acknowledged(number: number): void {
    if (this.#edge === null) return;
    while (seqDiff(number, this.#edge) > 0) {
      const next = this.#ahead.at(0);
      const to = next !== undefined && seqDiff(next[0], number) < 0 ? next[0] : number;
      this.#ranges.push([this.#edge, to]);
      this.#edge = to;
      this.#join();
    }
  }
}

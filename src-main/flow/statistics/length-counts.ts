// Packets by their length on the wire, in Wireshark's ranges: how many, how long, how dense.
import { Burst } from './burst';

/** First length of each range; the last one has no end. */
export const LENGTH_RANGES = [0, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120] as const;

export class LengthCount {
  packets = 0;
  bytes = 0;
  least = Infinity;
  most = 0;
  readonly burst = new Burst();

  add(length: number, ms: number | null): void {
    this.packets++;
    this.bytes += length;
    this.least = Math.min(this.least, length);
    this.most = Math.max(this.most, length);
    if (ms !== null) this.burst.add(ms);
  }
}

export class LengthCounts {
  /** all of them, then one a range */
  readonly counts: readonly LengthCount[] = [null, ...LENGTH_RANGES].map(() => new LengthCount());
  #firstMs = NaN;
  /** ms from the first packet that was counted to the last one */
  elapsedMs = 0;

  /** @param ms since the first packet of the capture; null: it has no time */
  add(length: number, ms: number | null): void {
    if (ms !== null) {
      if (Number.isNaN(this.#firstMs)) this.#firstMs = ms;
      this.elapsedMs = ms - this.#firstMs;
    }
    this.counts[0].add(length, ms);
    this.counts[1 + LENGTH_RANGES.findLastIndex((least) => length >= least)].add(length, ms);
  }
}

// What the pass `timing` finds of TCP connections: times and counts over all segments of one. Most have few of them, or several alike,
// so an entry is as long as it has to be: two bits a value, then the values. Shared with workers; 4 bytes a flow and some 60 an entry.
import { sharedFloat64, sharedUint32 } from '../../memory/shared-arrays';

/** In the order of an entry: what is often the same as the one before stands behind it. ns, and numbers of segments. */
export const TIMINGS = [
  'rttClientMinNs',
  'rttClientMedianNs',
  'rttClientP95Ns',
  'rttClientMaxNs',
  'rttServerMinNs',
  'rttServerMedianNs',
  'rttServerP95Ns',
  'rttServerMaxNs',
  'thinkMedianNs',
  'thinkMaxNs',
  'longestIdleNs',
  'zeroWindowClientNs',
  'zeroWindowServerNs',
  'dataSegmentsClient',
  'dataSegmentsServer',
  'sentAgainClient',
  'sentAgainServer',
] as const;
export type TimingId = (typeof TIMINGS)[number];
/** null: there is none, or nobody has looked yet */
export type Timings = Record<TimingId, number | null>;

/** Codes of a value: the rest have a number of their own. */
const NONE = 0;
const ZERO = 1;
const SAME = 2;
const OWN = 3;

const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;
const NOTHING = Object.fromEntries(TIMINGS.map((id) => [id, null])) as Timings;
export const NO_TIMINGS: Readonly<Timings> = NOTHING;

/** What a worker is sent. */
export interface TimingShare {
  entries: Uint32Array;
  chunks: readonly Float64Array[];
}

export class TimingTable {
  /** the pass has gone over all connections */
  complete = false;
  /** by flow: 1 + place of its entry, 0: none */
  #entries: Uint32Array = new Uint32Array(0);
  #chunks: Float64Array[] = [];
  #next = 0;
  readonly #codes = new Uint8Array(TIMINGS.length);
  readonly #own = new Float64Array(TIMINGS.length);

  /** Before the first `add`: there are so many flows, and no more will come. */
  begin(flows: number): void {
    this.#entries = sharedUint32(flows);
  }

  /** Values of a flow in the order of TIMINGS, NaN: none. */
  add(flow: number, values: Float64Array): void {
    let count = 0;
    let any = false;
    for (let k = 0; k < TIMINGS.length; k++) {
      const value = values[k];
      let code = OWN;
      if (Number.isNaN(value)) code = NONE;
      else if (value === 0) code = ZERO;
      else if (k > 0 && value === values[k - 1]) code = SAME;
      else this.#own[count++] = value;
      this.#codes[k] = code;
      any ||= code !== NONE;
    }
    if (!any || flow >= this.#entries.length) return;
    // an entry lies in one chunk; its codes take 34 bits, which a double holds
    if ((this.#next & (CHUNK - 1)) + 1 + count > CHUNK) this.#next = (this.#next | (CHUNK - 1)) + 1;
    const chunk = (this.#chunks[this.#next >>> CHUNK_BITS] ??= sharedFloat64(CHUNK));
    const at = this.#next & (CHUNK - 1);
    let codes = 0;
    for (let k = TIMINGS.length - 1; k >= 0; k--) codes = codes * 4 + this.#codes[k];
    chunk[at] = codes;
    for (let k = 0; k < count; k++) chunk[at + 1 + k] = this.#own[k];
    this.#entries[flow] = this.#next + 1;
    this.#next += 1 + count;
  }

  has(flow: number): boolean {
    return flow < this.#entries.length && this.#entries[flow] !== 0;
  }

  /** What was found of a flow. */
  of(flow: number): Readonly<Timings> {
    if (!this.has(flow)) return NOTHING;
    const place = this.#entries[flow] - 1;
    const chunk = this.#chunks[place >>> CHUNK_BITS];
    let at = place & (CHUNK - 1);
    let codes = chunk[at];
    const out = { ...NOTHING };
    let last = 0;
    for (const id of TIMINGS) {
      const code = codes % 4;
      codes = (codes - code) / 4;
      if (code === OWN) last = chunk[++at];
      if (code !== NONE) out[id] = code === ZERO ? 0 : last;
    }
    return out;
  }

  share(): TimingShare {
    return { entries: this.#entries, chunks: this.#chunks };
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take({ entries, chunks }: TimingShare): void {
    this.#entries = entries;
    this.#chunks = [...chunks];
  }
  get byteLength(): number {
    return this.#entries.byteLength + this.#chunks.length * CHUNK * 8;
  }
}

/** So much of what a side sent with data was sent again: in percent, to a thousandth. */
export const percentOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((1e5 * part) / whole) / 1e3;

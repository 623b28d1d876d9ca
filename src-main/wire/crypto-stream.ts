// What CRYPTO frames carry, RFC 9000 section 19.6: pieces of a stream of handshake messages, in any order, some of them more than once. The first
// bytes of each place count. Bounded: what lies further behind, or is in more parts, is left out.
import { MESSAGE_HEADER_LEN, messageLength } from './tls';

/** Bytes of a stream that are kept: a hello has some KB. */
export const MOST_CRYPTO = 65_536;
/** Runs of bytes with gaps between them. */
const MOST_RUNS = 256;

export class CryptoStream {
  #bytes = new Uint8Array(0);
  /** by place: where runs begin and end */
  #runs: { from: number; to: number }[] = [];
  /** where the next message begins */
  #next = 0;

  /** Takes bytes for a place of the stream. `fresh` is told of each part that was not there before. */
  add(place: number, bytes: Uint8Array, fresh: (place: number, length: number) => void): void {
    const end = place + bytes.length;
    if (bytes.length === 0 || end > MOST_CRYPTO) return;
    let first = 0;
    while (first < this.#runs.length && this.#runs[first].to < place) first++;
    let behind = first;
    let from = place;
    const run = { from: place, to: end };
    for (; behind < this.#runs.length && this.#runs[behind].from <= end; behind++) {
      const there = this.#runs[behind];
      if (from < there.from) this.#put(place, bytes, from, there.from, fresh);
      from = Math.max(from, there.to);
      run.from = Math.min(run.from, there.from);
      run.to = Math.max(run.to, there.to);
    }
    if (behind === first && this.#runs.length >= MOST_RUNS) return;
    if (from < end) this.#put(place, bytes, from, end, fresh);
    this.#runs.splice(first, behind - first, run);
  }

  #put(
    place: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    fresh: (place: number, length: number) => void,
  ): void {
    if (this.#bytes.length < to) {
      const wider = new Uint8Array(Math.min(MOST_CRYPTO, Math.max(to, 2 * this.#bytes.length)));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(bytes.subarray(from - place, to - place), from);
    fresh(from, to - from);
  }

  /** The next message that is whole, with its header: where it stands, and its bytes, which the next `add` may change. Null: there is none. */
  take(): { place: number; bytes: Uint8Array } | null {
    const place = this.#next;
    const [run] = this.#runs;
    if (run === undefined || run.from > 0 || run.to < place + MESSAGE_HEADER_LEN) return null;
    const end = place + MESSAGE_HEADER_LEN + messageLength(this.#bytes, place);
    if (end > run.to) return null;
    this.#next = end;
    return { place, bytes: this.#bytes.subarray(place, end) };
  }
}

// IP fragments of a capture, and the datagrams that were put together from them; those of handshake messages of DTLS alike. Rare beside frames,
// so they stand in lists of their own: some 32 bytes a fragment. Lists are shared memory: what is found out about a fragment later (its
// datagram), workers see, too.
import { GrowingList } from '../memory/growing-list';

/** What is wrong with a fragment, a bit each, as Wireshark names it. */
export const OVERLAP = 1;
export const CONFLICT = 2;
export const MULTIPLE_TAILS = 4;
export const TOO_LONG = 8;

const LISTS = ['row', 'source', 'at', 'start', 'len', 'flags', 'datagram', 'next', 'last', 'first', 'total'] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;

/** What a worker is sent. */
export type FragmentShare = Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;

/** One fragment of a datagram. */
export interface Piece {
  readonly row: number;
  /** 0: its bytes stand in the frame, n: in the n-th datagram that the frame completes */
  readonly source: number;
  /** where its payload stands there */
  readonly at: number;
  /** where in the datagram */
  readonly start: number;
  readonly len: number;
  readonly flags: number;
}

/** A datagram of which every byte was captured. */
export interface Datagram {
  /** in the order of the bytes */
  readonly pieces: readonly Piece[];
  /** bytes */
  readonly length: number;
  /** row of the fragment that completes it */
  readonly last: number;
}

export class FragmentTable {
  // By fragment, in the order of rows; a row has more than one where what it completes is a fragment again.
  readonly #lists = Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;

  get count(): number {
    return this.#lists.row.length;
  }
  /** datagrams that were put together */
  get datagrams(): number {
    return this.#lists.last.length;
  }

  /** Notes a fragment of the row that is read; returns its number. */
  add(row: number, source: number, at: number, start: number, len: number): number {
    const lists = this.#lists;
    lists.row.push(row);
    lists.source.push(source);
    lists.at.push(at);
    lists.start.push(start);
    lists.len.push(len);
    lists.flags.push(0);
    lists.datagram.push(0);
    lists.next.push(0);
    return this.count - 1;
  }

  /**
   * A datagram is whole.
   * @param fragments numbers of its fragments in the order of their bytes, the one that completed it among them
   * @param flags     of each
   */
  complete(fragments: readonly number[], flags: readonly number[], last: number, total: number): void {
    const lists = this.#lists;
    lists.last.push(last);
    lists.first.push(fragments[0] + 1);
    lists.total.push(total);
    fragments.forEach((fragment, i) => {
      lists.datagram.set(fragment, this.datagrams);
      lists.next.set(fragment, i + 1 < fragments.length ? fragments[i + 1] + 1 : 0);
      lists.flags.set(fragment, flags[i]);
    });
  }

  /** Number of the fragment whose payload stands at `at` in a source of the row, or -1. */
  find(row: number, source: number, at: number): number {
    const lists = this.#lists;
    for (let i = lists.row.firstFrom(row); i < this.count && lists.row.at(i) === row; i++)
      if (lists.source.at(i) === source && lists.at.at(i) === at) return i;
    return -1;
  }

  /** The datagram that a fragment is of, null: it is not whole (yet). */
  datagramOf(fragment: number): Datagram | null {
    const number = this.#lists.datagram.at(fragment);
    return number === 0 ? null : this.#datagram(number - 1);
  }

  /** The n-th datagram (from 1) that a row completes, null: there is none. */
  completedBy(row: number, n: number): Datagram | null {
    const { last } = this.#lists;
    const number = last.firstFrom(row) + n - 1;
    return number < this.datagrams && last.at(number) === row ? this.#datagram(number) : null;
  }

  #datagram(number: number): Datagram {
    const { row, source, at, start, len, flags, next, last, first, total } = this.#lists;
    const pieces: Piece[] = [];
    for (let i = first.at(number) - 1; i >= 0; i = next.at(i) - 1)
      pieces.push({
        row: row.at(i),
        source: source.at(i),
        at: at.at(i),
        start: start.at(i),
        len: len.at(i),
        flags: flags.at(i),
      });
    return { pieces, length: total.at(number), last: last.at(number) };
  }

  share(): FragmentShare {
    const of = (name: keyof Lists): { data: Uint32Array; length: number } => ({
      data: this.#lists[name].data,
      length: this.#lists[name].length,
    });
    return Object.fromEntries(LISTS.map((name) => [name, of(name)])) as FragmentShare;
  }

  /** In a worker: takes over another thread's lists. */
  take(share: FragmentShare): void {
    for (const name of LISTS) this.#lists[name].take(share[name]);
  }

  byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, 0);
  }
}

// DNS messages, and which belong together: a few words a message, beside the columns. Lists are shared memory: a query's response,
// which comes later, workers see, too.
import { GrowingList } from '../../memory/growing-list';

const LISTS = ['row', 'other', 'identity'] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;
/** What a worker is sent. */
export type DnsMessageShare = Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;

/** In front of the frame of the other message: this one is that one, sent again. Frames are numbered below it. */
const AGAIN = 0x8000_0000;

export interface LinkedMessage {
  /** frame of the query's response, or of the response's query; of what was sent again: of the first one. 0: none */
  readonly other: number;
  readonly again: boolean;
}

export class DnsMessageTable {
  /** by message, in the order of rows; the identity (wire/dns.ts) only where a row may have several */
  readonly #lists: Lists = { row: new GrowingList(), other: new GrowingList(), identity: new GrowingList() };

  /** `several`: a row may have more than one message */
  constructor(readonly several = false) {}

  /** Notes a message of a row that is none before those so far; returns its number. */
  add(row: number, other: number, again: boolean, identity: number): number {
    this.#lists.row.push(row);
    if (this.several) this.#lists.identity.push(identity);
    this.#lists.other.push(again ? other + AGAIN : other);
    return this.#lists.row.length - 1;
  }
  /** A query has its response. */
  answered(message: number, frame: number): void {
    this.#lists.other.set(message, frame);
  }

  rowOf(message: number): number {
    return this.#lists.row.at(message);
  }
  /** Frame of the response to a query, 0: none so far. */
  responseTo(message: number): number {
    return this.#lists.other.at(message);
  }

  /** Whether a row has a message. */
  has(row: number): boolean {
    const { row: rows } = this.#lists;
    const message = rows.firstFrom(row);
    return message < rows.length && rows.at(message) === row;
  }

  /** `id`: its identity, where a row may have several */
  of(row: number, id = -1): LinkedMessage | null {
    const { row: rows, other, identity } = this.#lists;
    let message = rows.firstFrom(row);
    while (this.several && message < rows.length && rows.at(message) === row && identity.at(message) !== id) message++;
    if (message >= rows.length || rows.at(message) !== row) return null;
    const word = other.at(message);
    return word >= AGAIN ? { other: word - AGAIN, again: true } : { other: word, again: false };
  }

  share(): DnsMessageShare {
    const of = (list: GrowingList): { data: Uint32Array; length: number } => ({ data: list.data, length: list.length });
    return { row: of(this.#lists.row), other: of(this.#lists.other), identity: of(this.#lists.identity) };
  }
  /** In a worker: takes over another thread's lists. */
  take(share: DnsMessageShare): void {
    for (const name of LISTS) this.#lists[name].take(share[name]);
  }

  byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, 0);
  }
}

// Records of TLS that were opened with keys, so that any of them can be opened again by itself: with which keys, under which number, and what is in it. Lists in
// shared memory, 28 bytes a record, nothing where there are no keys; what records hold is not kept. Beside them what the streams inside consist of, as of any
// stream of TCP, with the number of a record here in the place of a row: messages that span records, exchanges of HTTP, tables of HTTP/2.
// Keys are never written anywhere, nor told to the window: see `share`.
import { GrowingBytes } from '../memory/growing-bytes';
import { GrowingList } from '../memory/growing-list';
import { ExchangeTable, type ExchangeShare } from './exchange-table';
import { HeaderTable, type HeaderShare } from './header-table';
import { MessageTable, type MessageShare } from './message-table';

const LISTS = [
  ...(['record', 'keys', 'number', 'type', 'length', 'seq', 'before'] as const),
  ...(['keysAt', 'keysLength'] as const),
] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;
const newLists = (): Lists => Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;

/** More records than these stay closed, and more keys than these are not kept. */
export const MOST_OPENED = 16_777_216;
export const MOST_KEYS = 1_048_576;

/** What a worker is sent; it leaves the process as little as the keys. */
export interface DecryptedShare {
  version: number;
  lists: Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;
  keys: { data: Uint8Array; length: number };
  messages: MessageShare;
  exchanges: ExchangeShare;
  headers: HeaderShare;
}

/** Opened records count from 0, keys from 1. */
export class Decrypted {
  /** rises when all of it is given up, for other keys */
  version = 0;
  /** records of the TLS table that were looked at, and connections of which some were opened: the engine's alone */
  looked = 0;
  readonly connections = new Set<number>();
  messages = new MessageTable();
  exchanges = new ExchangeTable();
  headers = new HeaderTable();
  #lists = newLists();
  #keys = new GrowingBytes();

  /** Gives up what was found: it is looked for anew. */
  reset(): void {
    this.version++;
    this.looked = 0;
    this.connections.clear();
    this.messages = new MessageTable();
    this.exchanges = new ExchangeTable();
    this.headers = new HeaderTable();
    this.#lists = newLists();
    this.#keys.data.fill(0);
    this.#keys = new GrowingBytes();
  }

  get records(): number {
    return this.#lists.record.length;
  }
  get isFull(): boolean {
    return this.records >= MOST_OPENED || this.#lists.keysAt.length >= MOST_KEYS;
  }

  /** Keys as `bytes` that whoever opens records makes and reads; returns their number. */
  addKeys(bytes: Uint8Array): number {
    this.#lists.keysAt.push(this.#keys.push(bytes));
    this.#lists.keysLength.push(bytes.length);
    return this.#lists.keysAt.length;
  }
  keysOf(number: number): Uint8Array {
    return this.#keys.slice(this.#lists.keysAt.at(number - 1), this.#lists.keysLength.at(number - 1));
  }

  /**
   * The next record that was opened; they only ever rise.
   * @param record its index in the TLS table
   * @param type   content type of what is inside
   * @param length bytes inside
   * @param seq    bytes of its direction and type before it
   * @param before index of the record before it in its direction, where one needs that to open it; -1: none
   */
  add(record: number, keys: number, number: number, type: number, length: number, seq: number, before: number): number {
    const lists = this.#lists;
    const values = { record, keys, number, type, length, seq, before: before + 1 };
    for (const name of Object.keys(values) as (keyof typeof values)[]) lists[name].push(values[name]);
    return lists.record.length - 1;
  }
  /** Number of the opened record that has an index in the TLS table, -1: it is closed. */
  find(record: number): number {
    const { record: records } = this.#lists;
    const i = records.firstFrom(record);
    return i < records.length && records.at(i) === record ? i : -1;
  }
  /** The first opened record that has this index in the TLS table, or a later one. */
  firstFrom(record: number): number {
    return this.#lists.record.firstFrom(record);
  }
  /** Whether any of the records from one index to another was opened. */
  hasAny(from: number, to: number): boolean {
    const i = this.#lists.record.firstFrom(from);
    return i < this.records && this.#lists.record.at(i) < to;
  }
  record(opened: number): number {
    return this.#lists.record.at(opened);
  }
  keys(opened: number): number {
    return this.#lists.keys.at(opened);
  }
  number(opened: number): number {
    return this.#lists.number.at(opened);
  }
  type(opened: number): number {
    return this.#lists.type.at(opened);
  }
  before(opened: number): number {
    return this.#lists.before.at(opened) - 1;
  }

  // As columns are read of rows, for those who put messages together
  readonly payloadLen = (opened: number): number => this.#lists.length.at(opened);
  readonly capturedLen = this.payloadLen;
  readonly originalLen = this.payloadLen;
  readonly seq = (opened: number): number => this.#lists.seq.at(opened);
  readonly flags = (): number => 0;
  readonly analysis = (): number => 0;
  readonly hasSources = (): boolean => false;

  share(): DecryptedShare {
    const lists = Object.fromEntries(
      LISTS.map((name) => [name, { data: this.#lists[name].data, length: this.#lists[name].length }]),
    ) as DecryptedShare['lists'];
    return {
      version: this.version,
      lists,
      keys: { data: this.#keys.data, length: this.#keys.length },
      messages: this.messages.share(),
      exchanges: this.exchanges.share(),
      headers: this.headers.share(),
    };
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take({ version, lists, keys, messages, exchanges, headers }: DecryptedShare): void {
    if (version !== this.version) this.reset();
    this.version = version;
    for (const name of LISTS) this.#lists[name].take(lists[name]);
    this.#keys.take(keys);
    this.messages.take(messages);
    this.exchanges.take(exchanges);
    this.headers.take(headers);
  }
}

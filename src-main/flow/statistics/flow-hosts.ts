// The hosts of a flow graph: every address that packets go from or to, with where it is met first. What the columns know of a row is taken
// from them (`addPlain`); for the rest somebody must dissect the frame (`add`).
import type { AnalysisView } from '../capture-index-view';
import { MARK_IPV6 } from '../columns/columns';
import { CountTable, type RowTimes } from './count-table';

/** First word of a host's key: what its address is. */
export const HOST = { ether: 1, ipv4: 4, ipv6: 6 } as const;
export type HostType = keyof typeof HOST;
const BYTES = { ether: 6, ipv4: 4, ipv6: 16 } as const;

const KEY_WORDS = 5;
/** Places stand for rows here: 2 · row of a sender, one more of a receiver, so that of the two in a row the sender comes first. */
const IN_ORDER: RowTimes = { hasTime: () => true, isBefore: (a, b) => a < b };

export class FlowHosts {
  readonly #table: CountTable;

  /** @param seed keeps a capture from steering its hosts into one chain */
  constructor(seed: number) {
    this.#table = new CountTable(KEY_WORDS, seed);
  }

  /** hosts so far; of each, `key(i)` */
  get count(): number {
    return this.#table.count;
  }

  /** Notes both ends of a row that has exactly one IP header (SHAPE_PLAIN). */
  addPlain({ columns, table }: Pick<AnalysisView, 'columns' | 'table'>, row: number): void {
    const kind = columns.streamKind(row);
    if (kind === 'none') return;
    const flow = table.ofStream(kind, columns.stream(row));
    const { addresses } = table.chunk(flow);
    const sender = 8 * table.position(flow) + (columns.fromA(row) ? 0 : 4);
    const receiver = sender ^ 4;
    const isIpv6 = (columns.marks(row) & MARK_IPV6) !== 0;
    this.#plain(addresses, sender, isIpv6, 2 * row);
    this.#plain(addresses, receiver, isIpv6, 2 * row + 1);
  }

  /** Notes both ends of a row, whose addresses stand at these places. */
  add(type: HostType, b: Uint8Array, source: number, destination: number, row: number): void {
    this.#bytes(type, b, source, 2 * row);
    this.#bytes(type, b, destination, 2 * row + 1);
  }

  /** What was noted, as numbers for another thread; it begins anew. */
  pack(): number[] {
    const packed = this.#table.pack();
    this.#table.clear();
    return packed;
  }
  /** Adds what another thread has packed, from `at` on. */
  take(packed: Uint32Array, at: number): void {
    this.#table.take(packed, at, IN_ORDER);
  }

  /** The first `most` hosts in the order in which they are met up to `row`, and how many there are up to there. */
  firstOnes(most: number, row: number): { hosts: number[]; count: number } {
    const { first, count } = this.#table;
    const met = Uint32Array.from({ length: count }, (_, i) => i).filter((i) => first[i] <= 2 * row + 1);
    met.sort((a, b) => first[a] - first[b]);
    return { hosts: Array.from(met.subarray(0, most)), count: met.length };
  }

  /** What the address of host `i` is, and its bytes. */
  address(i: number): { type: HostType; bytes: Uint8Array } {
    const { keys } = this.#table;
    const code = keys[KEY_WORDS * i];
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    for (let k = 0; k < 4; k++) view.setUint32(4 * k, keys[KEY_WORDS * i + 1 + k]);
    return { type: code === HOST.ether ? 'ether' : code === HOST.ipv4 ? 'ipv4' : 'ipv6', bytes };
  }

  #plain(words: Uint32Array, at: number, isIpv6: boolean, place: number): void {
    const { key } = this.#table;
    key[0] = isIpv6 ? HOST.ipv6 : HOST.ipv4;
    for (let k = 0; k < 4; k++) key[1 + k] = isIpv6 || k === 0 ? words[at + k] : 0;
    this.#table.add(0, 0, place, IN_ORDER);
  }

  #bytes(type: HostType, b: Uint8Array, at: number, place: number): void {
    const { key } = this.#table;
    key.fill(0);
    key[0] = HOST[type];
    for (let i = 0; i < BYTES[type]; i++) key[1 + (i >> 2)] |= b[at + i] << (24 - 8 * (i & 3));
    this.#table.add(0, 0, place, IN_ORDER);
  }
}

// Conversations of Ethernet, IPv4, IPv6, TCP and UDP over some rows of a capture: of each pair the packets and bytes each way. What the
// columns know of a row is counted from them (`addRow`); for the rest somebody must look at its headers (`pair`). A packet is counted for
// each header it has, also in tunnels, and never for those that an ICMP error quotes: as in Wireshark.
import type { EndLayer } from '../../ipc/contracts/statistics-contract';
import type { AnalysisView } from '../capture-index-view';
import { MARK_IPV6, PROTOCOL, SHAPE_MASK, SHAPE_NO_IP, SHAPE_PLAIN } from '../columns/columns';
import { CountTable, type RowTimes } from './count-table';

/** Words of an address; of TCP and UDP a conversation is told by its stream number alone. */
const WORDS = { eth: 2, ip: 1, ipv6: 4 } as const;
export type PairLayer = keyof typeof WORDS;
const BYTES = { eth: 6, ip: 4, ipv6: 16 } as const;
/** What a look at headers counts. */
const LOOKED = ['eth', 'ip', 'ipv6', 'udp'] as const;

/** Whether the columns tell all addresses of IP in a row. */
export const knowsNetwork = (marks: number): boolean => {
  const shape = marks & SHAPE_MASK;
  return shape === SHAPE_PLAIN || shape === SHAPE_NO_IP;
};

export class EndCounts {
  readonly tables: Readonly<Record<EndLayer, CountTable>>;
  readonly #times: RowTimes;

  constructor(times: RowTimes, seed: number) {
    this.#times = times;
    this.tables = {
      eth: new CountTable(2 * WORDS.eth, seed),
      ip: new CountTable(2 * WORDS.ip, seed),
      ipv6: new CountTable(2 * WORDS.ipv6, seed),
      tcp: new CountTable(1, seed),
      udp: new CountTable(1, seed),
    };
  }

  /** Counts what the columns know of a row: its innermost stream, and the addresses of IP where `knowsNetwork`. */
  addRow({ columns, table }: Pick<AnalysisView, 'columns' | 'table'>, row: number): void {
    const kind = columns.streamKind(row);
    if (kind === 'none' || columns.partial(row) || columns.protocol(row) === PROTOCOL.icmpError) return;
    const side = columns.fromA(row) ? 0 : 1;
    const bytes = columns.originalLen(row);
    const stream = columns.stream(row);
    this.#stream(kind, stream, side, bytes, row);
    const marks = columns.marks(row);
    if ((marks & SHAPE_MASK) !== SHAPE_PLAIN) return;
    const flow = table.ofStream(kind, stream);
    const { addresses } = table.chunk(flow);
    const at = 8 * table.position(flow);
    const layer = marks & MARK_IPV6 ? 'ipv6' : 'ip';
    const words = WORDS[layer];
    const { key } = this.tables[layer];
    for (let k = 0; k < words; k++) {
      key[k] = addresses[at + k];
      key[words + k] = addresses[at + 4 + k];
    }
    this.#pair(layer, side, bytes, row);
  }

  /** Counts a row for the header of a layer whose addresses stand at these places. */
  pair(layer: PairLayer, b: Uint8Array, source: number, destination: number, bytes: number, row: number): void {
    const words = WORDS[layer];
    const { key } = this.tables[layer];
    for (let k = 0; k < words; k++) {
      const rest = Math.min(4, BYTES[layer] - 4 * k);
      key[k] = word(b, source + 4 * k, rest);
      key[words + k] = word(b, destination + 4 * k, rest);
    }
    this.#pair(layer, 0, bytes, row);
  }

  /** Counts a row for the UDP header of a tunnel, which comes from this address of `words` words and this port. */
  tunnel(
    { columns, table }: Pick<AnalysisView, 'columns' | 'table'>,
    row: number,
    b: Uint8Array,
    { at, words, port }: { at: number; words: number; port: number },
  ): void {
    const stream = columns.outerStream(row);
    const flow = table.ofStream('udp', stream);
    if (flow < 0) return;
    const { addresses, ports } = table.chunk(flow);
    const i = table.position(flow);
    let isA = ports[2 * i] === port;
    for (let k = 0; k < words && isA; k++) isA = addresses[8 * i + k] === word(b, at + 4 * k, 4);
    this.#stream('udp', stream, isA ? 0 : 1, columns.originalLen(row), row);
  }

  /** What was counted by `pair` and `tunnel`, as numbers for another thread; the counts begin anew. */
  pack(): Uint32Array<ArrayBuffer> {
    const packed = Uint32Array.from(LOOKED.flatMap((layer) => this.tables[layer].pack()));
    for (const layer of LOOKED) this.tables[layer].clear();
    return packed;
  }

  /** Adds what another thread has packed. */
  take(packed: Uint32Array): void {
    let at = 0;
    for (const layer of LOOKED) at = this.tables[layer].take(packed, at, this.#times);
  }

  #stream(kind: 'tcp' | 'udp', stream: number, side: number, bytes: number, row: number): void {
    this.tables[kind].key[0] = stream;
    this.tables[kind].add(side, bytes, row, this.#times);
  }

  /** The lower address stands first. */
  #pair(layer: PairLayer, side: number, bytes: number, row: number): void {
    const table = this.tables[layer];
    const { key } = table;
    const words = WORDS[layer];
    let k = 0;
    while (k < words && key[k] === key[words + k]) k++;
    if (k === words)
      side = 0; // to itself: there is one way
    else if (key[k] > key[words + k]) {
      side = 1 - side;
      for (k = 0; k < words; k++) [key[k], key[words + k]] = [key[words + k], key[k]];
    }
    table.add(side, bytes, row, this.#times);
  }
}

/** `length` bytes at `at`, at most four, as the upper ones of a word. */
function word(b: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < 4; i++) value = (value << 8) | (i < length ? b[at + i] : 0);
  return value >>> 0;
}

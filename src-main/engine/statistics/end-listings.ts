// Endpoints and conversations as tables, out of what was counted.
import type { AnalysisView } from '../../flow/capture-index-view';
import { SHAPE_IPV6 } from '../../flow/table/flow-chunk';
import { CountTable, NO_ROW } from '../../flow/statistics/count-table';
import type { EndCounts } from '../../flow/statistics/end-counts';
import {
  hasPorts,
  statisticsColumns,
  type EndLayer,
  type StatisticsCell,
  type StatisticsRow,
} from '../../ipc/contracts/statistics-contract';
import { etherText, ipv4Text, ipv6Text } from '../../text/address';
import { nsBetween } from '../../text/duration';
import type { Listing } from './listing';

type Known = Pick<AnalysisView, 'columns' | 'table'>;

/** One end: its address in words, of TCP and UDP with the version of IP in front and the port behind. */
const END_WORDS: Record<EndLayer, number> = { eth: 2, ip: 1, ipv6: 4, tcp: 6, udp: 6 };

const FIELDS: Record<Exclude<EndLayer, 'tcp' | 'udp'>, string> = { eth: 'eth.addr', ip: 'ip.addr', ipv6: 'ipv6.addr' };

interface End {
  address: string;
  /** null: the layer has none */
  port: number | null;
  /** filter of the address, and of the port where there is one */
  filter: string;
  /** puts addresses in the order of their numbers */
  key: StatisticsCell;
}

/** The end whose words stand at `at`. */
function endOf(layer: EndLayer, words: Uint32Array, at: number): End {
  const ported = hasPorts(layer);
  const isIpv6 = layer === 'ipv6' || (ported && words[at] === 6);
  const bytes = bytesOf(words, ported ? at + 1 : at, 4);
  const address = layer === 'eth' ? etherText(bytes, 0) : isIpv6 ? ipv6Text(bytes, 0) : ipv4Text(bytes, 0);
  const field = ported ? (isIpv6 ? FIELDS.ipv6 : FIELDS.ip) : FIELDS[layer];
  const filter = `${field} == ${address}`;
  if (!ported)
    return { address, port: null, filter, key: layer === 'ip' ? words[at] : hex(words, at, END_WORDS[layer]) };
  const port = words[at + 5];
  return { address, port, filter: `${filter} && ${layer}.port == ${port}`, key: hex(words, at, 5) };
}

const hex = (words: Uint32Array, at: number, count: number): string =>
  Array.from({ length: count }, (_, k) => words[at + k].toString(16).padStart(8, '0')).join('');

function bytesOf(words: Uint32Array, at: number, count: number): Uint8Array {
  const bytes = new Uint8Array(4 * count);
  const view = new DataView(bytes.buffer);
  for (let k = 0; k < count && at + k < words.length; k++) view.setUint32(4 * k, words[at + k]);
  return bytes;
}

/** Writes the words of both ends of entry `i`; a is the end that its side 0 sends from. */
function endWords({ table }: Known, layer: EndLayer, counts: CountTable, i: number, into: Uint32Array): void {
  const words = END_WORDS[layer];
  if (!hasPorts(layer)) {
    into.set(counts.keys.subarray(2 * words * i, 2 * words * (i + 1)));
    return;
  }
  const flow = table.ofStream(layer, counts.keys[i]);
  const { addresses, ports, shape } = table.chunk(flow);
  const at = table.position(flow);
  for (let side = 0; side < 2; side++) {
    into[words * side] = shape[at] & SHAPE_IPV6 ? 6 : 4;
    for (let k = 0; k < 4; k++) into[words * side + 1 + k] = addresses[8 * at + 4 * side + k];
    into[words * side + 5] = ports[2 * at + side];
  }
}

/** What every one of these tables tells of an entry. */
const amounts = (counts: CountTable, i: number): number[] => {
  const [packets, packetsBack] = counts.packets.subarray(2 * i, 2 * i + 2);
  const [bytes, bytesBack] = counts.bytes.subarray(2 * i, 2 * i + 2);
  return [packets + packetsBack, bytes + bytesBack, packets, bytes, packetsBack, bytesBack];
};

/** @param first row that times count from */
export function conversations(known: Known, counts: EndCounts, layer: EndLayer, first: number): Listing {
  const { columns } = known;
  const table = counts.tables[layer];
  const words = END_WORDS[layer];
  const both = new Uint32Array(2 * words);
  const since = (from: number, to: number): number =>
    nsBetween(columns.timeSec(from), columns.timeNano(from), columns.timeSec(to), columns.timeNano(to));
  const ends = (i: number): [End, End] => {
    endWords(known, layer, table, i, both);
    return [endOf(layer, both, 0), endOf(layer, both, words)];
  };
  const ported = hasPorts(layer);
  const keyed = ported ? { addressA: 0, addressB: 2 } : { addressA: 0, addressB: 1 };
  return {
    columns: statisticsColumns(`conversations-${layer}`),
    count: table.count,
    unlisted: table.unlisted,
    row: (i): StatisticsRow => {
      const [a, b] = ends(i);
      const timed = table.first[i] !== NO_ROW;
      const duration = timed ? since(table.first[i], table.last[i]) : null;
      const sums = amounts(table, i);
      const rate = (bytes: number): number | null => (duration ? (bytes * 8e9) / duration : null);
      const hosts = a.filter.split(' && ')[0] + ' && ' + b.filter.split(' && ')[0];
      return {
        cells: [
          ...(ported ? [a.address, a.port, b.address, b.port, table.keys[i]] : [a.address, b.address]),
          ...sums,
          ...[timed && first >= 0 ? since(first, table.first[i]) : null, duration, rate(sums[3]), rate(sums[5])],
        ],
        depth: 0,
        filter: ported ? `${hosts} && ${layer}.stream == ${table.keys[i]}` : hosts,
      };
    },
    sortKey(i, column) {
      if (column === keyed.addressA) return ends(i)[0].key;
      if (column === keyed.addressB) return ends(i)[1].key;
      return this.row(i).cells[column];
    },
  };
}

/** Each end of the conversations with what it sent and received. */
export function endpoints(known: Known, counts: EndCounts, layer: EndLayer): Listing {
  const pairs = counts.tables[layer];
  const words = END_WORDS[layer];
  const table = new CountTable(words, Math.floor(Math.random() * 2 ** 30));
  const both = new Uint32Array(2 * words);
  for (let i = 0; i < pairs.count; i++) {
    endWords(known, layer, pairs, i, both);
    for (let side = 0; side < 2; side++) {
      table.key.set(both.subarray(words * side, words * (side + 1)));
      table.addEntry(pairs, i, side === 1, known.columns);
    }
  }
  return {
    columns: statisticsColumns(`endpoints-${layer}`),
    count: table.count,
    unlisted: table.unlisted + pairs.unlisted,
    row: (i) => {
      const { address, port, filter } = endOf(layer, table.keys, words * i);
      return { cells: [address, ...(port === null ? [] : [port]), ...amounts(table, i)], depth: 0, filter };
    },
    sortKey(i, column) {
      return column === 0 ? endOf(layer, table.keys, words * i).key : this.row(i).cells[column];
    },
  };
}

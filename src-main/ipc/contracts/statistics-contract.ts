// Statistics over the packets of a capture: tables whose rows are counted, who sends what to whom, the graph of packets over time, what is
// known of the file.
// Bytes are those on the wire (`frame.len`), as in Wireshark's statistics; times are ns since the first packet of the capture.
import type { RowKind } from './engine-contract';
import type { FilterSource } from './filter-contract';
import type { Problem } from '../message';

/** The pages of the statistics, in their order. Their names stand under `statistics.page.<id>`. */
export const STATISTICS_PAGES = [
  'properties',
  'hierarchy',
  'endpoints',
  'conversations',
  'lengths',
  'responses',
  'flows',
  'io',
] as const;
export type StatisticsPage = (typeof STATISTICS_PAGES)[number];

/** What has endpoints and conversations, by the name of the protocol. */
export const END_LAYERS = ['eth', 'ip', 'ipv6', 'tcp', 'udp'] as const;
export type EndLayer = (typeof END_LAYERS)[number];
export const hasPorts = (layer: EndLayer): layer is 'tcp' | 'udp' => layer === 'tcp' || layer === 'udp';

/** Which packets a flow graph shows. */
export const FLOW_KINDS = ['all', 'tcp', 'udp', 'icmp'] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];
/** Lifelines that a flow graph has at most; whoever comes later is one of the others. */
export const MOST_FLOW_HOSTS = 100;

/**
 * What response times are of, in the order of the table: the services, and below each what it is told apart by.
 * - `tcp`: the first SYN to the ACK that completes the handshake; `tcpSynAck`: the last SYN to the SYN-ACK; `tcpAck`: the last SYN-ACK to
 *   the ACK; `tcpRoundTrip`: tcp.analysis.initial_rtt. One a connection.
 * - `dns`: dns.time, by type of the question and code of the response; mDNS and LLMNR are none, as they answer from another address.
 * - `http`: http.time, by method, code and host.
 * - `tls`: ClientHello until both ends may send data; `tlsHello`: until the server's first hello. One a connection over TCP.
 */
export const RESPONSE_KINDS = [
  ...(['tcp', 'tcpSynAck', 'tcpAck', 'tcpRoundTrip'] as const),
  ...(['dns', 'dnsType', 'dnsCode'] as const),
  ...(['http', 'httpMethod', 'httpCode', 'httpHost'] as const),
  ...(['tls', 'tlsHello'] as const),
] as const;
export type ResponseKind = (typeof RESPONSE_KINDS)[number];
const SERVICES = ['tcp', 'dns', 'http', 'tls'] as const satisfies ResponseKind[];
/** The kind of the row that one stands below; of a service itself. */
export const serviceOf = (kind: ResponseKind): ResponseKind => SERVICES.find((one) => kind.startsWith(one)) ?? kind;

/** The first cell of a row of response times: its kind, and what it is told apart by. Texts: `statistics.response.<kind>`. */
export const measuredCell = (kind: ResponseKind, value: string): string => (value === '' ? kind : `${kind} ${value}`);
/** What such a cell holds. */
export function measuredOf(cell: string): { kind: ResponseKind; value: string } {
  const end = cell.indexOf(' ');
  const kind = end < 0 ? cell : cell.slice(0, end);
  return { kind: kind as ResponseKind, value: end < 0 ? '' : cell.slice(end + 1) };
}

/** What a cell holds, and so how it is shown and compared. `text` and `port` stand as they are; `ms`: ns, shown in milliseconds. */
export type CellKind = 'text' | 'port' | 'count' | 'bytes' | 'percent' | 'ns' | 'ms' | 'bitRate' | 'number';
export interface StatisticsColumn {
  /** its title stands under `statistics.column.<id>` */
  readonly id: StatisticsColumnId;
  readonly kind: CellKind;
}

const AMOUNTS = [
  { id: 'packets', kind: 'count' },
  { id: 'bytes', kind: 'bytes' },
] as const satisfies readonly { id: string; kind: CellKind }[];
const ENDPOINT = [
  ...AMOUNTS,
  { id: 'sentPackets', kind: 'count' },
  { id: 'sentBytes', kind: 'bytes' },
  { id: 'receivedPackets', kind: 'count' },
  { id: 'receivedBytes', kind: 'bytes' },
] as const;
const CONVERSATION = [
  ...AMOUNTS,
  { id: 'packetsAB', kind: 'count' },
  { id: 'bytesAB', kind: 'bytes' },
  { id: 'packetsBA', kind: 'count' },
  { id: 'bytesBA', kind: 'bytes' },
  { id: 'startNs', kind: 'ns' },
  { id: 'durationNs', kind: 'ns' },
  { id: 'bitsPerSecondAB', kind: 'bitRate' },
  { id: 'bitsPerSecondBA', kind: 'bitRate' },
] as const;
const HIERARCHY = [
  { id: 'protocol', kind: 'text' },
  { id: 'packetsPercent', kind: 'percent' },
  { id: 'packets', kind: 'count' },
  { id: 'bytesPercent', kind: 'percent' },
  { id: 'bytes', kind: 'bytes' },
  { id: 'bitsPerSecond', kind: 'bitRate' },
  { id: 'endPackets', kind: 'count' },
  { id: 'endBytes', kind: 'bytes' },
] as const;
const LENGTHS = [
  { id: 'range', kind: 'text' },
  { id: 'packets', kind: 'count' },
  { id: 'average', kind: 'number' },
  { id: 'least', kind: 'count' },
  { id: 'most', kind: 'count' },
  { id: 'packetsPerMs', kind: 'number' },
  { id: 'percent', kind: 'percent' },
  { id: 'burstPacketsPerMs', kind: 'number' },
  { id: 'burstStartNs', kind: 'ns' },
] as const;
const RESPONSES = [
  { id: 'measured', kind: 'text' },
  { id: 'responses', kind: 'count' },
  { id: 'minNs', kind: 'ms' },
  { id: 'meanNs', kind: 'ms' },
  { id: 'medianNs', kind: 'ms' },
  { id: 'p95Ns', kind: 'ms' },
  { id: 'maxNs', kind: 'ms' },
  { id: 'slowestFrame', kind: 'port' },
  { id: 'unanswered', kind: 'count' },
  { id: 'unansweredPercent', kind: 'percent' },
] as const;
const FLOWS = [
  { id: 'frame', kind: 'port' },
  { id: 'timeNs', kind: 'ns' },
  { id: 'source', kind: 'text' },
  { id: 'sourcePort', kind: 'port' },
  { id: 'destination', kind: 'text' },
  { id: 'destinationPort', kind: 'port' },
  { id: 'label', kind: 'text' },
  { id: 'comment', kind: 'text' },
] as const;
const ADDRESS = [{ id: 'address', kind: 'text' }] as const;
const PORT = [{ id: 'port', kind: 'port' }] as const;
const ADDRESSES = [
  { id: 'addressA', kind: 'text' },
  { id: 'addressB', kind: 'text' },
] as const;
const ENDS = [
  { id: 'addressA', kind: 'text' },
  { id: 'portA', kind: 'port' },
  { id: 'addressB', kind: 'text' },
  { id: 'portB', kind: 'port' },
  { id: 'stream', kind: 'port' },
] as const;

const ALL = [HIERARCHY, LENGTHS, RESPONSES, FLOWS, ADDRESS, PORT, ENDS, ENDPOINT, CONVERSATION].flat();
export type StatisticsColumnId = (typeof ALL)[number]['id'];
export const STATISTICS_COLUMN_IDS: readonly StatisticsColumnId[] = [...new Set(ALL.map(({ id }) => id))];

export type FlowTable = `flows-${FlowKind}`;
export type StatisticsTable =
  'hierarchy' | 'lengths' | 'responses' | `endpoints-${EndLayer}` | `conversations-${EndLayer}` | FlowTable;
export const STATISTICS_TABLES: readonly StatisticsTable[] = [
  'hierarchy',
  ...END_LAYERS.map((layer) => `endpoints-${layer}` as const),
  ...END_LAYERS.map((layer) => `conversations-${layer}` as const),
  'lengths',
  'responses',
  ...FLOW_KINDS.map((kind) => `flows-${kind}` as const),
];

/** Which packets a table shows the flows of; null: it shows none. */
export const flowKindOf = (table: StatisticsTable): FlowKind | null =>
  table.startsWith('flows-') ? (table.slice('flows-'.length) as FlowKind) : null;

/** The page that shows a table, and of which layer it is. */
export function partsOfTable(table: StatisticsTable): {
  page: Exclude<StatisticsPage, 'properties' | 'io'>;
  layer: EndLayer | null;
} {
  if (table === 'hierarchy' || table === 'lengths' || table === 'responses') return { page: table, layer: null };
  if (flowKindOf(table) !== null) return { page: 'flows', layer: null };
  const [page, layer] = table.split('-') as ['endpoints' | 'conversations', EndLayer];
  return { page, layer };
}

/** Columns of a table, in the order of the cells of its rows. */
export function statisticsColumns(table: StatisticsTable): readonly StatisticsColumn[] {
  const { page, layer } = partsOfTable(table);
  if (page === 'hierarchy') return HIERARCHY;
  if (page === 'lengths') return LENGTHS;
  if (page === 'responses') return RESPONSES;
  if (page === 'flows') return FLOWS;
  const ported = layer !== null && hasPorts(layer);
  if (page === 'endpoints') return [...ADDRESS, ...(ported ? PORT : []), ...ENDPOINT];
  return [...(ported ? ENDS : ADDRESSES), ...CONVERSATION];
}

/** In the place of a range: packets of all lengths. */
export const ALL_LENGTHS = 'all';

export type StatisticsCell = string | number | null;
export interface StatisticsRow {
  /** one for each column; what is not known is null */
  cells: StatisticsCell[];
  /** of a tree, from 0 */
  depth: number;
  /** display filter that finds its packets */
  filter: string;
  /** of a single packet: what it is about */
  kind?: RowKind;
  /** of response times: the display filter that finds requests without a response, where there are any */
  unanswered?: string;
}

/** The lifelines of a flow graph. */
export interface FlowHosts {
  /** addresses in the order in which they first send or are sent something */
  hosts: string[];
  /** hosts beyond those */
  others: number;
}

export interface StatisticsView {
  table: StatisticsTable;
  /** only packets that the packet list shows */
  displayed: boolean;
}
/** `column` null: as the table stands by itself. */
export interface StatisticsSort {
  column: StatisticsColumnId | null;
  descending: boolean;
}

/** How far the counting is that a table needs. */
export interface StatisticsProgress {
  state: 'running' | 'done' | 'stopped' | 'failed';
  /** packets that are counted, and those there are */
  done: number;
  total: number;
  /** of `failed` */
  problem: Problem | null;
}
export interface StatisticsSummary extends StatisticsProgress {
  rows: number;
  /** packets of rows beyond those that can be listed */
  unlisted: number;
  /** another value: rows mean something else */
  version: number;
}

/** What is known of the file and its packets. Times are null where no packet has any. */
export interface CaptureProperties {
  /** file name with its folder; of a live capture its name */
  path: string;
  fileBytes: number;
  format: string;
  /** hexadecimal; null: the capture still grows, is in several files, or could not be read */
  sha256: string | null;
  /** hardware, operating system and program that wrote it */
  writtenBy: string[];
  comments: string[];
  firstTime: { sec: number; nano: number } | null;
  lastTime: { sec: number; nano: number } | null;
  durationNs: number | null;
  interfaces: {
    name: string;
    linkType: string;
    snapLen: number;
    filter: string;
    packets: number;
    /** null: the file does not say */
    dropped: number | null;
  }[];
  /** of all packets, and of those that the packet list shows (null: it shows all) */
  all: CaptureAmounts;
  displayed: CaptureAmounts | null;
}
export interface CaptureAmounts {
  packets: number;
  /** on the wire, and those that were captured */
  bytes: number;
  capturedBytes: number;
  durationNs: number | null;
  /** null: there is no time between them */
  packetsPerSecond: number | null;
  bitsPerSecond: number | null;
  averageBytes: number | null;
}

export const IO_UNITS = ['packets', 'bytes', 'bits'] as const;
export type IoUnit = (typeof IO_UNITS)[number];
/** Lines that one graph may have. */
export const MOST_IO_LINES = 8;
/** Intervals that one answer may have. */
export const MOST_IO_INTERVALS = 16_384;
export const LEAST_IO_INTERVAL_NS = 1000;
export const MOST_IO_INTERVAL_NS = 86_400e9;

export interface IoQuery {
  /** of each line; an empty text: all packets */
  filters: FilterSource[];
  /** only packets that the packet list shows */
  displayed: boolean;
  intervalNs: number;
  /** the part that is looked at, null: all of it */
  fromNs: number | null;
  toNs: number | null;
}
export interface IoLine {
  /** a filter with a mistake is none: null in the place of its numbers */
  packets: Float64Array | null;
  bytes: Float64Array | null;
  /** frame.number of the first packet of each interval, 0: none */
  frames: Uint32Array | null;
}
export interface IoGraph {
  /** as asked for, or a multiple of it where there would be too many intervals */
  intervalNs: number;
  /** where the first interval of the answer begins: a multiple of `intervalNs` */
  fromNs: number;
  intervals: number;
  /** of the whole capture */
  durationNs: number;
  lines: IoLine[];
}

export interface StatisticsRequests {
  /** what is there now; begins to count, or goes on, unless it was stopped (`again`: then, too) */
  statisticsSummary: { args: { view: StatisticsView; again: boolean }; answer: StatisticsSummary };
  statisticsRows: {
    args: { view: StatisticsView; sort: StatisticsSort; from: number; count: number };
    answer: StatisticsRow[];
  };
  /** as far as is counted; a table of other kinds has none */
  flowHosts: { args: { view: StatisticsView }; answer: FlowHosts };
  /** ends the counting for this table; what was counted stays */
  stopStatistics: { args: { view: StatisticsView }; answer: null };
  captureProperties: { args: { displayed: boolean }; answer: CaptureProperties };
  ioGraph: { args: { query: IoQuery }; answer: IoGraph };
}
export interface StatisticsEvents {
  /** the counting that was asked for last goes on, or has ended */
  statistics: StatisticsProgress;
}

/** What the window shows of statistics: remembered between starts. */
export interface StatisticsChoice {
  page: StatisticsPage;
  layer: EndLayer;
  flows: FlowKind;
  /** only packets that the packet list shows */
  displayed: boolean;
  /** lines of the graph over time; an empty text: all packets */
  lines: { text: string; shown: boolean }[];
  unit: IoUnit;
  /** null: as suits what is looked at */
  intervalNs: number | null;
}
export const FIRST_STATISTICS: StatisticsChoice = {
  page: 'properties',
  layer: 'ip',
  flows: 'all',
  displayed: true,
  lines: [
    { text: '', shown: true },
    { text: 'tcp.analysis.flags', shown: true },
  ],
  unit: 'packets',
  intervalNs: null,
};

// The facts of a conversation, each declared once: the columns of the list and of `--where`, what it sorts by, the fields `synscope.*`
// and how it is stored come from here. Data only, read by both sides. Texts: `flows.column.<id>`, `flows.hint.<id>`, of a word
// `flows.<id>.<word>`; a test asks for all of them.

import type { PassId } from './passes';
import { TIMING_FACTS, type TimingRow } from './timing-facts';
import { TLS_FACTS, type TlsRow } from './tls-facts';

export type FlowKind = 'tcp' | 'udp';
export type HandshakeState =
  | 'complete' // SYN, SYN-ACK, ACK seen
  | 'simultaneous' // both sides opened
  | 'no-answer' // only SYN(s)
  | 'no-final-ack' // SYN, SYN-ACK, nothing that acknowledges it
  | 'refused' // RST answered the SYN
  | 'probe' // SYN, SYN-ACK, RST by the client
  | 'icmp-refused' // an ICMP error quotes the SYN
  | 'partial' // begins with the SYN-ACK
  | 'not-seen' // the capture begins in the middle
  | 'none'; // UDP
export type Ending =
  | 'open' // no end seen
  | 'fin-4' // FIN, ACK, FIN, ACK
  | 'fin-3' // FIN, FIN+ACK, ACK
  | 'fin-simultaneous'
  | 'fin-half' // closed by FINs, with data after the first FIN
  | 'fin-one-side' // one FIN only
  | 'fin-no-last-ack' // both FINs, the last one not acknowledged
  | 'fin-rst' // FIN, then RST
  | 'rst' // abort
  | 'refused'
  | 'no-answer'
  | 'none'; // UDP
/** What an ICMP error reports of the segment that it quotes; only `refused` ends an attempt. */
export type IcmpReport = 'refused' | 'unreachable' | 'too-big' | 'time-exceeded' | 'parameter' | 'quench' | 'redirect';
/** Where the capture was made, as far as hop counts and the times of the handshake tell. */
export type CapturePlace = 'unknown' | 'client' | 'server' | 'between';
/** What tells it: hop counts of the SYN and the SYN-ACK, the two times of the handshake, or both. */
export type CapturePlaceBy = 'none' | 'hops' | 'times' | 'both';
/** Who sent the first FIN, and who sent a RST. */
export type ClosedBy = 'none' | 'client' | 'server';
export type ResetBy = ClosedBy | 'both';

export interface FlowRow extends TimingRow, TlsRow {
  /** our number of it, from 0 */
  id: number;
  kind: FlowKind;
  /** tcp.stream or udp.stream */
  stream: number;
  /** a: the client (who sent the SYN, or guessed); b: the server */
  addressA: string;
  portA: number;
  addressB: string;
  portB: number;
  /** how we know who the client is */
  clientBy: 'syn' | 'syn-ack' | 'port' | 'first';
  packetsAB: number;
  packetsBA: number;
  /** bytes on the wire, frames whole */
  bytesAB: number;
  bytesBA: number;
  firstFrame: number;
  lastFrame: number;
  startSec: number;
  startNano: number;
  durationNs: number;
  handshake: HandshakeState;
  /** null where not both ends of the interval were seen */
  synToSynAckNs: number | null;
  synAckToAckNs: number | null;
  ending: Ending;
  /** tcp.completeness */
  completeness: number;
  /** attempts with the same sequence number that were refused before and after the one shown */
  refusedBefore: number;
  refusedAfter: number;
  /** what ICMP errors reported of its segments that did not end it */
  icmpHints: IcmpReport[];
  /** first SYN to the ACK that completes the handshake */
  handshakeNs: number | null;
  /** tcp.analysis.initial_rtt: last SYN to the first segment with ACK and without SYN, of either end */
  initialRttNs: number | null;
  /** from the ACK that completes the handshake, or the first packet where none was seen, to the first payload of an end */
  firstByteClientNs: number | null;
  firstByteServerNs: number | null;
  /** first payload of the client to the first payload of the server, where the client speaks first */
  responseNs: number | null;
  /** SYNs and SYN-ACKs beyond the first of their sender, up to 254 */
  synRetries: number;
  synAckRetries: number;
  capturePlace: CapturePlace;
  capturePlaceBy: CapturePlaceBy;
  closedBy: ClosedBy;
  resetBy: ResetBy;
}

/** How serious a word is: the shape (and colour) beside it. */
export type Verdict = 'good' | 'open' | 'odd' | 'bad' | 'none';

export interface FlowFact {
  /**
   * number, count, bytes: whole; days: whole, may be below 0; text: any; percent: with decimals; interval: ns, null where it was not seen; second: since 1970; word: one out of `words`; list: several words;
   * derived: out of others, not in the row
   */
  type:
    | 'number'
    | 'count'
    | 'bytes'
    | 'percent'
    | 'interval'
    | 'second'
    | 'word'
    | 'list'
    | 'address'
    | 'text'
    | 'days'
    | 'derived';
  /** its column of `flow`; null: it is none of its own */
  sql: string | null;
  /** conversations can be sorted by it */
  sort?: true;
  /** the largest are asked for first */
  most?: true;
  /** UDP has nothing of it */
  tcp?: true;
  /** a pass finds it: null before that has gone over the capture */
  pass?: PassId;
  /** the closed list of words, and how serious each is; the place of a word is the number that is stored */
  words?: Readonly<Record<string, Verdict>>;
  /** `synscope.<name>`, the same for all frames of a connection, with the English label; `note`: texts that explain its words */
  field?: { name: string; label: string; popularity?: number; note?: string };
  /** in the list of connections: where, first width in px, aligned to the end, hidden at first, unit of an interval */
  list?: { place: number; width: number; end?: true; hidden?: true; unit?: 's' | 'ms' };
}

/** In the order of the field tree. */
export const FLOW_FACTS = {
  id: { type: 'number', sql: 'id', sort: true },
  kind: { type: 'word', sql: 'kind', sort: true, words: { tcp: 'none', udp: 'none' } },
  stream: { type: 'number', sql: 'stream', sort: true, list: { place: 10, width: 88, end: true } },
  addressA: { type: 'address', sql: 'address_a', sort: true, list: { place: 20, width: 126 } },
  portA: { type: 'number', sql: 'port_a', sort: true, list: { place: 30, width: 64, end: true } },
  addressB: { type: 'address', sql: 'address_b', sort: true, list: { place: 40, width: 126 } },
  portB: { type: 'number', sql: 'port_b', sort: true, list: { place: 50, width: 64, end: true } },
  clientBy: {
    type: 'word',
    sql: 'client_by',
    words: { syn: 'none', 'syn-ack': 'none', port: 'none', first: 'none' },
    field: { name: 'client_by', label: 'Client determined by', note: 'tree.synscope.clientBy' },
  },
  handshake: {
    type: 'word',
    sql: 'handshake',
    sort: true,
    tcp: true,
    words: {
      complete: 'good',
      simultaneous: 'good',
      'no-answer': 'bad',
      'no-final-ack': 'odd',
      refused: 'bad',
      probe: 'odd',
      'icmp-refused': 'bad',
      partial: 'open',
      'not-seen': 'open',
      none: 'none',
    } satisfies Record<HandshakeState, Verdict>,
    field: { name: 'handshake', label: 'Handshake', popularity: 28, note: 'flows.handshakeWhy' },
    list: { place: 60, width: 118 },
  },
  // RFC 9293 section 3.5. The last SYN before the SYN-ACK counts, the last SYN-ACK before the ACK …
  synToSynAckNs: {
    type: 'interval',
    sql: 'syn_to_syn_ack_ns',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'syn_to_synack', label: 'SYN to SYN-ACK' },
    list: { place: 70, width: 168, end: true, unit: 'ms' },
  },
  synAckToAckNs: {
    type: 'interval',
    sql: 'syn_ack_to_ack_ns',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'synack_to_ack', label: 'SYN-ACK to ACK' },
    list: { place: 80, width: 168, end: true, unit: 'ms' },
  },
  // … and here the first SYN, so that this is what the user waited
  handshakeNs: {
    type: 'interval',
    sql: 'handshake_ns',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'handshake_time', label: 'Handshake duration' },
    list: { place: 190, width: 130, end: true, hidden: true, unit: 'ms' },
  },
  initialRttNs: {
    type: 'interval',
    sql: 'initial_rtt_ns',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'initial_rtt', label: 'Initial round trip' },
    list: { place: 200, width: 130, end: true, hidden: true, unit: 'ms' },
  },
  firstByteClientNs: {
    type: 'interval',
    sql: 'first_byte_client_ns',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'first_byte_client', label: 'Time to the first byte of the client' },
    list: { place: 210, width: 150, end: true, hidden: true, unit: 'ms' },
  },
  firstByteServerNs: {
    type: 'interval',
    sql: 'first_byte_server_ns',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'first_byte_server', label: 'Time to the first byte of the server' },
    list: { place: 220, width: 150, end: true, hidden: true, unit: 'ms' },
  },
  responseNs: {
    type: 'interval',
    sql: 'response_ns',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'response_time', label: 'First response of the server' },
    list: { place: 140, width: 150, end: true, unit: 'ms' },
  },
  synRetries: {
    type: 'count',
    sql: 'syn_retries',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'syn_retries', label: 'Repeated SYNs' },
    list: { place: 230, width: 120, end: true, hidden: true },
  },
  synAckRetries: {
    type: 'count',
    sql: 'syn_ack_retries',
    sort: true,
    most: true,
    tcp: true,
    field: { name: 'synack_retries', label: 'Repeated SYN-ACKs' },
    list: { place: 240, width: 140, end: true, hidden: true },
  },
  capturePlace: {
    type: 'word',
    sql: 'capture_place',
    sort: true,
    tcp: true,
    words: { unknown: 'none', client: 'none', server: 'none', between: 'none' } satisfies Record<CapturePlace, Verdict>,
    field: { name: 'capture_place', label: 'Captured at', note: 'flows.capturePlaceWhy' },
    list: { place: 150, width: 120 },
  },
  capturePlaceBy: {
    type: 'word',
    sql: 'capture_place_by',
    tcp: true,
    words: { none: 'none', hops: 'none', times: 'none', both: 'none' } satisfies Record<CapturePlaceBy, Verdict>,
    field: { name: 'capture_place_by', label: 'Place of the capture told by', note: 'flows.capturePlaceBy' },
  },
  ending: {
    type: 'word',
    sql: 'ending',
    sort: true,
    tcp: true,
    words: {
      open: 'open',
      'fin-4': 'good',
      'fin-3': 'good',
      'fin-simultaneous': 'good',
      'fin-half': 'good',
      'fin-one-side': 'odd',
      'fin-no-last-ack': 'odd',
      'fin-rst': 'odd',
      rst: 'bad',
      refused: 'bad',
      'no-answer': 'bad',
      none: 'none',
    } satisfies Record<Ending, Verdict>,
    field: { name: 'ending', label: 'Ending', popularity: 29, note: 'flows.endingWhy' },
    list: { place: 90, width: 160 },
  },
  durationNs: {
    type: 'interval',
    sql: 'duration_ns',
    sort: true,
    most: true,
    field: { name: 'duration', label: 'Connection duration' },
    list: { place: 100, width: 106, end: true, unit: 's' },
  },
  packets: { type: 'derived', sql: null, sort: true, most: true, list: { place: 110, width: 76, end: true } },
  packetsAB: {
    type: 'count',
    sql: 'packets_ab',
    sort: true,
    most: true,
    field: { name: 'client_packets', label: 'Packets from the client' },
    list: { place: 160, width: 130, end: true },
  },
  packetsBA: {
    type: 'count',
    sql: 'packets_ba',
    sort: true,
    most: true,
    field: { name: 'server_packets', label: 'Packets from the server' },
    list: { place: 180, width: 130, end: true },
  },
  bytes: { type: 'derived', sql: null, sort: true, most: true, list: { place: 120, width: 82, end: true } },
  bytesAB: {
    type: 'bytes',
    sql: 'bytes_ab',
    sort: true,
    most: true,
    field: { name: 'client_bytes', label: 'Bytes from the client' },
    list: { place: 170, width: 118, end: true },
  },
  bytesBA: {
    type: 'bytes',
    sql: 'bytes_ba',
    sort: true,
    most: true,
    field: { name: 'server_bytes', label: 'Bytes from the server' },
    list: { place: 185, width: 118, end: true },
  },
  ...TIMING_FACTS,
  ...TLS_FACTS,
  firstFrame: { type: 'number', sql: 'first_frame' },
  lastFrame: { type: 'number', sql: 'last_frame' },
  startSec: { type: 'second', sql: 'start_sec', sort: true, list: { place: 130, width: 112, end: true } },
  startNano: { type: 'number', sql: 'start_nano' },
  completeness: {
    type: 'number',
    sql: 'completeness',
    sort: true,
    tcp: true,
    list: { place: 250, width: 110, end: true, hidden: true },
  },
  /** an order only: what went wrong first, then by time */
  problems: { type: 'derived', sql: null, sort: true, tcp: true },
  refusedBefore: { type: 'count', sql: 'refused_before' },
  refusedAfter: { type: 'count', sql: 'refused_after' },
  icmpHints: { type: 'list', sql: 'icmp_hints' },
  closedBy: {
    type: 'word',
    sql: 'closed_by',
    tcp: true,
    words: { none: 'none', client: 'none', server: 'none' } satisfies Record<ClosedBy, Verdict>,
  },
  resetBy: {
    type: 'word',
    sql: 'reset_by',
    tcp: true,
    words: { none: 'none', client: 'bad', server: 'bad', both: 'bad' } satisfies Record<ResetBy, Verdict>,
  },
} as const satisfies Record<keyof FlowRow | 'packets' | 'bytes' | 'problems', FlowFact>;

type Facts = typeof FLOW_FACTS;
export type FlowFactId = keyof Facts;
type Having<Property extends string> = {
  [Id in FlowFactId]: Facts[Id] extends Record<Property, unknown> ? Id : never;
}[FlowFactId];
/** Facts that conversations can be sorted by, */
export type FlowColumn = Having<'sort'>;
/** that the list of connections offers, */
export type ListedColumn = Having<'list'>;
/** and that are fields of a connection. */
export type ConnectionFact = Having<'field'>;

export const FACTS: readonly (readonly [FlowFactId, FlowFact])[] = Object.entries(FLOW_FACTS) as [
  FlowFactId,
  FlowFact,
][];
export const FLOW_COLUMNS = FACTS.filter(([, fact]) => fact.sort).map(([id]) => id as FlowColumn);

const NUMBERS = new Map(
  FACTS.map(([id, { words = {} }]) => [id, new Map(Object.keys(words).map((word, number) => [word, number]))]),
);
/** What a word of a fact is stored as. */
export const wordNumber = (id: Having<'words'>, word: string): number => NUMBERS.get(id)?.get(word) ?? 0;

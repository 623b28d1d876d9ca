// Two captures of the same connections, made at two points of their way: the open one (a), and one that is compared with it (b).
import type { Problem } from '../message';
import type { FlowRow } from './engine-contract';

/** Fields that are compared, by their Wireshark names. TTL falls with every hop and is told apart; checksums follow from the others. */
export const COMPARED_FIELDS = [
  ...['ip.src', 'ip.dst', 'ipv6.src', 'ipv6.dst', 'ip.dsfield.dscp', 'ip.dsfield.ecn', 'ip.flags.df'],
  ...['ipv6.tclass.dscp', 'ipv6.tclass.ecn', 'tcp.srcport', 'tcp.dstport', 'tcp.seq_raw', 'tcp.ack_raw', 'tcp.flags'],
  ...['tcp.window_size_value', 'tcp.urgent_pointer', 'tcp.option_kind', 'tcp.options.mss_val'],
  ...['tcp.options.wscale.shift', 'tcp.options.timestamp.tsval', 'tcp.options.timestamp.tsecr', 'tcp.payload'],
] as const;

/** What something on the way wrote anew in a segment. */
export interface WayChange {
  field: (typeof COMPARED_FIELDS)[number];
  /** as text; several values with commas, empty: the field is not there; `tcp.payload`: that it differs is all that is told */
  a: string;
  b: string;
}

/**
 * What became of a segment between the points, as the capture tells that has it.
 * `both`: it stands in both; `lost`: not in that of the point behind; `missed`: not there either, but acknowledged there, so it came and the
 * capture has missed it; `outside`: the other capture did not run then; `inserted`: not in that of the point before: something between the
 * points made it, or that capture has missed it.
 */
export type Fate = 'both' | 'lost' | 'missed' | 'outside' | 'inserted';

/** `numbers`: both initial numbers; `number`: the one that both captures have; `addresses`: of both ends, in the order in which they come. */
export type PairedBy = 'numbers' | 'number' | 'addresses';

export interface ClockOffset {
  /** ns that the clock of b is ahead of that of a; 0 where segments went one way only, or none did */
  offset: number;
  /** how far it may be off, in ns: half of the shortest way there and back; null: nothing bounds it */
  within: number | null;
}

/** How long segments were on their way in one direction, by clocks that agree, in ns. */
export interface WayTimes {
  segments: number;
  minNs: number | null;
  medianNs: number | null;
  maxNs: number | null;
}

export interface ComparedConnection {
  /** the connection in each capture */
  a: FlowRow;
  b: FlowRow;
  pairedBy: PairedBy;
  /** the point that the client's segments pass first */
  nearClient: 'a' | 'b' | null;
  /** segments by what became of them; in both: as the first capture counts them */
  both: number;
  lostToServer: number;
  lostToClient: number;
  /** of the point that has them not */
  missed: { a: number; b: number };
  inserted: { a: number; b: number };
  outside: { a: number; b: number };
  toServer: WayTimes;
  toClient: WayTimes;
  /** routers between the points, as the hop counts of both directions tell; null: they do not, or disagree along the connection */
  hopsToServer: number | null;
  hopsToClient: number | null;
  /** of the SYN and the SYN-ACK: what was written anew between the points */
  changes: { segment: 'syn' | 'syn-ack'; change: WayChange }[];
}

/** One row of a connection's segments at both points, in the order of time. */
export interface ComparedSegment {
  fromClient: boolean;
  /** frame numbers; empty: not in that capture */
  framesA: number[];
  framesB: number[];
  /** when, in ns since the first segment of the connection in either capture, by the clock of a */
  atA: number | null;
  atB: number | null;
  /** behind the initial numbers */
  seq: number;
  ack: number;
  len: number;
  flags: number;
  fate: Fate;
  /** which of several that are alike it is was told by their order alone */
  guessed: boolean;
  changes: WayChange[];
}

/** What the list of pairs can be sorted by: as they come in the open capture, or by a number, the greatest first unless `descending` is false. */
export const COMPARE_SORTS = [
  ...(['stream', 'both', 'lostToServer', 'lostToClient', 'missed', 'inserted', 'toServer', 'toClient'] as const),
] as const;
export type CompareSort = (typeof COMPARE_SORTS)[number];

export interface ComparedPair extends ComparedConnection {
  /** number of the pair, in the order of the open capture */
  pair: number;
}

export interface CompareStatus {
  /** `comparing`: both are read, pairs are gone over */
  phase: 'none' | 'reading' | 'comparing' | 'ready' | 'failed';
  /** file of the other capture */
  name: string;
  /** bytes of that, then pairs */
  done: number;
  total: number;
  /** why it failed; with `ready`: what is wrong with the other capture */
  problem: Problem | null;
  clocks: ClockOffset;
  /** connections that both have */
  pairs: number;
  /** TCP connections that the other one does not have */
  alone: { a: number; b: number };
}

export interface CompareRequests {
  compareStatus: { args: Record<string, never>; answer: CompareStatus };
  /** reading or comparing is given up, what was compared is forgotten */
  stopCompare: { args: Record<string, never>; answer: null };
  comparePairs: {
    args: { sort: CompareSort; descending: boolean; from: number; count: number };
    answer: ComparedPair[];
  };
  /** of one pair; `total`: how many there are */
  compareSegments: {
    args: { pair: number; from: number; count: number };
    answer: { total: number; rows: ComparedSegment[] };
  };
}

export interface CompareEvents {
  compare: CompareStatus;
}

/** Main tells the engine which capture the open one is compared with. */
export interface CompareWith {
  type: 'compare';
  path: string;
}

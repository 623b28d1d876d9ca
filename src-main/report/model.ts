// What a report tells, before it is put into words: facts of the capture and of its connections, each with the packets it comes from. The
// engine gathers it out of the same answers that the window gets; `compose/` puts it into words, `writers/` into a file.
import type { Graph } from '../ipc/contracts/graph-contract';
import type {
  FlowCounts,
  FlowRow,
  TcpState,
  Timeline,
  TimelineRow,
  TimelineSegment,
} from '../ipc/contracts/engine-contract';
import type { FlowNames } from '../ipc/contracts/names-contract';
import type { Message } from '../ipc/message';
import type { TlsLook } from '../ipc/contracts/tls-contract';
import type { ConnectionVerdict } from '../ipc/contracts/verdict-contract';
import type { ClockDigits, Instant } from '../text/time';
import type { HeaderRow } from './header-table';

export interface CaptureFacts {
  name: string;
  format: string;
  fileBytes: number;
  /** of the file, hexadecimal; null: it is not one whole file on the disk */
  sha256: string | null;
  packets: number;
  tcp: number;
  udp: number;
  first: Instant | null;
  last: Instant | null;
  clock: ClockDigits;
  interfaces: readonly {
    name: string;
    description: string;
    link: string;
    filter: string;
    snapLen: number;
    packets: number;
    /** packets that it lost; null: the file does not tell */
    dropped: number | null;
  }[];
  /** programs that wrote the file, as it says */
  writtenBy: readonly string[];
  /** what was odd about reading it, and why that ended early */
  remarks: readonly Message[];
  /** display filter that chose the connections; empty: none */
  filter: string;
}

/** What lessens what can be told from a capture. */
export const QUALITY_POINTS = [
  'damage',
  'handshakes',
  'cut',
  'drops',
  'gaps',
  'checksums',
  'merged',
  'time',
  'copies',
] as const;
export type QualityPoint = (typeof QUALITY_POINTS)[number];
export interface QualityFact {
  point: QualityPoint;
  /** how many, of how many; null: the file does not tell */
  count: number | null;
  of: number;
  /** the first packet that it is about; 0: none */
  frame: number;
  /** display filter that finds it; empty: there is none */
  filter: string;
}

/** What the reader puts on packets. */
export type PutMark = 'marked' | 'reference' | 'ignored';
export interface MarkFact {
  frame: number;
  put: readonly PutMark[];
  /** those that the file carries */
  comments: readonly string[];
  at: Instant | null;
  source: string;
  destination: string;
  protocol: string;
  info: string;
}
export interface MarkFacts {
  /** the first of them */
  listed: readonly MarkFact[];
  all: number;
  /** false: comments were looked for in the first packets only */
  isWhole: boolean;
}

/** A segment that opens or closes the connection, field by field. */
export interface SegmentFacts {
  segment: TimelineSegment;
  header: readonly HeaderRow[];
  /** states before it */
  beforeA: TcpState;
  beforeB: TcpState;
}

export interface ConnectionFacts {
  flow: FlowRow & FlowNames;
  timeline: Timeline;
  /** rows of the timeline with its folds closed, and whether there are more */
  rows: readonly TimelineRow[];
  verdict: ConnectionVerdict;
  opening: readonly SegmentFacts[];
  closing: readonly SegmentFacts[];
  /** segments of opening and closing beyond those */
  more: number;
  /** null: nothing of it is TLS */
  tls: TlsLook | null;
  /** of the direction that carries more data; none where there is none, or where nobody asked */
  graphs: readonly Graph[];
  graphsFromA: boolean;
}

export interface ReportModel {
  capture: CaptureFacts;
  quality: readonly QualityFact[];
  marks: MarkFacts;
  /** the first of those in question, problems first */
  flows: readonly (FlowRow & FlowNames)[];
  /** how many are in question, and how those over TCP began and ended */
  all: number;
  counts: FlowCounts;
  connections: readonly ConnectionFacts[];
}

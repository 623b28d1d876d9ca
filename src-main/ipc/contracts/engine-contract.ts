// The contract between the renderer and the engine of one open capture (over a MessagePort).
// Types only: both sides derive theirs from `EngineRequests` and `EngineEvents`, so that a handler
// missing on one side is a compile error. Validators of the arguments: `engine/port/validate.ts`.
// Frames are numbered from 1 (`frame.number`); rows of a list from 0.
// Times are a pair: whole seconds since 1970 (may be negative) and nanoseconds 0…999 999 999. Durations are ns.
import type { Carried } from './carried-contract';
import type { ColourRequests } from './colour-contract';
import type { CommentRequests } from './comment-contract';
import type { FilterEvents, FilterRequests } from './filter-contract';
import type { DecodeRule, PortTable } from '../decode-as';
import type { AddressName, FlowNames, FlowServices, MakerName } from './names-contract';
import type { Ending, FlowColumn, FlowKind, FlowRow, HandshakeState } from '../flow-facts';
import type { CompareEvents, CompareRequests, CompareWith } from './compare-contract';
import type { CourseRequests } from './course-contract';
import type { ExportEvents, ExportNews, ExportRequests } from './export-contract';
import type { FollowEvents, FollowRequests, FollowSave } from './follow-contract';
import type { Graph, GraphQuery } from './graph-contract';
import type { Message, Problem } from '../message';
import type { MarkCounts, MarkRequests } from './mark-contract';
import type { PassId, PassStatus } from '../passes';
import type { PagesSave, PagesStop } from './print-contract';
import type { ReportEvents, ReportRequests, ReportSave, ReportStop } from './report-contract';
import type { TimeShift } from '../time-shift';
import type { SqlRequests } from './sql-contract';
import type { StatisticsEvents, StatisticsRequests } from './statistics-contract';
import type { Timeline, TimelineRow } from './timeline-contract';
import type { KeyRequests } from './key-contract';
import type { TlsRequests } from './tls-contract';
import type { ConnectionVerdict } from './verdict-contract';

export type * from './timeline-contract';
export type { Ending, FlowColumn, FlowKind, FlowRow, HandshakeState, IcmpReport } from '../flow-facts';

export type Phase = 'loading' | 'ready' | 'cancelled' | 'damaged' | 'limited' | 'failed';

/** What is known of the open capture; sent whole, a few times a second while it changes. */
export interface SessionStatus {
  phase: Phase;
  /** true while the file still grows: a capture that is running. Its `phase` is `loading` until it has ended and is read. */
  live: boolean;
  /** file name without folder, for titles */
  name: string;
  path: string;
  /** e.g. `pcapng`, `pcap (ns)`, `pcapng, gzip`; empty until detected */
  format: string;
  /** bytes on the disk, and how many of them are read */
  fileBytes: number;
  readBytes: number;
  frames: number;
  tcpFlows: number;
  udpFlows: number;
  /** ms since the load began; stops with it */
  elapsedMs: number;
  firstTimeSec: number | null;
  firstTimeNano: number;
  /** earliest and latest packet, wherever they stand in the file */
  earliestTimeSec: number | null;
  earliestTimeNano: number;
  latestTimeSec: number | null;
  latestTimeNano: number;
  /** why reading stopped (`damaged`, `failed`), or null */
  problem: Problem | null;
  /** peculiarities worth a line: comments of the section, unknown link types, keys inside … */
  remarks: Message[];
  interfaces: InterfaceSummary[];
  /** work over all packets beside and after the reading */
  passes: PassStatus[];
  /** expert notes found so far */
  notes: Record<Severity, number>;
  marks: MarkCounts;
  /** rises each time that keys have opened more of it: what was shown of packets is no longer all */
  opened: number;
  /** what was added to the time of each packet; null: nothing */
  timeShift: TimeShift | null;
}

export interface InterfaceSummary {
  name: string;
  description: string;
  /** LINKTYPE_ number and its name, `1`, `Ethernet` */
  linkType: number;
  linkName: string;
  snapLen: number;
  /** digits behind the second that its clock tells: 0…9 */
  timeDigits: number;
  frames: number;
}

export type Severity = 'chat' | 'note' | 'warn' | 'error';

/** Groups of expert notes, as Wireshark has them. */
export type ExpertGroup =
  | 'checksum'
  | 'sequence'
  | 'response'
  | 'request'
  | 'undecoded'
  | 'reassemble'
  | 'malformed'
  | 'protocol'
  | 'comment'
  | 'deprecated';
export type ExpertGrouping = 'kind' | 'connection';

/** How the list of expert notes is looked at. */
export interface ExpertView {
  by: ExpertGrouping;
  severities: Severity[];
  /** only notes of packets that the packet list shows */
  displayed: boolean;
  /** ids of groups whose packets are shown below them */
  open: number[];
}
export interface ExpertSummary {
  /** another value: rows mean something else */
  version: number;
  /** rows of the list, and the groups among them */
  rows: number;
  groups: number;
  /** notes of each severity, those that `severities` leaves out included */
  bySeverity: Record<Severity, number>;
  /** notes beyond what can be listed: counted by kind, without their packets */
  unlisted: number;
}
interface ExpertNoteRow {
  /** of the group: a kind, or FlowRow.id + 1, 0 for packets of no connection */
  id: number;
  /** of a connection its worst */
  severity: Severity;
  group: ExpertGroup | null;
  /** `tcp.checksum_bad.expert`, its English name and protocol; empty for a connection */
  field: string;
  name: string;
  protocol: string;
}
export type ExpertRow =
  | (ExpertNoteRow & { row: 'group'; count: number; open: boolean; flow: FlowRow | null })
  | (ExpertNoteRow & {
      row: 'packet';
      /** row of its group in the list */
      groupRow: number;
      frame: number;
      hasTime: boolean;
      timeSec: number;
      timeNano: number;
      info: string;
    });

/** One page of the packet list. Arrays run in parallel, index 0 is row `from`. */
export interface PacketRows {
  /** which list the rows belong to, see `FilterStatus.list` */
  list: number;
  from: number;
  /** rows in the whole list now */
  total: number;
  frame: Uint32Array;
  timeSec: Float64Array;
  timeNano: Uint32Array;
  /** 1 where the frame carries a time (a simple packet block has none) */
  hasTime: Uint8Array;
  /** time that it counts from: the last time reference before it, or the first packet (itself, where there is none) */
  firstSec: Float64Array;
  firstNano: Uint32Array;
  /** what the reader has put on it, see `mark-contract.ts` */
  marks: Uint8Array;
  /** beginning of its first comment; empty: it has none */
  comment: string[];
  /** time of the row before in the list, for "since previous" (row 0: its own) */
  prevSec: Float64Array;
  prevNano: Uint32Array;
  /** time of the packet before in the capture (the first packet, or where that has no time: its own) */
  capturedSec: Float64Array;
  capturedNano: Uint32Array;
  length: Uint32Array;
  /** stream number of tcp or udp, or -1 */
  stream: Int32Array;
  source: string[];
  destination: string[];
  /** their names, where the capture proves any; of adapters who made them */
  sourceName: (AddressName | MakerName | null)[];
  destinationName: (AddressName | MakerName | null)[];
  protocol: string[];
  info: string[];
  /** of each field that was asked for: its values in each row, and the filter that finds the first of them (empty: none does) */
  cells: { texts: string[]; filters: string[] }[];
  /** what it is about, see `RowKind` */
  kind: RowKind[];
  /** number of the colouring rules that `rule` counts in, see `ColourRequests` */
  colouring: number;
  /** the first colouring rule that it matches; -1: none, or nobody has asked */
  rule: Int16Array;
}
/** What a row is about, as the timeline tells it: a shape in front of its number. */
export type RowKind =
  'setup' | 'data' | 'teardown' | 'reset' | 'trouble' | 'udp' | 'icmp' | 'icmp-error' | 'arp' | 'other';

/** A node of the field tree. The label is `name: value`, put together by `i18n/tree-label.ts`. */
export interface TreeNode {
  /** Wireshark's field name, `tcp.srcport`; empty for a line that is no field */
  abbrev: string;
  /** English name of the field; the reader's language comes from the catalogue by `abbrev` */
  name: string;
  /** value as Wireshark prints it, English; empty for a line without one */
  value: string;
  /** `.... ..1.`, for a bit field */
  bits?: string;
  /** what stands behind the value in brackets: "relative sequence number" */
  note?: Message;
  /** what a register calls the value: the maker of an adapter, the service of a port. No part of the line */
  registered?: string;
  /** parts of a protocol line: Src Port: 443, Dst Port: 54407 … (label in English, value) */
  head?: [string, string][];
  /** a line that is a sentence (checksum verdict, expert note) instead of name and value */
  message?: Message;
  severity?: Severity;
  /** computed by us, not read from bytes: shown in [brackets] */
  generated?: true;
  /** which of `PacketDetail.sources` the bytes lie in; -1: none */
  source: number;
  /** first byte and count of bytes in that source */
  at: number;
  len: number;
  /** display filter that finds this value, `tcp.srcport == 443`; empty when none can */
  filter: string;
  children: TreeNode[];
}

/** Everything about one frame. `sources[0]` is the frame itself, more are reassembled or decrypted bytes. */
export interface PacketDetail {
  frame: number;
  tree: TreeNode[];
  sources: { name: Message; bytes: Uint8Array }[];
  /** flow id the frame belongs to (see FlowRow.id), or -1 */
  flow: number;
}

/** Why the end that a segment reaches does not act on it (RFC 9293 section 3.10.7, RFC 5961). */
export type IgnoredReason =
  | 'rst-outside' // RST outside the receive window
  | 'rst-inexact' // RST in the window, but not at RCV.NXT: answered with a challenge ACK
  | 'rst-syn-sent' // RST that does not acknowledge the SYN
  | 'rst-foreign' // RST of the end that is opening, about a segment that is not of this connection
  | 'syn-synchronized' // SYN while the connection stands
  | 'syn-ack-synchronized'
  | 'ack-syn-sent' // acknowledges something else than the SYN
  | 'seq-outside' // beyond the receive window, or before the first number
  | 'ack-unsent' // acknowledges what was never sent
  | 'ack-old' // acknowledges less than the window allows
  | 'no-ack'; // a segment without ACK on a connection that stands

export interface FlowCounts {
  /** by word, only those that occur */
  handshake: Partial<Record<HandshakeState, number>>;
  ending: Partial<Record<Ending, number>>;
}

export interface FlowPage {
  from: number;
  total: number;
  rows: NamedFlow[];
}
/** A connection as the window shows it. */
export type NamedFlow = FlowRow &
  FlowNames &
  FlowServices & {
    /** what lies around it, as names (`VLAN 7 › VXLAN 12`), where connections are told apart by that; else empty */
    tunnels: string;
  };

export interface EngineRequests
  extends
    ColourRequests,
    CommentRequests,
    CompareRequests,
    CourseRequests,
    FilterRequests,
    ExportRequests,
    FollowRequests,
    KeyRequests,
    MarkRequests,
    ReportRequests,
    SqlRequests,
    StatisticsRequests,
    TlsRequests {
  status: { args: Record<string, never>; answer: SessionStatus };
  /** stop reading; what was read stays usable */
  cancelLoad: { args: Record<string, never>; answer: null };
  /** rows of the displayed list; also for what copies rows as text. `colours`: with the rules that they match */
  packetRows: { args: { from: number; count: number; fields?: string[]; colours?: boolean }; answer: PacketRows };
  /** bytes and field tree of a frame */
  packetDetail: { args: { frame: number }; answer: PacketDetail };
  /** row of a frame in the displayed list; where it is not shown: -1 or, with `nearest`, that of the nearest frame shown */
  rowOfFrame: { args: { frame: number; nearest: boolean }; answer: number };
  /**
   * The displayed frame that comes next after `frame` (`by` 1), or before it (-1), in the conversation `flow` (FlowRow.id), ICMP
   * errors that quote it and frames of its tunnel included; 0: there is none. `frame` itself need neither be displayed nor be of it.
   */
  frameInFlow: { args: { flow: number; frame: number; by: 1 | -1 }; answer: number };
  flows: {
    args: { kind: FlowKind; sort: FlowColumn; descending: boolean; from: number; count: number };
    answer: FlowPage;
  };
  /** FlowRow.id of the flows in these rows of an order */
  flowIds: {
    args: { kind: FlowKind; sort: FlowColumn; descending: boolean; from: number; count: number };
    answer: Uint32Array;
  };
  /** the protocols that can be chosen for ports of a table */
  decodable: { args: { table: PortTable }; answer: string[] };
  /** how many TCP connections began and ended in which way */
  flowCounts: { args: Record<string, never>; answer: FlowCounts };
  flow: { args: { id: number }; answer: NamedFlow | null };
  /** row of a flow in the order given, or -1 */
  rowOfFlow: { args: { id: number; kind: FlowKind; sort: FlowColumn; descending: boolean }; answer: number };
  timeline: { args: { flow: number; unfolded: number[] }; answer: Timeline };
  /** what is said of a connection as a whole */
  verdict: { args: { flow: number }; answer: ConnectionVerdict };
  /** `sack`: with the SACK option of each segment, for which its frame is read */
  timelineRows: {
    args: { flow: number; unfolded: number[]; from: number; count: number; sack: boolean };
    answer: TimelineRow[];
  };
  /** a graph of one direction of a TCP connection */
  graph: { args: GraphQuery; answer: Graph };
  /** row of a frame in that layout; when it is inside a fold, the fold's row and id */
  timelineRowOfFrame: {
    args: { flow: number; unfolded: number[]; frame: number };
    answer: { row: number; fold: number | null };
  };
  /** ends a pass, or goes on with it; what it has found stays */
  stopPass: { args: { id: PassId }; answer: null };
  resumePass: { args: { id: PassId }; answer: null };
  expertSummary: { args: { view: ExpertView }; answer: ExpertSummary };
  /** rows of the list as the summary asked for last has found it */
  expertRows: { args: { view: ExpertView; from: number; count: number }; answer: ExpertRow[] };
}
export type EngineRequest = keyof EngineRequests;

export interface EngineEvents
  extends CompareEvents, FilterEvents, FollowEvents, ExportEvents, ReportEvents, StatisticsEvents {
  status: SessionStatus;
}
export type EngineEvent = keyof EngineEvents;

// ---- frames on the port ----
export type ToEngine =
  { type: 'request'; id: number; name: EngineRequest; args: unknown } | { type: 'cancel'; id: number };
export type FromEngine =
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'error'; id: number; problem: Problem }
  | { type: 'event'; name: EngineEvent; value: unknown };

// ---- between Electron's main process and the engine it forks ----
/** First message to a new engine (`process.parentPort`); `ports[0]` leads to the renderer. */
export interface EngineStart {
  /** absolute path of the capture */
  path: string;
  /** folder for the database and for what packed captures hold; exists */
  cacheDir: string;
  /** the file still grows: read on until `ended` comes */
  follow: boolean;
  /** files that continue the first one (a ring), oldest first */
  more: string[];
  /** fragments of IP datagrams are put together */
  defragment: boolean;
  /** connections are told apart by the tunnels around them */
  byTunnel: boolean;
  /** frames are shown in the order of time, where they stand otherwise in the file */
  sorted: boolean;
  /** added to the time of each frame */
  timeShift: TimeShift;
  /** what the reader had put on it when it was read before, null: nothing */
  carried: Carried | null;
  decodeAs: DecodeRule[];
  /** key log that TLS is opened with, null: none is chosen */
  keyLog: string | null;
  /** what is known of a large capture is kept in the cache folder, so that it opens at once the next time */
  keep: boolean;
}
/** What the main process tells an engine that follows a capture. */
export type EngineNews =
  /** the capture goes on in this file */
  | { type: 'file'; path: string }
  /** nothing more will be written */
  | { type: 'ended' }
  /** it was saved under another name */
  | { type: 'saved'; path: string }
  /** TLS is opened with this key log */
  | { type: 'keyLog'; path: string }
  /** the port that comes with it belongs to a window that looks at one packet: nothing but `packetDetail` is answered there */
  | { type: 'look' }
  /** tell what the reader has put on it, for when it is read again */
  | { type: 'carry'; id: number }
  /** save what one follows of a conversation */
  | FollowSave
  /** write a report, or give it up */
  | ReportSave
  | ReportStop
  /** write packets as a page to be printed, or give it up */
  | PagesSave
  | PagesStop
  | ExportNews
  /** compare the capture with another one */
  | CompareWith;
/** What the engine tells the main process (`process.parentPort.postMessage`), once, when reading is over. */
export interface EngineLoaded {
  type: 'loaded';
  phase: Exclude<Phase, 'loading'>;
  frames: number;
  fileBytes: number;
}
/** … and once more, when all connections are in the database. Nobody has to wait for that; measurements do. */
export interface EngineStored {
  type: 'stored';
}

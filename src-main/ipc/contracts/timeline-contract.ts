// The timeline of a connection as the window asks for it: phases, rows of a layout, what joins them. Types only; part of engine-contract.ts.
import type { FlowRow, IcmpReport } from '../flow-facts';
import type { Message } from '../message';
import type { Opinion } from './opinion-contract';

export type TcpState =
  | 'UNKNOWN'
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECEIVED'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'CLOSING'
  | 'LAST-ACK'
  | 'TIME-WAIT';

export type PhaseKind = 'handshake' | 'tls' | 'data' | 'teardown' | 'reset' | 'refused' | 'middle';
/** A bracket in the margin of the timeline: rows `from`…`to` (both included) of the current layout. */
export interface TimelinePhase {
  kind: PhaseKind;
  from: number;
  to: number;
  firstFrame: number;
  lastFrame: number;
  segments: number;
  durationNs: number;
  bytesAB: number;
  bytesBA: number;
  /** "four-way teardown · 4 segments · client first"; every title is told how many segments there are, and how many `repeated` */
  title: Message;
  /** what is told of it beside: of a TLS handshake its round trips and the flight of the server */
  notes: Message[];
}
/** A message of TLS, in the segment that completes it. */
export interface TimelineTls {
  /** `Client Hello`; of an encrypted record what its header says */
  name: string;
  /** names and numbers in a line, empty: nothing to say */
  says: string;
  /** what an encrypted one probably is, by its place and size; empty: not told */
  probably: string;
  encrypted: boolean;
  /** bytes of the message; of an encrypted one those of its record */
  length: number;
}
/** A request or response of HTTP that begins in a row of the timeline. */
export interface TimelineMessage {
  kind: 'request' | 'response';
  /** packets with its first byte, and with its last */
  firstFrame: number;
  frame: number;
  /** its number among the messages that the last packet, or the opened record in it, ends, from 0 */
  place: number;
  /** it was inside of TLS: number of the opened record with its last byte; -1: it was not */
  record: number;
  /** `GET /index.html`, `200 OK`; empty where its bytes are not there */
  text: string;
  /** of its content as it was sent, without what frames chunks; null: not known */
  bytes: number | null;
  /** of a response: ns from the last packet of the request to its own; null: no request */
  ns: number | null;
}
/** What a row shows of the messages of an end. */
export interface TimelineSaid {
  /** one goes on from above the arrow of the row, below it */
  before: boolean;
  after: boolean;
  /** the first of those that begin in the row, and how many begin beside them */
  messages: TimelineMessage[];
  more: number;
}
/** The answer of DNS that told the client the server's address, last before the connection began. */
export interface TimelineLookUp {
  name: string;
  address: string;
  frame: number;
  /** ns from the query to the answer; null: the query was not captured */
  tookNs: number | null;
  /** ns from the answer to the first packet of the connection */
  beforeNs: number | null;
}
export interface Timeline {
  flow: FlowRow;
  /** how the client came to the address of the server; null: no answer of DNS says so */
  lookUp: TimelineLookUp | null;
  /** requests and responses of HTTP on it, as far as they have been found */
  messages: number;
  /** segments with messages of a TLS handshake, or its alerts */
  tlsSegments: number;
  /** rows in the layout with the folds asked for */
  rows: number;
  /** how many of them are folds */
  folds: number;
  phases: TimelinePhase[];
  /** initial sequence numbers (raw), -1 unknown; scale: -1 unknown, -2 not used */
  isnA: number;
  isnB: number;
  scaleA: number;
  scaleB: number;
}
/** Another segment of the connection, and its row in the same layout: its own, or that of its fold. */
export interface TimelineLink {
  frame: number;
  row: number;
  /** ns between the two */
  ns: number;
}
/** What a row shows of an episode in which an end of the connection had its receive window shut. */
export interface ShutWindow {
  /** it is shut above the arrow of the row, below it */
  before: boolean;
  after: boolean;
  /** the episode begins in this row */
  begins: boolean;
  /** another window was announced later; else it is shut at the end of what was captured */
  opened: boolean;
  durationNs: number;
  firstFrame: number;
  lastFrame: number;
}
/** What every row of a timeline tells of both ends: their windows (null: open, or nothing is known), the messages that they send (null: none). */
interface TimelineEnds {
  shutA: ShutWindow | null;
  shutB: ShutWindow | null;
  saidA: TimelineSaid | null;
  saidB: TimelineSaid | null;
}
/** A range of a SACK option: relative numbers of the first byte and of the one behind the last. */
export interface SackBlock {
  from: number;
  to: number;
  /** it tells of data that came twice (RFC 2883) */
  duplicate: boolean;
}
export interface TimelineSegment extends TimelineEnds {
  kind: 'segment';
  row: number;
  frame: number;
  /** true: from a (client) to b (server) */
  fromA: boolean;
  timeSec: number;
  timeNano: number;
  /** ns since the segment before (of this flow); 0 for the first */
  deltaNs: number;
  flags: number;
  seq: number;
  seqRaw: number;
  ack: number;
  ackRaw: number;
  window: number;
  /** window << scale, or null where the scale is unknown */
  windowScaled: number | null;
  len: number;
  /** states of both ends after this segment has left / arrived */
  stateA: TcpState;
  stateB: TcpState;
  /** sequence numbers seen before in this direction: drawn dashed */
  repeated: boolean;
  /** why the end that it reaches does not act on it; null where it does */
  ignored: Message | null;
  /** it is no segment but an ICMP error about one: what it reports */
  icmp: IcmpReport | null;
  /** frame of the same segment a moment before: this is a copy by a mirror port */
  copyOf: number | null;
  /** what the capture proves beside Wireshark's label of it */
  opinions: readonly Opinion[];
  phase: PhaseKind;
  /** what this segment does, in a sentence; for hover and screen readers */
  meaning: Message;
  /** the segment that it sends again; null: none, or that one was not captured */
  repeats: TimelineLink | null;
  /** the segment that sends this one again first */
  repeatedBy: TimelineLink | null;
  /** the segment that it acknowledges, as tcp.analysis.acks_frame names it, and the time between: tcp.analysis.ack_rtt */
  acks: TimelineLink | null;
  /** relative number of the first byte that it acknowledges for the first time; null: none */
  ackFrom: number | null;
  /** messages of TLS that it completes */
  tls: readonly TimelineTls[];
  /** its SACK option, where the rows were asked for with it */
  sack: SackBlock[];
}
export interface TimelineFold extends TimelineEnds {
  kind: 'fold';
  row: number;
  /** give back in `unfolded` to open it */
  id: number;
  segments: number;
  bytesAB: number;
  bytesBA: number;
  firstFrame: number;
  lastFrame: number;
  durationNs: number;
  stateA: TcpState;
  stateB: TcpState;
  /** what is worth unfolding it for */
  troubles: FoldTroubles;
}
/** How many of the segments in a fold are … */
export interface FoldTroubles {
  /** … sent again */
  repeated: number;
  /** … announcing a closed receive window */
  zeroWindows: number;
  /** … not acted on by the end that they reach */
  ignored: number;
  /** … copies of another by a mirror port */
  copies: number;
  /** … behind bytes that were not captured */
  gaps: number;
}
export interface TimelineBreak extends TimelineEnds {
  kind: 'break';
  row: number;
  durationNs: number;
}
/** Bytes that were not captured before the segment below it (tcp.analysis.lost_segment). */
export interface TimelineGap extends TimelineEnds {
  kind: 'gap';
  row: number;
  fromA: boolean;
  bytes: number;
  /** the segment that brings the first of them later; null: none does */
  filledBy: TimelineLink | null;
}
export type TimelineRow = TimelineSegment | TimelineFold | TimelineBreak | TimelineGap;

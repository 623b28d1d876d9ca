// What is asked and answered of the bytes that one follows: the payload of a TCP connection or UDP conversation in the order in which it was
// read, or what is in it. A place counts the bytes of what is shown, gaps left out.
import type { FlowRow } from '../flow-facts';
import type { Problem } from '../message';

/** What is shown: both sides in turn, or only what the side that the FlowRow calls a, or b, sent. */
export const FOLLOW_SIDES = ['both', 'a', 'b'] as const;
export type FollowSide = (typeof FOLLOW_SIDES)[number];
/**
 * What of a conversation: all that it carried; what was inside of its TLS, where keys opened that; what it said in HTTP/1, heads and unpacked content, as text
 * alone; one stream of HTTP/2, header fields as lines and content. HTTP is found in TLS that was opened, too.
 */
export const FOLLOW_LAYERS = ['payload', 'tls', 'http', 'http2'] as const;
export type FollowLayer = (typeof FOLLOW_LAYERS)[number];
/** RFC 9113 section 4.1: numbers of streams have 31 bits */
export const LAST_STREAM = 0x7fffffff;
export const FOLLOW_FORMS = ['text', 'hex', 'carray', 'raw'] as const;
export type FollowForm = (typeof FOLLOW_FORMS)[number];
export const FOLLOW_ENCODINGS = ['utf-8', 'gb18030', 'latin-1'] as const;
export type FollowEncoding = (typeof FOLLOW_ENCODINGS)[number];

/** How one looks at a conversation. */
export interface FollowView {
  flow: number;
  layer: FollowLayer;
  /** of HTTP/2; -1: the first one. To the other layers it means nothing */
  stream: number;
  side: FollowSide;
  form: FollowForm;
  encoding: FollowEncoding;
}

/** `closed`: no record of it was opened with keys */
export type FollowTls = 'none' | 'closed' | 'opened';

/** The streams of HTTP/2 of a connection that can be chosen. */
export interface FollowStreams {
  /** the one that is shown, -1: there is none */
  shown: number;
  /** those around it, by number; `asks`: `GET /index.html`, empty: not known */
  near: { stream: number; asks: string }[];
  /** all that there are */
  count: number;
}

/** As far as is known: `complete` when it has caught up with what was captured so far. */
export interface FollowSummary {
  flow: FlowRow;
  tls: FollowTls;
  /** null: another layer is shown */
  streams: FollowStreams | null;
  /** bytes each way that were captured, or opened, without what was sent twice */
  bytesAB: number;
  bytesBA: number;
  /** how often the one who sends changes, and once for the first */
  turns: number;
  /** places where bytes are missing, and how many they are */
  gaps: number;
  missing: number;
  /** lines in this view */
  lines: number;
  complete: boolean;
  /** the encoding that its first bytes make sense in */
  guess: FollowEncoding;
}

/**
 * Bytes that were not captured; in TLS: of a record that stayed closed, or of records that a segment completes which came late or again, and that nobody opens; in HTTP: that are no whole message, or the content of one that is too long to be put
 * together.
 */
export type FollowGap = 'missing' | 'closed' | 'late' | 'part' | 'long';

export interface FollowLine {
  fromA: boolean;
  /** of the packet that its first byte came in; of a gap, the one that told of it */
  frame: number;
  /** another one speaks, or goes on behind a gap */
  begins: boolean;
  /** bytes that are missing here, or not shown; 0: it is no gap */
  gap: number;
  /** why, where there is one */
  gapBy?: FollowGap;
  /** of its first byte among all bytes that its side sent */
  offset: number;
  /** place of its first byte in what is shown, and how many they are */
  place: number;
  length: number;
  text: string;
}

export type FollowWhat = { by: 'text'; text: string } | { by: 'hex'; hex: string };

/** `line`: the one that it begins in. */
export interface FollowHit {
  place: number;
  length: number;
  line: number;
  frame: number;
}

export interface FollowEvents {
  followSaving: FollowSaving;
}
export interface FollowRequests {
  /** ends the saving that goes on; nothing is left of its file */
  cancelFollowSave: { args: Record<string, never>; answer: null };
  followSummary: { args: { view: FollowView }; answer: FollowSummary };
  followRows: { args: { view: FollowView; from: number; count: number }; answer: FollowLine[] };
  /** the stream of HTTP/2 that a packet belongs to first, beside the connection itself; -1: there is none */
  http2StreamOf: { args: { frame: number }; answer: number };
  /** the next place from `from` on that holds it, or the one before; null: there is none. `mistake`: that is nothing to look for */
  followFind: {
    args: { view: FollowView; what: FollowWhat; from: number; backward: boolean };
    answer: { hit: FollowHit | null; mistake: boolean };
  };
}

/** What the main process has the engine save, where the user said. */
export const FOLLOW_SAVED = ['raw', 'text'] as const;
export type FollowSaved = (typeof FOLLOW_SAVED)[number];
export interface FollowSave {
  type: 'saveFollowed';
  id: number;
  path: string;
  flow: number;
  layer: FollowLayer;
  stream: number;
  side: FollowSide;
  as: FollowSaved;
  encoding: FollowEncoding;
}
/** How far it is: bytes written, and how many there are; null: nothing is being saved. */
export type FollowSaving = { done: number; total: number } | null;
/** … and how that ended. */
export interface FollowedSaved {
  type: 'followedSaved';
  id: number;
  problem: Problem | null;
}

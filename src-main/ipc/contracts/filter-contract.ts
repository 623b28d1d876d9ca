// The part of the contract that is about display filters: what the window asks, what the engine answers.
// Places in a filter are offsets and lengths in UTF-16 units of the text as it was sent.
import type { Language } from '../languages';
import type { Message, Problem } from '../message';

/** Longest display filter, in UTF-16 units. */
export const MAX_FILTER_TEXT = 16_384;

/** `${name:a;b}` stands for `text` with `$1`, `$2` … replaced. */
export interface FilterMacro {
  name: string;
  text: string;
}

/** A display filter as typed, with what its meaning depends on besides. */
export interface FilterSource {
  text: string;
  macros: FilterMacro[];
  /** frame that field references such as `${ip.src}` are taken from; 0: none is selected */
  frame: number;
}

/** Why a filter is none. The first mistake is the one to show. */
export interface FilterMistake {
  /** machine-readable: `unknown-field`, `type`, `syntax` … */
  kind: string;
  at: number;
  len: number;
  message: Message;
  /** what to write instead, in words */
  hint: Message | null;
  /** the whole filter put right, for one click */
  suggestion: string | null;
}

/** A classic trap that a valid filter steps into, or a capture filter typed where a display filter belongs. */
export interface FilterAdvice {
  /** `exists-flag`, `two-sided-range`, `not-equal`, `and-or`, `capture-filter` … */
  kind: string;
  at: number;
  len: number;
  message: Message;
  /** the reading that was probably meant: the whole filter, and what it says */
  alternative: { text: string; label: Message } | null;
}

export type FilterVerdict =
  { ok: true; advice: FilterAdvice[] } | { ok: false; mistake: FilterMistake; advice: FilterAdvice[] };

export type CompletionKind = 'protocol' | 'field' | 'operator' | 'function' | 'value' | 'keyword' | 'macro';
export interface CompletionItem {
  kind: CompletionKind;
  /** what is written: `tcp.flags.syn`, `==`, `"Client Hello"`, `len(` */
  text: string;
  /** Wireshark's field type (`FT_UINT16` as `uint16` …), for fields; else empty */
  type: string;
  /** English name of a field or protocol (the reader's language comes from the catalogue by `text`); else empty */
  name: string;
  /** what it does, for operators, functions, values */
  detail: Message | null;
}
/** What could stand where the cursor is; `from`…`to` is the part of the text that an item replaces. */
export interface FilterCompletion {
  from: number;
  to: number;
  items: CompletionItem[];
}

/** What the packet list shows, and the filter that is being worked out. Sent whole while it changes. */
export interface FilterStatus {
  /** rises whenever the rows of the list mean something else; `PacketRows.list` says which list rows belong to */
  list: number;
  /** filter of the list that is shown; empty: all packets */
  shown: string;
  /** packets in that list now */
  matched: number;
  /** filter that is being worked out (may be the one shown already); null: none */
  running: string | null;
  /** frames decided, of how many */
  scanned: number;
  total: number;
  /** ms that the run took so far, or took */
  elapsedMs: number;
  /** the list holds only part of the matches: the run was stopped, or has not come to its end */
  partial: boolean;
  problem: Problem | null;
}

/** Where a text is looked for: Info and the other columns, lines of the field tree, bytes of the frame. */
export type FindPlace = 'list' | 'details' | 'bytes';
export type FindWhat =
  | { by: 'filter'; source: FilterSource }
  /** `language`: that of the lines of the field tree */
  | { by: 'text'; place: FindPlace; text: string; caseSensitive: boolean; language: Language }
  /** `47 45 54`, `47:45:54`, `474554` */
  | { by: 'hex'; hex: string }
  | { by: 'regex'; place: FindPlace; pattern: string; caseSensitive: boolean; language: Language };
export interface FindHit {
  frame: number;
  /** the search went over an end of the list and came to this from the other side */
  wrapped: boolean;
  /** bytes of the hit in the frame, where it was bytes that were looked for */
  bytes: { at: number; len: number } | null;
}
export interface FindStatus {
  running: boolean;
  scanned: number;
  total: number;
}

export type CaptureTranslation =
  /** `exact`: the capture filter keeps exactly these packets, but for what `remark` says; else at least these, and `remark` says why */
  { ok: true; text: string; exact: boolean; remark: Message | null } | { ok: false; message: Message };

export interface FilterRequests {
  checkFilter: { args: { source: FilterSource }; answer: FilterVerdict };
  completeFilter: { args: { text: string; cursor: number; macros: FilterMacro[] }; answer: FilterCompletion };
  /**
   * Filters the packet list; an empty text shows all packets. A filter with a mistake changes nothing. The list that is shown stays
   * until the first matches are there.
   */
  setFilter: { args: { source: FilterSource }; answer: FilterVerdict };
  /** Ends the run; what was found so far stays, as `partial`, when it is shown already. */
  cancelFilter: { args: Record<string, never>; answer: null };
  filterStatus: { args: Record<string, never>; answer: FilterStatus };
  /** How many packets each of the filters matches, null for one with a mistake. For the two readings of a trap. */
  countMatches: { args: { sources: FilterSource[] }; answer: (number | null)[] };
  /** The next hit after frame `from` (before it, backward) in the displayed list; `from` 0: from the beginning or end. */
  find: {
    args: { what: FindWhat; from: number; backward: boolean; wrap: boolean };
    answer: { ok: true; hit: FindHit | null } | { ok: false; mistake: FilterMistake };
  };
  /** Frame of the displayed list whose time is nearest to this one, 0: the list is empty or has no times. */
  frameAtTime: { args: { sec: number; nano: number }; answer: number };
  /** The display filter as capture filter (BPF), as far as that can say it. */
  captureFilterOf: { args: { source: FilterSource }; answer: CaptureTranslation };
}

export interface FilterEvents {
  filter: FilterStatus;
  find: FindStatus;
}

// What is written on an arrow and how it is drawn. Colour is never alone: each tone has a shape of its own.
import type { FlowKind, IcmpReport, TcpState, TimelineSegment } from '../ipc/contracts/engine-contract';
import { ACK, FIN, flagNames, RST, SYN } from '../text/tcp-flags';
import type { LayoutMode } from './ladder';

/** Meaning of an arrow. Shapes: ring at the tail, thin open arrow, full arrow, bar at the tail, cross at the head, dashes. */
export type Tone = 'open' | 'ack' | 'data' | 'close' | 'reset' | 'trouble';

/** Colour of an arrow: that of its meaning, or of the TLS handshake that it is part of. */
export type Hue = Tone | 'tls';

type Looked = Pick<TimelineSegment, 'flags' | 'len' | 'repeated' | 'meaning' | 'icmp'>;

/** What is the matter with a segment beyond its meaning: a word beside its flags and a way to draw its arrow. */
export type Mark = 'ignored' | 'copy' | 'repeated';

/** The one mark that says most: what is not acted on first, then what was sent once and captured twice. */
export function markOf(s: Pick<TimelineSegment, 'repeated' | 'ignored' | 'copyOf'>): Mark | null {
  if (s.ignored) return 'ignored';
  if (s.copyOf) return 'copy';
  return s.repeated ? 'repeated' : null;
}

/** True for an ICMP error about this connection: its numbers are those of the segment that it quotes. */
export const isIcmp = (s: Pick<TimelineSegment, 'icmp'>): boolean => s.icmp !== null;

export function toneOf(s: Looked): Tone {
  if (isIcmp(s)) return s.icmp === 'refused' ? 'reset' : 'ack'; // the others end nothing
  if (s.meaning.key === 'timeline.meaning.datagram') return 'data';
  if (s.flags & RST) return 'reset';
  if (s.repeated) return 'trouble';
  if (s.flags & SYN) return 'open';
  if (s.flags & FIN) return 'close';
  return s.len > 0 ? 'data' : 'ack';
}

/**
 * Colour of an arrow: acknowledgements take that of the phase they belong to, so that a handshake is of one colour. What is not
 * acted on, or was sent once and captured twice, steps back.
 */
export function hueOf(s: Looked & Pick<TimelineSegment, 'phase' | 'ignored' | 'copyOf' | 'tls'>): Hue {
  const mark = markOf(s);
  if (mark === 'ignored' || mark === 'copy') return 'ack';
  const tone = toneOf(s);
  if (tone === 'data' && s.tls.length > 0) return 'tls';
  if (tone !== 'ack') return tone;
  return s.phase === 'handshake' ? 'open' : s.phase === 'teardown' ? 'close' : 'ack';
}

/** A `name=value` on an arrow; `raw` is the number on the wire where it differs from the relative one. */
export interface LabelPart {
  name: 'Seq' | 'Ack' | 'Win' | 'Len';
  value: string;
  raw?: string;
}
export interface SegmentLabel {
  /** `SYN, ACK`; `UDP`; what an ICMP error reports */
  head: string;
  /** line above the arrow, behind the flags */
  upper: LabelPart[];
  /** line below it; empty in a wide pane */
  lower: LabelPart[];
  /** raw numbers stand in the lower line, on their own */
  lowerRaw: boolean;
}

/** Words that stand in place of flags. */
export interface LabelWords {
  noFlags: string;
  icmp: (report: IcmpReport) => string;
}

/**
 * What the pane has room for: all in one line; raw numbers in a second line; or length and window above, sequence
 * numbers below, raw ones only in the explanation. The choice depends on the pane alone, so rows line up.
 */
export function segmentLabel(
  s: TimelineSegment,
  kind: FlowKind,
  mode: LayoutMode,
  words: LabelWords,
  laneWidth = Infinity,
): SegmentLabel {
  if (kind === 'udp')
    return { head: 'UDP', upper: s.len > 0 ? [{ name: 'Len', value: String(s.len) }] : [], lower: [], lowerRaw: false };
  // no segment: the numbers are those of the packet that it quotes, which the explanation has
  if (s.icmp !== null) return { head: words.icmp(s.icmp), upper: [], lower: [], lowerRaw: false };
  const head = flagNames(s.flags, words.noFlags);
  const seq: LabelPart = { name: 'Seq', value: String(s.seq), raw: String(s.seqRaw) };
  const ack: LabelPart = { name: 'Ack', value: String(s.ack), raw: String(s.ackRaw) };
  const win: LabelPart = { name: 'Win', value: String(s.windowScaled ?? s.window) };
  const len: LabelPart = { name: 'Len', value: String(s.len) };
  const numbers = s.flags & ACK ? [seq, ack] : [seq];
  if (mode === 'wide') return { head, upper: [...numbers, win, len], lower: [], lowerRaw: false };
  const plain = numbers.map(({ name, value }): LabelPart => ({ name, value }));
  if (mode === 'medium') return { head, upper: [...plain, win, len], lower: numbers, lowerRaw: true };
  // the word of a mark stands there too; a lane too narrow for the window at full size has none, so that rows line up
  const tight = markOf(s) !== null || laneWidth < WINDOW_FROM;
  return { head, upper: tight ? [len] : [len, win], lower: plain, lowerRaw: false };
}

/** px of a lane from which on `FIN, ACK Len=0 Win=65535` fits above an arrow */
const WINDOW_FROM = 184;
const CHAR = 0.605; // width of a monospaced character, of its size
const partLength = ({ name, value, raw }: LabelPart): number =>
  name.length + 1 + value.length + (raw ? raw.length + 3 : 0);

/** Font size in px at which a line of a label fits `room` px: `base`, or less, so that no digit is ever cut off. */
export function fontSize(head: string, parts: LabelPart[], room: number, base: number, extra = 0): number {
  const chars = parts.reduce((sum, part) => sum + partLength(part) + 1, head.length) + extra;
  return Math.min(base, Math.floor((room / (chars * CHAR)) * 10) / 10);
}

/**
 * The name of a state in lines short enough for the pane: a narrow one breaks it at its hyphen and shortens one as `ss` does.
 * No name is ever cut.
 */
export function stateLines(state: TcpState, mode: LayoutMode): string[] {
  if (state === 'UNKNOWN') return ['?'];
  if (mode !== 'narrow') return [state];
  if (state === 'ESTABLISHED') return ['ESTAB'];
  const hyphen = state.indexOf('-') + 1;
  return hyphen > 0 ? [state.slice(0, hyphen), state.slice(hyphen)] : [state];
}

/** How a lifeline is drawn in a state: thin and dotted without a connection, full while both may send. */
export type LineKind = 'none' | 'waiting' | 'opening' | 'up' | 'closing' | 'wait';
export function lineKind(state: TcpState): LineKind {
  switch (state) {
    case 'UNKNOWN':
    case 'CLOSED':
      return 'none';
    case 'LISTEN':
      return 'waiting';
    case 'SYN-SENT':
    case 'SYN-RECEIVED':
      return 'opening';
    case 'ESTABLISHED':
      return 'up';
    case 'TIME-WAIT':
      return 'wait';
    default:
      return 'closing';
  }
}

/** States before the first segment: told by it where it opens the connection, else unknown. */
export function statesBefore(first: TimelineSegment | undefined): { a: TcpState; b: TcpState } {
  if (!first || !(first.flags & SYN) || first.flags & ACK) return { a: 'UNKNOWN', b: 'UNKNOWN' };
  // the end that the SYN reached was listening if the SYN moved it on, and closed if it answers with a reset
  const answer = (after: TcpState): TcpState => (after === 'SYN-RECEIVED' ? 'LISTEN' : after);
  return first.fromA ? { a: 'CLOSED', b: answer(first.stateB) } : { a: answer(first.stateA), b: 'CLOSED' };
}

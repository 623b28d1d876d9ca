// What is noted of single segments beside their numbers: one byte a frame (`Chunk.mark`), 0 for nearly all of them.
// Low four bits: why the receiver ignores the segment; of an ICMP error, what it reports. Above them, two marks of their own.
import type { IcmpReport, IgnoredReason } from '../../ipc/contracts/engine-contract';

/** Why the end that a segment reaches does not act on it, by number - 1 (RFC 9293 section 3.10.7, RFC 5961). */
export const IGNORED: readonly IgnoredReason[] = [
  'rst-outside',
  'rst-inexact',
  'rst-syn-sent',
  'rst-foreign',
  'syn-synchronized',
  'syn-ack-synchronized',
  'ack-syn-sent',
  'seq-outside',
  'ack-unsent',
  'ack-old',
  'no-ack',
];
export const ACCEPTED = 0;
export const RST_OUTSIDE = 1;
export const RST_INEXACT = 2;
export const RST_SYN_SENT = 3;
export const RST_FOREIGN = 4;
export const SYN_SYNCHRONIZED = 5;
export const SYN_ACK_SYNCHRONIZED = 6;
export const ACK_SYN_SENT = 7;
export const SEQ_OUTSIDE = 8;
export const ACK_UNSENT = 9;
export const ACK_OLD = 10;
export const NO_ACK = 11;

/** What an ICMP error reports of the segment that it quotes, by number - 1. */
export const ICMP_REPORTS: readonly IcmpReport[] = [
  'refused',
  'unreachable',
  'too-big',
  'time-exceeded',
  'parameter',
  'quench',
  'redirect',
];
/** of an ICMP error, beside what it reports: the quoted number is none that its sender has under way (RFC 5927 section 4.1) */
export const ICMP_FOREIGN = 8;

export const REASON_MASK = 15;
/** the same segment, seen a second time at once: a copy by a mirror port or a second adapter */
export const COPY = 16;
/** a SYN with the numbers of a connection that is over: another attempt begins */
export const ATTEMPT = 32;

export const ignoredReason = (mark: number): IgnoredReason | null => IGNORED[(mark & REASON_MASK) - 1] ?? null;
export const icmpReport = (mark: number): IcmpReport | null => ICMP_REPORTS[(mark & 7) - 1] ?? null;

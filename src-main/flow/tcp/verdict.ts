// How a connection began and how it ended, out of what the tracker noted about it. The tables of the two verdicts;
// what the words mean stands at HandshakeState and Ending in ipc/flow-facts.ts.
import type { ClosedBy, Ending, HandshakeState, IcmpReport, ResetBy } from '../../ipc/flow-facts';
import { ICMP_REPORTS } from '../columns/segment-mark';

// EVENT bits of a flow. A: by the client, B: by the server (the side that is not A).
export const EVENT_SYN_A = 1 << 0;
export const EVENT_SYN_B = 1 << 1;
export const EVENT_SYN_ACK_A = 1 << 2;
export const EVENT_SYN_ACK_B = 1 << 3;
/** an ACK of the SYN-ACK by the other side */
export const EVENT_FINAL_ACK = 1 << 4;
export const EVENT_RST_A = 1 << 5;
export const EVENT_RST_B = 1 << 6;
export const EVENT_FIN_A = 1 << 7;
export const EVENT_FIN_B = 1 << 8;
export const EVENT_FIN_A_ACKED = 1 << 9;
export const EVENT_FIN_B_ACKED = 1 << 10;
export const EVENT_FIRST_FIN_BY_B = 1 << 11;
/** the second FIN acknowledges the first … */
export const EVENT_SECOND_FIN_ACKS = 1 << 12;
/** … which an earlier segment had done already: the four-segment close */
export const EVENT_ACKED_BEFORE_SECOND_FIN = 1 << 13;
/** the side that closes second sent data after it had acknowledged the first FIN */
export const EVENT_DATA_AFTER_FIN = 1 << 14;
/** a hard ICMP error quotes the SYN of the flow (icmp-report.ts) */
export const EVENT_ICMP_AT_SYN = 1 << 15;
/** the first RST came after a FIN, and before both FINs were acknowledged */
export const EVENT_RST_AFTER_FIN = 1 << 16;
/** the first RST came after both FINs were acknowledged */
export const EVENT_RST_AFTER_CLOSE = 1 << 17;
/** segments of the middle: neither SYN nor RST */
export const EVENT_MIDDLE = 1 << 19;
/** the first RST was by the side that got the SYN, before any SYN-ACK */
export const EVENT_RST_AT_SYN = 1 << 20;
/** payload, by side: bit 22 is that of side 1 */
export const EVENT_DATA_A = 1 << 21;

/** a RST that is in the window but not at RCV.NXT, by side; taken back once the other end goes on (RFC 5961 section 3.2) */
export const EVENT_RST_INEXACT_A = 1 << 23;
export const EVENT_RST_INEXACT_B = 1 << 24;
/** ICMP reports that end nothing: the bit of report n (segment-mark.ts), from 2 on */
export const icmpHint = (report: number): number => 1 << (23 + report);

/** Events of side 1 lie one bit above those of side 0. */
export const bySide = (event: number, side: number): number => event << side;

/** A SYN-ACK of the other side was seen: it answers the SYN of `side`. */
export const answersSyn = (events: number, side: number): boolean => (events & bySide(EVENT_SYN_ACK_A, side ^ 1)) !== 0;

const has = (events: number, mask: number): boolean => (events & mask) !== 0;

export function handshakeOf(events: number): HandshakeState {
  const syn = has(events, EVENT_SYN_A | EVENT_SYN_B);
  const synAck = has(events, EVENT_SYN_ACK_A | EVENT_SYN_ACK_B);
  if (!syn) return synAck ? 'partial' : 'not-seen';
  if (has(events, EVENT_SYN_A) && has(events, EVENT_SYN_B)) return 'simultaneous';
  if (synAck) {
    if (has(events, EVENT_FINAL_ACK)) return 'complete';
    // A scanner's way: the client resets what the server has just accepted.
    const client = has(events, EVENT_SYN_A) ? EVENT_RST_A : EVENT_RST_B;
    return has(events, client) ? 'probe' : 'no-final-ack';
  }
  if (has(events, EVENT_RST_AT_SYN)) return 'refused';
  if (has(events, EVENT_ICMP_AT_SYN)) return 'icmp-refused';
  // A SYN without its answer, and yet the connection went on: the SYN-ACK was not captured.
  return has(events, EVENT_MIDDLE) ? 'partial' : 'no-answer';
}

export function endingOf(events: number): Ending {
  const handshake = handshakeOf(events);
  if (handshake === 'refused' || handshake === 'icmp-refused') return 'refused';
  const finA = has(events, EVENT_FIN_A);
  const finB = has(events, EVENT_FIN_B);
  if (has(events, EVENT_RST_A | EVENT_RST_B) && !has(events, EVENT_RST_AFTER_CLOSE))
    return has(events, EVENT_RST_AFTER_FIN) ? 'fin-rst' : 'rst';
  if (has(events, EVENT_RST_INEXACT_A | EVENT_RST_INEXACT_B) && !(finA && finB))
    return finA || finB ? 'fin-rst' : 'rst';
  if (finA && finB) {
    const firstByB = has(events, EVENT_FIRST_FIN_BY_B);
    const lastAcked = has(events, firstByB ? EVENT_FIN_A_ACKED : EVENT_FIN_B_ACKED);
    if (!has(events, EVENT_SECOND_FIN_ACKS)) return 'fin-simultaneous';
    if (!lastAcked) return 'fin-no-last-ack';
    if (has(events, EVENT_DATA_AFTER_FIN)) return 'fin-half';
    return has(events, EVENT_ACKED_BEFORE_SECOND_FIN) ? 'fin-4' : 'fin-3';
  }
  if (finA || finB) return 'fin-one-side';
  return handshake === 'no-answer' ? 'no-answer' : 'open';
}

/** Whose FIN came first. */
export function closedByOf(events: number): ClosedBy {
  if (!has(events, EVENT_FIN_A | EVENT_FIN_B)) return 'none';
  return has(events, EVENT_FIRST_FIN_BY_B) ? 'server' : 'client';
}

/** Whose RST was seen, whether or not the other end was bound to act on it at once. */
export function resetByOf(events: number): ResetBy {
  const client = has(events, EVENT_RST_A | EVENT_RST_INEXACT_A);
  const server = has(events, EVENT_RST_B | EVENT_RST_INEXACT_B);
  if (client && server) return 'both';
  return client ? 'client' : server ? 'server' : 'none';
}

const HINTS = 0x7e << 24;
const NO_HINTS: IcmpReport[] = [];

/** What ICMP errors reported that did not end the connection, in the order of ICMP_REPORTS. */
export function icmpHintsOf(events: number): IcmpReport[] {
  if ((events & HINTS) === 0) return NO_HINTS;
  return ICMP_REPORTS.filter((_, i) => i > 0 && has(events, icmpHint(i + 1)));
}

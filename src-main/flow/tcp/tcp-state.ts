// The states of RFC 9293 section 3.3.2 as somebody who only watches the wire must infer them: one step a segment,
// for the end that sent it and the end that it reaches. A pure function over small integers, used by the tracker
// (state at the end of the capture) and by the timeline (states beside each segment).
// Every segment seen is taken as delivered. TIME-WAIT ends by a clock that nobody sees: it stays.
import type { TcpState } from '../../ipc/contracts/engine-contract';

export const UNKNOWN = 0;
export const CLOSED = 1;
export const LISTEN = 2;
export const SYN_SENT = 3;
export const SYN_RECEIVED = 4;
export const ESTABLISHED = 5;
export const FIN_WAIT_1 = 6;
export const FIN_WAIT_2 = 7;
export const CLOSE_WAIT = 8;
export const CLOSING = 9;
export const LAST_ACK = 10;
export const TIME_WAIT = 11;

const NAMES: readonly TcpState[] = [
  'UNKNOWN',
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
];
export const stateName = (state: number): TcpState => NAMES[state] ?? 'UNKNOWN';

// What a step is told about the segment.
export const SEG_SYN = 1;
export const SEG_ACK = 2;
export const SEG_FIN = 4;
export const SEG_RST = 8;
/** its acknowledgement number covers the SYN of the end it goes to */
export const SEG_ACKS_SYN = 16;
/** … covers the FIN of the end it goes to, which has been seen */
export const SEG_ACKS_FIN = 32;

/** Both states in one number. */
export const pair = (sender: number, receiver: number): number => sender | (receiver << 4);
export const senderOf = (states: number): number => states & 15;
export const receiverOf = (states: number): number => states >> 4;

/**
 * One segment goes over the wire.
 * @param sender   state of the end that sends it, before
 * @param receiver state of the end that it reaches, before
 * @param segment  SEG_* bits
 * @returns        `pair` of both states after it
 */
export function step(sender: number, receiver: number, segment: number): number {
  if (segment & SEG_RST) return pair(CLOSED, CLOSED); // section 3.5.3; whether it was acceptable shows in what follows
  if (segment & SEG_SYN) return segment & SEG_ACK ? synAck(sender, receiver, segment) : syn(sender, receiver);

  // From here on segments of an established connection. Who sends one has been through the handshake, seen or not.
  if (segment & SEG_ACK && sender !== CLOSED && sender <= SYN_RECEIVED) sender = ESTABLISHED;
  if (segment & SEG_ACK) receiver = acknowledged(receiver, segment);
  return segment & SEG_FIN ? fin(sender, receiver, segment) : pair(sender, receiver);
}

/** Section 3.5: the active open. Whether the other end listens is not known before it answers: the caller's start state says. */
function syn(sender: number, receiver: number): number {
  if (sender <= LISTEN || sender === TIME_WAIT) sender = SYN_SENT;
  if (receiver === LISTEN) receiver = SYN_RECEIVED;
  else if (receiver === SYN_SENT) {
    // Figure 7, simultaneous open: this SYN crosses the other's, which arrives too.
    receiver = SYN_RECEIVED;
    sender = SYN_RECEIVED;
  }
  return pair(sender, receiver);
}

function synAck(sender: number, receiver: number, segment: number): number {
  if (sender <= SYN_SENT) sender = SYN_RECEIVED;
  if (receiver === UNKNOWN)
    receiver = ESTABLISHED; // its SYN was not captured
  else if (receiver === SYN_SENT && segment & SEG_ACKS_SYN) receiver = ESTABLISHED;
  else if (receiver === SYN_RECEIVED && segment & SEG_ACKS_SYN) receiver = ESTABLISHED; // simultaneous open
  return pair(sender, receiver);
}

/** What an acknowledgement does to the end that gets it. */
function acknowledged(state: number, segment: number): number {
  if (state === UNKNOWN) return ESTABLISHED;
  if (state === SYN_RECEIVED && segment & SEG_ACKS_SYN) return ESTABLISHED;
  if (segment & SEG_ACKS_FIN) {
    if (state === FIN_WAIT_1) return FIN_WAIT_2;
    if (state === CLOSING) return TIME_WAIT;
    if (state === LAST_ACK) return CLOSED;
  }
  return state;
}

/** Section 3.6: closing. `receiver` has already had the segment's acknowledgement. */
function fin(sender: number, receiver: number, segment: number): number {
  if (sender === CLOSE_WAIT) {
    // Its FIN answers the other's, or crosses it on the way (figure 13): then it had not yet received that one.
    sender = segment & SEG_ACKS_FIN ? LAST_ACK : CLOSING;
  } else if (sender === UNKNOWN || sender === ESTABLISHED || sender === SYN_RECEIVED) sender = FIN_WAIT_1;

  if (receiver === ESTABLISHED || receiver === SYN_RECEIVED || receiver === UNKNOWN) receiver = CLOSE_WAIT;
  else if (receiver === FIN_WAIT_1) receiver = CLOSING;
  else if (receiver === FIN_WAIT_2) receiver = TIME_WAIT;
  return pair(sender, receiver);
}

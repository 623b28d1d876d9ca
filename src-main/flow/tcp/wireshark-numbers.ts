// What Wireshark (4.0) derives from every segment of a stream, whether its receiver acts on it or not: tcp.completeness and the window
// scale. Measured against it, not judged.
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import { SIDE_CLOSES, SIDE_TIMED, type TcpFlows } from '../table/flow-chunk';
import type { FrameColumns } from '../columns/columns';
import { NO_SCALE } from '../scan/scratch';

const SEEN_SYN = 1;
const SEEN_SYN_ACK = 2;
const SEEN_ACK = 4;
const SEEN_DATA = 8;
const SEEN_FIN = 16;
const SEEN_RST = 32;

/**
 * Adds a segment to tcp.completeness of the flow at position `p`.
 * @param len   bytes of payload
 * @param isNew it is the stream's first
 */
export function noteCompleteness(t: TcpFlows, p: number, flags: number, len: number, isNew: boolean): void {
  const opens = (flags & (SYN | ACK)) === SYN;
  let seen = 0;
  if (opens) {
    if (isNew) seen = len > 0 ? SEEN_SYN | SEEN_DATA : SEEN_SYN;
  } else if (flags & SYN) seen = SEEN_SYN_ACK;
  else if (flags & ACK) seen = len > 0 ? SEEN_DATA : SEEN_ACK;
  if ((flags & (FIN | ACK)) === (FIN | ACK)) seen |= SEEN_FIN;
  if (flags & RST) seen |= SEEN_RST;
  // What a stream begins with is counted at once only when it is a SYN; else the first frame itself does not show it.
  if (isNew && !opens) t.firstSeen[p] = seen;
  else t.completeness[p] |= seen;
}

/**
 * The first round trip of the flow at position `p`: from the last SYN to the first segment with ACK and without SYN, by either end, that has
 * another time. The analysis keeps the same for itself (segment-analysis.ts).
 * @param own 2 * p + side of the sender
 */
export function noteRoundTrip(t: TcpFlows, p: number, own: number, flags: number, row: number, c: FrameColumns): void {
  if (t.side[own] & SIDE_TIMED) return;
  if ((flags & (SYN | ACK)) === SYN) t.roundTripStart[p] = row + 1;
  else if ((flags & (SYN | ACK)) === ACK && t.roundTripStart[p] !== 0 && !c.sameTime(t.roundTripStart[p] - 1, row)) {
    t.roundTripEnd[p] = row + 1;
    t.side[own] |= SIDE_TIMED;
    t.side[own ^ 1] |= SIDE_TIMED;
  }
}

/** Who closes the connection: the side whose FIN comes first. `own`: 2 * position + side of the sender. */
export function noteClosing(t: TcpFlows, own: number, flags: number): void {
  if (flags & FIN && (t.side[own ^ 1] & SIDE_CLOSES) === 0) t.side[own] |= SIDE_CLOSES;
}

/**
 * RFC 7323 section 2.2: scaling is on only when both SYNs carry the option.
 * @param own   2 * position + side of the sender
 * @param shift of the option as sent, NO_SCALE without one
 * @param cut   the options were not captured whole
 */
export function noteScale(t: TcpFlows, own: number, flags: number, shift: number, cut: boolean, frame: number): void {
  const other = own ^ 1;
  if (shift !== NO_SCALE) {
    t.scale[own] = shift;
    t.scaleFrame[own] = frame;
  }
  if ((flags & SYN) === 0 || cut) return;
  if (t.scale[own] === -1) {
    t.scale[own] = -2;
    t.scale[other] = -2;
    t.scaleFrame[own] = frame;
    t.scaleFrame[other] = frame;
  } else if (flags & ACK && t.scale[other] === -2) t.scale[own] = -2;
}

// A simultaneous open, RFC 9293 section 3.5, figure 7: both ends send a SYN, then both a SYN-ACK with the number of their SYN. Wireshark
// takes the SYN-ACKs for repetitions of the SYNs, and the second one for a repeated acknowledgement.
import * as A from '../../dissect/contract/analysis-flags';
import type { Opinion } from '../../ipc/contracts/opinion-contract';
import { seqAdd } from '../../wire/seq';
import { ACK, FIN, RST, SYN } from '../../wire/tcp';
import type { SegmentList } from './segment-list';

/** An opening takes few segments. */
const OPENING = 32;

export function ofSimultaneousOpen(s: SegmentList, i: number): Opinion[] {
  const said = s.said(i);
  const isSynAck = (s.flags(i) & (SYN | ACK | RST)) === (SYN | ACK);
  const isAck = (s.flags(i) & (SYN | ACK | FIN | RST)) === ACK && s.len(i) === 0;
  if ((said & A.REPEAT_MASK) === 0 && !A.isDuplicateAck(said)) return [];
  if (!isSynAck && !isAck) return [];
  const side = s.side(i);
  const isSyn = (k: number): boolean => (s.flags(k) & (SYN | ACK | RST)) === SYN;
  const from = Math.max(0, i - OPENING);
  const own = s.before(i, (k) => s.side(k) === side && isSyn(k), from);
  const other = s.before(i, (k) => s.side(k) !== side && isSyn(k), from);
  if (own < 0 || other < 0 || s.ack(i) !== seqAdd(s.seq(other), 1)) return [];
  if (s.seq(i) !== seqAdd(s.seq(own), isAck ? 1 : 0)) return [];
  const isSynAckOf = (k: number): boolean => s.side(k) === side && (s.flags(k) & (SYN | ACK)) === (SYN | ACK);
  // a second SYN-ACK was sent again, and only the first ACK behind it belongs to the opening
  const synAck = s.before(i, isSynAckOf, from);
  if (isSynAck ? synAck >= 0 : synAck < 0 || s.before(i, (k) => s.side(k) === side) !== synAck) return [];
  return [{ kind: 'simultaneous_open', frames: [s.frame(Math.min(own, other)), s.frame(Math.max(own, other))] }];
}

// Segments that Wireshark says were sent again, or came out of order: which of the two it was, and whether it was needed.
import * as A from '../../dissect/contract/analysis-flags';
import type { Opinion, OpinionKind } from '../../ipc/contracts/opinion-contract';
import { seqDiff } from '../../wire/seq';
import { SYN } from '../../wire/tcp';
import type { SegmentList } from './segment-list';

/** Identifications of one sender's packets that lie so close together were counted, not drawn. */
const NEAR = 1000;
/** Segments that show that a sender counts. */
const COUNTED = 4;
/** Routers between two places of one capture. */
const MOST_HOPS = 8;
/** Acknowledgements that are read in search of a report of a duplicate. */
const MOST_READ = 64;

const opinion = (s: SegmentList, kind: OpinionKind, ...segments: number[]): Opinion => ({
  kind,
  frames: segments.filter((k) => k >= 0).map((k) => s.frame(k)),
});

/** Of a segment with data whose label is one of the four repeats. */
export function ofRepeat(s: SegmentList, i: number): Opinion[] {
  const label = s.said(i) & A.REPEAT_MASK;
  if (label === 0 || s.len(i) === 0 || s.flags(i) & SYN) return [];
  const earlier = s.overlapped(i);
  if (earlier >= 0) return ofKnown(s, i, label, earlier);
  return s.seesAllBefore(i) ? ofNew(s, i, label) : [];
}

/** None of its bytes were captured before. */
function ofNew(s: SegmentList, i: number, label: number): Opinion[] {
  const side = s.side(i);
  // the nearest that was sent behind it, by its numbers: it overtook, or showed the gap
  const beyond = s.before(i, (k) => s.side(k) === side && s.len(k) > 0 && seqDiff(s.seq(k), s.end(i)) >= 0);
  const order = beyond < 0 ? 0 : orderOfSending(s, beyond, i);
  if (label === A.OUT_OF_ORDER) return order > 0 ? [opinion(s, 'sent_again', beyond)] : [];
  if (order < 0) return [opinion(s, 'reordered', beyond)];
  return [opinion(s, 'not_seen_before', beyond)];
}

/** Its bytes, or some of them, were captured in segment `earlier`. */
function ofKnown(s: SegmentList, i: number, label: number, earlier: number): Opinion[] {
  if (label === A.OUT_OF_ORDER)
    return s.seq(earlier) === s.seq(i) && areTwoPackets(s, earlier, i) ? [opinion(s, 'sent_again', earlier)] : [];
  if (label === A.SPURIOUS_RETRANSMISSION) return needed(s, i);
  return [...byReport(s, i, earlier), ...byEcho(s, i, earlier)];
}

/** Of a segment with data that is called repeated or out of order: it is a packet that passed the place of the capture before. */
export function ofCopy(s: SegmentList, i: number): Opinion[] {
  if ((s.said(i) & A.REPEAT_MASK) === 0 || s.len(i) === 0) return [];
  const first = s.overlapped(i);
  return first >= 0 && isSamePacket(s, first, i) ? [opinion(s, 'captured_twice', first)] : [];
}

/**
 * One IP packet: the same identification (0 is none), the same TCP checksum (payload and time stamps included) and numbers. A sender that
 * sends again makes another packet, with another identification where it counts them; a router between two places takes one off the TTL.
 */
function isSamePacket(s: SegmentList, k: number, i: number): boolean {
  if (s.seq(k) !== s.seq(i) || s.len(k) !== s.len(i) || s.ack(k) !== s.ack(i) || s.flags(k) !== s.flags(i))
    return false;
  const one = s.detail(k);
  const other = s.detail(i);
  if (one === null || other === null || one.ipId <= 0) return false;
  if (one.ipId !== other.ipId || one.tcpChecksum !== other.tcpChecksum) return false;
  const hops = s.columns.ttl(s.rows[k]) - s.columns.ttl(s.rows[i]);
  return (hops > 0 && hops <= MOST_HOPS) || (hops === 0 && countsPackets(s, i));
}

/** Two segments that cannot be one packet: they have other time stamps, or other identifications. */
function areTwoPackets(s: SegmentList, k: number, i: number): boolean {
  const one = s.detail(k);
  const other = s.detail(i);
  return one !== null && other !== null && (one.ipId !== other.ipId || one.sentAt !== other.sentAt);
}

/** Above 0: i was sent behind k, below 0: before it, 0: nothing tells. By time stamps (RFC 7323), then by identifications. */
function orderOfSending(s: SegmentList, k: number, i: number): number {
  const one = s.detail(k);
  const other = s.detail(i);
  if (one === null || other === null) return 0;
  if (one.sentAt >= 0 && other.sentAt >= 0 && one.sentAt !== other.sentAt) return seqDiff(other.sentAt, one.sentAt);
  if (one.ipId < 0 || other.ipId < 0 || !countsPackets(s, i)) return 0;
  const ahead = ahead16(other.ipId, one.ipId);
  return Math.abs(ahead) < NEAR ? ahead : 0;
}

/** The sender counts its packets: the identifications of those before i ascend in small steps. RFC 6864 does not ask for that. */
function countsPackets(s: SegmentList, i: number): boolean {
  const side = s.side(i);
  let later = -1;
  let counted = 0;
  for (let k = i; counted < COUNTED;) {
    k = s.before(k, (at) => s.side(at) === side);
    if (k < 0) break;
    const id = s.detail(k)?.ipId ?? -1;
    if (id <= 0) return false;
    const step = later < 0 ? 1 : ahead16(later, id);
    if (step <= 0 || step >= NEAR) return false;
    later = id;
    counted++;
  }
  return counted === COUNTED;
}
const ahead16 = (a: number, b: number): number => (((a - b) & 0xffff) ^ 0x8000) - 0x8000;

/**
 * The receiver reports its bytes as received twice (RFC 2883), as often as they were sent again: so the first ones had arrived. Where
 * they were sent again more often than that, nobody knows which one was needed.
 */
function byReport(s: SegmentList, i: number, first: number): Opinion[] {
  const side = s.side(i);
  const own = (k: number): boolean => s.side(k) === side && s.len(k) > 0 && s.overlaps(k, i);
  let times = 1;
  for (let k = s.overlapped(i); k >= 0; k = s.before(k, own, s.floorOf(i))) times++;
  for (let k = s.behind(i, own); k >= 0; k = s.behind(k, own)) times++;
  let reports = 0;
  let report = -1;
  let read = 0;
  const other = (k: number): boolean => s.side(k) !== side && s.columns.tcpHeaderLen(s.rows[k]) >= 32;
  for (let k = s.behind(i, other); k >= 0 && read < MOST_READ; k = s.behind(k, other), read++) {
    const duplicate = s.detail(k)?.duplicate ?? null;
    if (duplicate === null) continue;
    if (seqDiff(duplicate.left, s.seq(i)) > 0 || seqDiff(s.end(i), duplicate.right) > 0) continue;
    if (report < 0) report = k;
    reports++;
  }
  return report >= 0 && reports >= times - 1 ? [opinion(s, 'spurious_dsack', first, report)] : [];
}

/**
 * Eifel detection, RFC 3522 section 3.2: the first acknowledgement that takes the segment echoes a time stamp from before it was sent,
 * so it answers the first one. Only of the lowest number that waits: an echo tells of that one alone (RFC 7323 section 4.3).
 */
function byEcho(s: SegmentList, i: number, first: number): Opinion[] {
  const side = s.side(i);
  const known = s.lastAck(i);
  if (known < 0 || s.ack(known) !== s.seq(i)) return [];
  const taken = s.behind(i, (k) => s.side(k) !== side && s.hasAck(k) && seqDiff(s.ack(k), s.seq(i)) > 0);
  if (taken < 0) return [];
  const sentAt = s.detail(i)?.sentAt ?? -1;
  const echoed = s.detail(taken)?.echoed ?? -1;
  if (sentAt < 0 || echoed <= 0 || seqDiff(echoed, sentAt) >= 0) return [];
  return [opinion(s, 'spurious_timestamp', first, taken)];
}

/** Called needless by an acknowledgement that its receiver ignores (it acknowledges what was never sent): no other covers the bytes. */
function needed(s: SegmentList, i: number): Opinion[] {
  const side = s.side(i);
  const covers = (k: number): boolean => s.side(k) !== side && s.hasAck(k) && seqDiff(s.ack(k), s.end(i)) >= 0;
  const ignored = s.before(i, covers);
  if (ignored < 0 || !s.ignored(ignored) || !s.seesAllBefore(i)) return [];
  if (s.before(i, (k) => covers(k) && !s.ignored(k)) >= 0) return [];
  return [
    opinion(
      s,
      'needed',
      ignored,
      s.behind(i, (k) => covers(k) && !s.ignored(k)),
    ),
  ];
}

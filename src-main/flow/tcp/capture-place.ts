// Where a capture was made, out of what one connection shows: hop counts that nobody has lowered yet, and which of the two times of the
// handshake is the way over the network. Either may be missing; where they contradict each other, nothing is said.
import type { CapturePlace, CapturePlaceBy } from '../../ipc/flow-facts';

export interface PlaceSigns {
  /** TTL or hop limit of the SYN and of the SYN-ACK as captured, 0 not known */
  hopsA: number;
  hopsB: number;
  /** SYN to SYN-ACK, and SYN-ACK to ACK, ns; null not known */
  synToSynAckNs: number | null;
  synAckToAckNs: number | null;
}

/** What systems send: 64 Linux, macOS and BSD, 128 Windows, 255 Solaris and network equipment. Each router takes one off. */
const INITIAL_HOPS = new Set([64, 128, 255]);
/** So many times as long as the other, it is the way over the network and the other the answer of a host. */
const CLEARLY = 10;
/** a way shorter than this is no way: a host answers as fast */
const LEAST_NS = 100_000;

/** 'near': on a link with both ends, which tells nothing. */
function byHops({ hopsA, hopsB }: PlaceSigns): CapturePlace | 'near' {
  if (hopsA === 0 || hopsB === 0) return 'unknown';
  const atA = INITIAL_HOPS.has(hopsA);
  const atB = INITIAL_HOPS.has(hopsB);
  if (atA && atB) return 'near';
  if (atA) return 'client';
  return atB ? 'server' : 'between';
}

function byTimes({ synToSynAckNs, synAckToAckNs }: PlaceSigns): CapturePlace {
  if (synToSynAckNs === null || synAckToAckNs === null) return 'unknown';
  if (Math.max(synToSynAckNs, synAckToAckNs) < LEAST_NS) return 'unknown';
  if (synToSynAckNs >= CLEARLY * synAckToAckNs) return 'client';
  if (synAckToAckNs >= CLEARLY * synToSynAckNs) return 'server';
  return 'unknown';
}

export function capturePlace(signs: PlaceSigns): { place: CapturePlace; by: CapturePlaceBy } {
  const hops = byHops(signs);
  const times = byTimes(signs);
  const toldByHops = hops !== 'unknown' && hops !== 'near';
  if (!toldByHops) return { place: times, by: times === 'unknown' ? 'none' : 'times' };
  if (times === 'unknown') return { place: hops, by: 'hops' };
  // Between the ends, but close to one of them: the times agree with either.
  if (hops === 'between') return { place: hops, by: 'hops' };
  return hops === times ? { place: hops, by: 'both' } : { place: 'unknown', by: 'none' };
}

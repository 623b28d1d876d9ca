// Whether two packets that bear one source address probably came from one place. A packet leaves with a TTL of 64, 128 or 255 (what
// systems use; 32 in old ones) and loses one a router, so TTLs tell how far away the sender is, whatever it began with.
// The identification of IP is left out: many systems send a RST with 0 there whatever else they sent.

const STARTS = [32, 64, 128, 255];

/** Routers between the sender and where the packet was captured, by the nearest usual start. */
export function hopsOf(ttl: number): number {
  return (STARTS.find((start) => ttl <= start) ?? 255) - ttl;
}

/** `unknown`: a TTL of 0 means that none was read. */
export function sameSender(ttl: number, other: number): 'same' | 'other' | 'unknown' {
  if (ttl === 0 || other === 0) return 'unknown';
  if (ttl === other || hopsOf(ttl) === hopsOf(other)) return 'same';
  return 'other';
}

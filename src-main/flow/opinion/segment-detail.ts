// What the columns do not keep of a segment, and an opinion leans on: read from its frame by whoever calls, for few frames a connection.

export interface SegmentDetail {
  /** IPv4 identification, -1: IPv6, or none read */
  ipId: number;
  tcpChecksum: number;
  /** time stamps, RFC 7323 section 3; -1: the segment has none */
  sentAt: number;
  echoed: number;
  /** what it reports as received twice (RFC 2883 section 4), edges as they were sent; null: nothing */
  duplicate: { left: number; right: number } | null;
}

/** Null: the frame can no longer be read. */
export type ReadDetail = (row: number) => SegmentDetail | null;

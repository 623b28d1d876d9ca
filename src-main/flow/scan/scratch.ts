// What the scan found out about each frame of a batch, in parallel arrays, for the tracker to consume at once.
// Only arrays and numbers: a batch of it could come from a worker.

export const KIND_NONE = 0;
export const KIND_TCP = 1;
export const KIND_UDP = 2;
/** ports and sequence number that an ICMP error quotes: too little of a TCP header to be a segment of a stream (RFC 792: 8 bytes) */
export const KIND_TCP_STUB = 3;

// Notes about the transport header, a bit set in `notes`.
/** it stands inside an ICMP error, as a quotation */
export const QUOTED = 1;
/** how much payload belongs to it is not known: a quotation, a first fragment, or a header longer than its packet */
export const NO_LENGTH = 2;
/** the data offset is below 5 words: the header is no header */
export const BAD_HEADER = 4;
/** the capture or the packet ends inside the TCP options */
export const OPTIONS_CUT = 8;
export const IPV6 = 16;

export const NO_SCALE = 255;

export class Scratch {
  capacity = 0;
  kind = new Uint8Array(0);
  notes = new Uint8Array(0);
  /** see PROTOCOL of columns.ts */
  protocol = new Uint8Array(0);
  /** SHAPE_* and MARK_* bits of columns.ts */
  marks = new Uint8Array(0);
  ttl = new Uint8Array(0);
  /** eight words a frame: source and destination; an IPv4 address fills the first of its four */
  addresses = new Uint32Array(0);
  srcPort = new Uint16Array(0);
  dstPort = new Uint16Array(0);
  seq = new Uint32Array(0);
  ack = new Uint32Array(0);
  flags = new Uint16Array(0);
  /** length of the TCP header in words of 4 bytes */
  headerWords = new Uint8Array(0);
  window = new Uint16Array(0);
  /** payload bytes that the sender declared; 0 with NO_LENGTH */
  payloadLen = new Uint32Array(0);
  /** shift of a window scale option as sent, NO_SCALE without one */
  windowScale = new Uint8Array(0);
  /** blocks of a SACK option: where they stand in the batch's bytes, and how many bytes they are; 0: none */
  sackAt = new Uint32Array(0);
  sackLength = new Uint8Array(0);

  /**
   * Where the payload of the innermost TCP or UDP header stands in the batch's bytes. 0: it is quoted, or not to be told; of UDP also where 4
   * bytes are not there.
   */
  payloadAt = new Uint32Array(0);
  /** of the innermost TCP header: IP identification (0: none) << 16 | TCP checksum (0: cut off) */
  copyMarks = new Uint32Array(0);
  /** of a quoted header: what the ICMP error reports, a number of ICMP_REPORTS (segment-mark.ts) */
  icmp = new Uint8Array(0);

  /** UDP conversations around tunnels, in frame order: each entry tells its frame's row */
  outerCount = 0;
  outerRow = new Uint32Array(0);
  outerAddresses = new Uint32Array(0);
  outerSrcPort = new Uint16Array(0);
  outerDstPort = new Uint16Array(0);
  outerNotes = new Uint8Array(0);

  /** fragments of IP datagrams, in frame order: each entry tells its frame's row, and where its payload stands in the batch */
  fragmentCount = 0;
  fragmentRow = new Uint32Array(0);
  fragmentAt = new Uint32Array(0);
  fragmentLen = new Uint32Array(0);
  /** where in its datagram */
  fragmentStart = new Uint32Array(0);
  fragmentMore = new Uint8Array(0);
  fragmentProtocol = new Uint8Array(0);
  fragmentIpv6 = new Uint8Array(0);
  fragmentVlan = new Uint16Array(0);
  fragmentId = new Uint32Array(0);
  fragmentAddresses = new Uint32Array(0);

  /** Room for `count` frames. What was in the arrays is lost when they must grow. */
  ensure(count: number): void {
    if (count <= this.capacity) return;
    const n = Math.max(1024, 1 << (32 - Math.clz32(count - 1)));
    this.capacity = n;
    this.kind = new Uint8Array(n);
    this.notes = new Uint8Array(n);
    this.protocol = new Uint8Array(n);
    this.marks = new Uint8Array(n);
    this.ttl = new Uint8Array(n);
    this.addresses = new Uint32Array(8 * n);
    this.srcPort = new Uint16Array(n);
    this.dstPort = new Uint16Array(n);
    this.seq = new Uint32Array(n);
    this.ack = new Uint32Array(n);
    this.flags = new Uint16Array(n);
    this.headerWords = new Uint8Array(n);
    this.window = new Uint16Array(n);
    this.payloadLen = new Uint32Array(n);
    this.windowScale = new Uint8Array(n);
    this.sackAt = new Uint32Array(n);
    this.sackLength = new Uint8Array(n);
    this.payloadAt = new Uint32Array(n);
    this.copyMarks = new Uint32Array(n);
    this.icmp = new Uint8Array(n);
  }

  /** The UDP header found in row `i` is a tunnel's: it is set aside, and the row is free for what the tunnel carries. */
  keepOuter(i: number): void {
    const n = this.outerCount++;
    if (n === this.outerRow.length) this.#widenOuter(Math.max(64, 2 * n));
    this.outerRow[n] = i;
    this.outerAddresses.set(this.addresses.subarray(8 * i, 8 * i + 8), 8 * n);
    this.outerSrcPort[n] = this.srcPort[i];
    this.outerDstPort[n] = this.dstPort[i];
    this.outerNotes[n] = this.notes[i];
    this.kind[i] = KIND_NONE;
  }

  /** Behind `keepOuter`: nothing was found in the tunnel, so its own header stands for the row after all. */
  dropOuter(i: number): void {
    const n = this.outerCount - 1;
    if (this.kind[i] !== KIND_NONE || n < 0 || this.outerRow[n] !== i) return;
    this.outerCount = n;
    this.kind[i] = KIND_UDP;
    this.addresses.set(this.outerAddresses.subarray(8 * n, 8 * n + 8), 8 * i);
    this.srcPort[i] = this.outerSrcPort[n];
    this.dstPort[i] = this.outerDstPort[n];
    this.notes[i] = this.outerNotes[n];
  }

  /** Notes a fragment in row `i`, whose addresses stand there already; the rest of the entry is the caller's. */
  addFragment(i: number): number {
    const n = this.fragmentCount++;
    if (n === this.fragmentRow.length) this.#widenFragments(Math.max(64, 2 * n));
    this.fragmentRow[n] = i;
    this.fragmentAddresses.set(this.addresses.subarray(8 * i, 8 * i + 8), 8 * n);
    return n;
  }

  #widenFragments(n: number): void {
    this.fragmentRow = wider(this.fragmentRow, new Uint32Array(n));
    this.fragmentAt = wider(this.fragmentAt, new Uint32Array(n));
    this.fragmentLen = wider(this.fragmentLen, new Uint32Array(n));
    this.fragmentStart = wider(this.fragmentStart, new Uint32Array(n));
    this.fragmentMore = wider(this.fragmentMore, new Uint8Array(n));
    this.fragmentProtocol = wider(this.fragmentProtocol, new Uint8Array(n));
    this.fragmentIpv6 = wider(this.fragmentIpv6, new Uint8Array(n));
    this.fragmentVlan = wider(this.fragmentVlan, new Uint16Array(n));
    this.fragmentId = wider(this.fragmentId, new Uint32Array(n));
    this.fragmentAddresses = wider(this.fragmentAddresses, new Uint32Array(8 * n));
  }

  #widenOuter(n: number): void {
    this.outerRow = wider(this.outerRow, new Uint32Array(n));
    this.outerAddresses = wider(this.outerAddresses, new Uint32Array(8 * n));
    this.outerSrcPort = wider(this.outerSrcPort, new Uint16Array(n));
    this.outerDstPort = wider(this.outerDstPort, new Uint16Array(n));
    this.outerNotes = wider(this.outerNotes, new Uint8Array(n));
  }
}

function wider<A extends Uint32Array | Uint16Array | Uint8Array>(old: A, array: A): A {
  array.set(old);
  return array;
}

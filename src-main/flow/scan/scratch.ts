// What the scan found out about each frame of a batch, in parallel arrays, for the tracker to consume at once.
// Only arrays and numbers, in shared memory: a batch of it may come from another thread (engine/front).
import { u32 } from '../../wire/read';
import { EACH_ALONE, sharedUint16, sharedUint32, sharedUint8, type ArrayMaker } from '../../memory/shared-arrays';

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

/** Wireshark looks at so many SACK blocks: of four, which fit where there is no time stamp (RFC 2018 section 3), at the first three. */
export const MOST_SACKS = 3;

/** Arrays of what few frames have; they widen as needed. */
export type RareArrays = Pick<Scratch, keyof Scratch & (`outer${string}` | `fragment${string}`)>;

export class Scratch {
  capacity = 0;
  /** rises when arrays of what few frames have are replaced by wider ones */
  widened = 0;
  kind = sharedUint8(0);
  /** of the conversation (flow-hash.ts), where there is one */
  hash = sharedUint32(0);
  notes = sharedUint8(0);
  /** what lies around it (tunnel-path.ts); 0: nothing, or nobody wants to know */
  path = sharedUint32(0);
  /** see PROTOCOL of columns.ts */
  protocol = sharedUint8(0);
  /** SHAPE_* and MARK_* bits of columns.ts */
  marks = sharedUint8(0);
  ttl = sharedUint8(0);
  /**
   * Eight words a frame: source and destination; an IPv4 address fills the first of its four. Of a TCP segment that was tracked other things
   * stand there (segment-row.ts).
   */
  addresses = sharedUint32(0);
  srcPort = sharedUint16(0);
  dstPort = sharedUint16(0);
  seq = sharedUint32(0);
  ack = sharedUint32(0);
  flags = sharedUint16(0);
  /** length of the TCP header in words of 4 bytes */
  headerWords = sharedUint8(0);
  window = sharedUint16(0);
  /** payload bytes that the sender declared; 0 with NO_LENGTH */
  payloadLen = sharedUint32(0);
  /** shift of a window scale option as sent, NO_SCALE without one */
  windowScale = sharedUint8(0);
  /** the blocks of a SACK option: how many, MOST_SACKS at most, and their edges in pairs from 2 * MOST_SACKS * row on */
  sacks = sharedUint8(0);
  sackEdges = sharedUint32(0);

  /**
   * Where the payload of the innermost TCP or UDP header stands in the batch's bytes. 0: it is quoted, or not to be told; of UDP also where 4
   * bytes are not there.
   */
  payloadAt = sharedUint32(0);
  /** of the innermost TCP header: IP identification (0: none) << 16 | TCP checksum (0: cut off) */
  copyMarks = sharedUint32(0);
  /** of a quoted header: what the ICMP error reports, a number of ICMP_REPORTS (segment-mark.ts) */
  icmp = sharedUint8(0);

  /** UDP conversations around tunnels, in frame order: each entry tells its frame's row */
  outerCount = 0;
  outerRow = sharedUint32(0);
  outerAddresses = sharedUint32(0);
  outerSrcPort = sharedUint16(0);
  outerDstPort = sharedUint16(0);
  outerNotes = sharedUint8(0);
  outerPath = sharedUint32(0);

  /** fragments of IP datagrams, in frame order: each entry tells its frame's row, and where its payload stands in the batch */
  fragmentCount = 0;
  fragmentRow = sharedUint32(0);
  fragmentAt = sharedUint32(0);
  fragmentLen = sharedUint32(0);
  /** where in its datagram */
  fragmentStart = sharedUint32(0);
  fragmentMore = sharedUint8(0);
  fragmentProtocol = sharedUint8(0);
  fragmentIpv6 = sharedUint8(0);
  fragmentVlan = sharedUint16(0);
  fragmentId = sharedUint32(0);
  fragmentAddresses = sharedUint32(0);

  /** Room for `count` frames. What was in the arrays is lost when they must grow. */
  ensure(count: number, make: ArrayMaker = EACH_ALONE): void {
    if (count <= this.capacity) return;
    const n = Math.max(1024, 1 << (32 - Math.clz32(count - 1)));
    this.capacity = n;
    this.kind = make.uint8(n);
    this.hash = make.uint32(n);
    this.notes = make.uint8(n);
    this.path = make.uint32(n);
    this.protocol = make.uint8(n);
    this.marks = make.uint8(n);
    this.ttl = make.uint8(n);
    this.addresses = make.uint32(8 * n);
    this.srcPort = make.uint16(n);
    this.dstPort = make.uint16(n);
    this.seq = make.uint32(n);
    this.ack = make.uint32(n);
    this.flags = make.uint16(n);
    this.headerWords = make.uint8(n);
    this.window = make.uint16(n);
    this.payloadLen = make.uint32(n);
    this.windowScale = make.uint8(n);
    this.sacks = make.uint8(n);
    this.sackEdges = make.uint32(2 * MOST_SACKS * n);
    this.payloadAt = make.uint32(n);
    this.copyMarks = make.uint32(n);
    this.icmp = make.uint8(n);
  }

  /** Notes the SACK option whose blocks stand in `b` from `at` on, `length` bytes; where there are several the last one counts. */
  noteSack(i: number, b: Uint8Array, at: number, length: number): void {
    const count = Math.min(MOST_SACKS, length >> 3);
    const to = 2 * MOST_SACKS * i;
    this.sacks[i] = count;
    for (let k = 0; k < 2 * count; k++) this.sackEdges[to + k] = u32(b, at + 4 * k);
  }

  /** The SACK blocks of row `n` of another scratch are those of row `i`. */
  copySack(i: number, from: Scratch, n: number): void {
    const edges = 2 * MOST_SACKS;
    this.sacks[i] = from.sacks[n];
    for (let k = 0; k < 2 * from.sacks[n]; k++) this.sackEdges[edges * i + k] = from.sackEdges[edges * n + k];
  }

  /** The UDP header found in row `i` is a tunnel's: it is set aside, and the row is free for what the tunnel carries. */
  keepOuter(i: number, path: number): void {
    const n = this.outerCount++;
    if (n === this.outerRow.length) this.#widenOuter(Math.max(64, 2 * n));
    this.outerRow[n] = i;
    this.outerAddresses.set(this.addresses.subarray(8 * i, 8 * i + 8), 8 * n);
    this.outerSrcPort[n] = this.srcPort[i];
    this.outerDstPort[n] = this.dstPort[i];
    this.outerNotes[n] = this.notes[i];
    this.outerPath[n] = path;
    this.kind[i] = KIND_NONE;
  }

  /** Behind `keepOuter`: whether nothing was found in the tunnel, so that its own header stands for the row after all. */
  dropOuter(i: number): boolean {
    const n = this.outerCount - 1;
    if (this.kind[i] !== KIND_NONE || n < 0 || this.outerRow[n] !== i) return false;
    this.outerCount = n;
    this.kind[i] = KIND_UDP;
    this.addresses.set(this.outerAddresses.subarray(8 * n, 8 * n + 8), 8 * i);
    this.srcPort[i] = this.outerSrcPort[n];
    this.dstPort[i] = this.outerDstPort[n];
    this.notes[i] = this.outerNotes[n];
    return true;
  }

  /** Notes a fragment in row `i`, whose addresses stand there already; the rest of the entry is the caller's. */
  addFragment(i: number): number {
    const n = this.fragmentCount++;
    if (n === this.fragmentRow.length) this.#widenFragments(Math.max(64, 2 * n));
    this.fragmentRow[n] = i;
    this.fragmentAddresses.set(this.addresses.subarray(8 * i, 8 * i + 8), 8 * n);
    return n;
  }

  /** See RareArrays; the counts are those of the batch. */
  rare(): RareArrays {
    const isRare = ([name]: [string, unknown]): boolean => /^(?:outer|fragment)/.test(name);
    return Object.fromEntries(Object.entries(this).filter(isRare)) as unknown as RareArrays;
  }

  #widenFragments(n: number): void {
    this.widened++;
    this.fragmentRow = wider(this.fragmentRow, sharedUint32(n));
    this.fragmentAt = wider(this.fragmentAt, sharedUint32(n));
    this.fragmentLen = wider(this.fragmentLen, sharedUint32(n));
    this.fragmentStart = wider(this.fragmentStart, sharedUint32(n));
    this.fragmentMore = wider(this.fragmentMore, sharedUint8(n));
    this.fragmentProtocol = wider(this.fragmentProtocol, sharedUint8(n));
    this.fragmentIpv6 = wider(this.fragmentIpv6, sharedUint8(n));
    this.fragmentVlan = wider(this.fragmentVlan, sharedUint16(n));
    this.fragmentId = wider(this.fragmentId, sharedUint32(n));
    this.fragmentAddresses = wider(this.fragmentAddresses, sharedUint32(8 * n));
  }

  #widenOuter(n: number): void {
    this.widened++;
    this.outerRow = wider(this.outerRow, sharedUint32(n));
    this.outerAddresses = wider(this.outerAddresses, sharedUint32(8 * n));
    this.outerSrcPort = wider(this.outerSrcPort, sharedUint16(n));
    this.outerDstPort = wider(this.outerDstPort, sharedUint16(n));
    this.outerNotes = wider(this.outerNotes, sharedUint8(n));
    this.outerPath = wider(this.outerPath, sharedUint32(n));
  }
}

function wider<A extends Uint32Array | Uint16Array | Uint8Array>(old: A, array: A): A {
  array.set(old);
  return array;
}

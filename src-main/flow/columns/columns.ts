// What stays in memory of every frame: typed arrays in chunks of 65,536 rows, 35 to 42 bytes a frame.
// Row = frame number - 1. A column that holds its default in a whole chunk takes no memory there, and a number that
// is nearly always small is stored small: the chunk's column is widened when the first large one comes.
// Here they are read, by the engine and by its workers; the engine writes with growing-columns.ts.
import { isRetransmission } from '../../dissect/contract/analysis-flags';
import { COPY } from './segment-mark';
import {
  CHUNK_BITS,
  CHUNK_MASK as MASK,
  CHUNK_ROWS,
  FAR,
  FROM_A,
  HAS_OPTIONS,
  HAS_TIME,
  PARTIAL,
  TCP,
  UDP,
  type Chunk,
} from './frame-chunk';
import { rareAt, rareBytes } from './rare-values';

export { CHUNK_BITS, CHUNK_ROWS } from './frame-chunk';

/** What a frame is, as far as the list's colours and indexed filters ask. Of several layers the innermost known one. */
export const PROTOCOL = {
  other: 0,
  arp: 1,
  ip: 2, // IPv4 or IPv6 with something we do not look into
  fragment: 3, // offset > 0: no transport header
  icmp: 4, // both versions
  icmpError: 5, // quotes the packet it complains about
  tcp: 6,
  udp: 7,
  tcpCut: 8, // TCP or UDP whose header is not whole
  udpCut: 9,
} as const;

// What is sure about the headers of a frame, for filters (upper bits of the protocol column). The shape is one of:
/** nothing: tunnels, quotations, fragments, extension headers, headers that are cut or wrong */
export const SHAPE_ANY = 0x00;
/**
 * Exactly one IP header, without options or extension headers, and in it one whole TCP header or one UDP header, whose payload
 * carries no further packet.
 */
export const SHAPE_PLAIN = 0x10;
/** no IP header anywhere, not even a cut one */
export const SHAPE_NO_IP = 0x20;
/** no TCP and no UDP header anywhere, not even a cut one; but some IP */
export const SHAPE_NO_TRANSPORT = 0x30;
export const SHAPE_MASK = 0x30;
/** of a plain frame: its IP header is IPv6 */
export const MARK_IPV6 = 0x40;
/** of a plain TCP frame: there are options other than padding and time stamps */
export const MARK_OPTIONS = 0x80;
/** of a frame of which nothing is sure: it completes a datagram, and what that carries does not stand in the frame's own bytes */
export const MARK_SOURCES = 0x80;

/** `none`: the frame belongs to no conversation. */
export type StreamKind = 'tcp' | 'udp' | 'none';

/** What a worker is sent of the columns: chunks that changed since it was last told. */
export interface ColumnShare {
  /** number of the first one in `chunks` */
  from: number;
  chunks: readonly Chunk[];
  rows: number;
  /** rows that stand in the chunks: those behind `rows` are not to be seen yet, but conversations may name them */
  added: number;
}

export class FrameColumns {
  /** `chunks`: of `rows` rows */
  constructor(
    protected readonly chunks: Chunk[] = [],
    protected rows = 0,
  ) {}

  /** rows there are */
  get count(): number {
    return this.rows;
  }

  /** The arrays of 65,536 rows, for loops over many. */
  chunk(index: number): Readonly<Chunk> {
    return this.chunks[index];
  }

  /** In a worker: takes over what another thread's `share` gave. */
  take(share: ColumnShare): void {
    this.chunks.length = share.from;
    this.chunks.push(...share.chunks);
    this.rows = share.rows;
  }

  // ---- reading by row, 0 … count-1 ----

  /** of the captured bytes in the source */
  offset(row: number): number {
    const c = this.chunks[row >>> CHUNK_BITS];
    return c.offsetWide ? c.offsetWide[row & MASK] : c.offsetBase + c.offset[row & MASK];
  }
  capturedLen(row: number): number {
    const c = this.chunks[row >>> CHUNK_BITS];
    return (c.capturedLenWide ?? c.capturedLen)[row & MASK];
  }
  originalLen(row: number): number {
    const c = this.chunks[row >>> CHUNK_BITS];
    return (c.originalLen ?? c.capturedLenWide ?? c.capturedLen)[row & MASK];
  }
  hasTime(row: number): boolean {
    return (this.chunks[row >>> CHUNK_BITS].bits[row & MASK] & HAS_TIME) !== 0;
  }
  /** whole seconds since 1970; 0 where the frame has no time */
  timeSec(row: number): number {
    const c = this.chunks[row >>> CHUNK_BITS];
    const i = row & MASK;
    if ((c.bits[i] & HAS_TIME) === 0) return 0;
    return c.secondWide ? c.secondWide[i] : c.secondBase + c.second[i];
  }
  /** 0…999 999 999 */
  timeNano(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].nano[row & MASK];
  }
  /** Row `a` was captured before row `b`. */
  isBefore(a: number, b: number): boolean {
    const seconds = this.timeSec(a) - this.timeSec(b);
    return seconds < 0 || (seconds === 0 && this.timeNano(a) < this.timeNano(b));
  }
  sameTime(a: number, b: number): boolean {
    return this.timeSec(a) === this.timeSec(b) && this.timeNano(a) === this.timeNano(b);
  }
  hasOptions(row: number): boolean {
    return (this.chunks[row >>> CHUNK_BITS].bits[row & MASK] & HAS_OPTIONS) !== 0;
  }
  interfaceIndex(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].interfaceIndex?.[row & MASK] ?? 0;
  }
  /** see PROTOCOL */
  protocol(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].protocol[row & MASK] & 0x0f;
  }
  /** SHAPE_* and MARK_* bits */
  marks(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].protocol[row & MASK] & 0xf0;
  }
  /** Some of what is dissected lies in other bytes than the frame's. */
  hasSources(row: number): boolean {
    return (this.marks(row) & (SHAPE_MASK | MARK_SOURCES)) === (SHAPE_ANY | MARK_SOURCES);
  }
  ttl(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].ttl[row & MASK];
  }
  /** tcp.stream or udp.stream (see streamKind), -1 without */
  stream(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].stream?.[row & MASK] ?? -1;
  }
  /** udp.stream of the tunnel around the frame's conversation, -1 without */
  outerStream(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].outer?.[row & MASK] ?? -1;
  }
  streamKind(row: number): StreamKind {
    const bits = this.chunks[row >>> CHUNK_BITS].bits[row & MASK];
    return bits & TCP ? 'tcp' : bits & UDP ? 'udp' : 'none';
  }
  /** sent by the side that its FlowRow calls a */
  fromA(row: number): boolean {
    return (this.chunks[row >>> CHUNK_BITS].bits[row & MASK] & FROM_A) !== 0;
  }
  /** the segment sends again what was sent before, and is no copy that a mirror port made of it */
  repeated(row: number): boolean {
    return isRetransmission(this.analysis(row)) && (this.mark(row) & COPY) === 0;
  }
  /** the header stands alone: quoted by an ICMP error, or in a first fragment */
  partial(row: number): boolean {
    return (this.chunks[row >>> CHUNK_BITS].bits[row & MASK] & PARTIAL) !== 0;
  }
  /** see segment-mark.ts */
  mark(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].mark?.[row & MASK] ?? 0;
  }
  // The TCP columns answer 0 for a frame that is no TCP.
  seq(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].tcp?.seq[row & MASK] ?? 0;
  }
  ack(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].tcp?.ack[row & MASK] ?? 0;
  }
  /** 12 bits as in the header, see wire/tcp.ts */
  flags(row: number): number {
    return (this.chunks[row >>> CHUNK_BITS].tcp?.flags[row & MASK] ?? 0) & 0xfff;
  }
  /** bytes of the TCP header, options included, as its data offset says */
  tcpHeaderLen(row: number): number {
    return ((this.chunks[row >>> CHUNK_BITS].tcp?.flags[row & MASK] ?? 0) >> 12) * 4;
  }
  /** as in the header, not scaled */
  window(row: number): number {
    return this.chunks[row >>> CHUNK_BITS].tcp?.window[row & MASK] ?? 0;
  }
  /** bytes of TCP payload as the IP header declares them (tcp.len) */
  payloadLen(row: number): number {
    const t = this.chunks[row >>> CHUNK_BITS].tcp;
    return t ? (t.payloadLenWide ?? t.payloadLen)[row & MASK] : 0;
  }

  // What the analysis of TCP says (tcp/segment-analysis.ts); 0: nothing.
  /** see dissect/contract/analysis-flags.ts */
  analysis(row: number): number {
    return rareAt(this.chunks[row >>> CHUNK_BITS].tcp?.analysis ?? null, row & MASK);
  }
  /** frame of the segment that this one acknowledges */
  acksFrame(row: number): number {
    const t = this.chunks[row >>> CHUNK_BITS].tcp;
    const back = t?.acksBack?.[row & MASK] ?? 0;
    if (back === 0) return 0;
    return row + 1 - (back === FAR ? rareAt(t!.acksFar, row & MASK) : back);
  }
  /** frame that a duplicate ACK or a retransmission repeats */
  repeatsFrame(row: number): number {
    return rareAt(this.chunks[row >>> CHUNK_BITS].tcp?.repeatsFrame ?? null, row & MASK);
  }
  /** bytes under way; of a duplicate ACK: its number */
  inFlight(row: number): number {
    const t = this.chunks[row >>> CHUNK_BITS].tcp;
    return (t?.inFlightWide ?? t?.inFlight)?.[row & MASK] ?? 0;
  }
  /** bytes since the last PSH, this segment's with them */
  pushed(row: number): number {
    const t = this.chunks[row >>> CHUNK_BITS].tcp;
    return (t?.pushedWide ?? t?.pushed)?.[row & MASK] ?? 0;
  }

  /** First row from `from` up to (not including) `to` that belongs to the stream, or -1. For walks along a conversation. */
  nextOfStream(kind: 'tcp' | 'udp', stream: number, from: number, to: number): number {
    const wanted = kind === 'tcp' ? TCP : UDP;
    const end = Math.min(to, this.rows);
    for (let row = Math.max(0, from); row < end;) {
      const c = this.chunks[row >>> CHUNK_BITS];
      const chunkStart = row - (row & MASK);
      const last = Math.min(end - chunkStart, CHUNK_ROWS);
      if (c.stream) {
        const streams = c.stream;
        for (let i = row & MASK; i < last; i++) if (streams[i] === stream && c.bits[i] & wanted) return chunkStart + i;
      }
      row = chunkStart + CHUNK_ROWS;
    }
    return -1;
  }

  /**
   * Last row before `before`, not below `from`, that belongs to the stream, or -1. Quoted datagrams count only where
   * `quoted` says so; quoted segments always do.
   */
  previousOfStream(kind: 'tcp' | 'udp', stream: number, before: number, from: number, quoted = false): number {
    const wanted = kind === 'tcp' ? TCP : UDP;
    const skipped = quoted || kind === 'tcp' ? 0 : PARTIAL;
    for (let row = Math.min(before, this.rows) - 1; row >= from;) {
      const c = this.chunks[row >>> CHUNK_BITS];
      const chunkStart = row - (row & MASK);
      const first = Math.max(from - chunkStart, 0);
      if (c.stream) {
        const streams = c.stream;
        for (let i = row & MASK; i >= first; i--)
          if (streams[i] === stream && c.bits[i] & wanted && (c.bits[i] & skipped) === 0) return chunkStart + i;
      }
      row = chunkStart - 1;
    }
    return -1;
  }

  /** Last row before `before`, not below `from`, whose tunnel belongs to the UDP stream, or -1. */
  previousOfTunnel(stream: number, before: number, from: number): number {
    for (let row = Math.min(before, this.rows) - 1; row >= from; row--)
      if (this.outerStream(row) === stream) return row;
    return -1;
  }

  /** First row from `from` up to (not including) `to` whose tunnel belongs to the UDP stream, or -1. */
  nextOfTunnel(stream: number, from: number, to: number): number {
    const end = Math.min(to, this.rows);
    for (let row = Math.max(0, from); row < end; row++) {
      if (this.chunks[row >>> CHUNK_BITS].outer === null) row |= MASK;
      else if (this.outerStream(row) === stream) return row;
    }
    return -1;
  }

  /** Bytes of all typed arrays. */
  byteLength(): number {
    let sum = 0;
    const add = (array: { byteLength: number } | null): void => {
      sum += array?.byteLength ?? 0;
    };
    for (const c of this.chunks) {
      [c.offset, c.offsetWide, c.capturedLen, c.capturedLenWide, c.originalLen].forEach(add);
      [c.second, c.secondWide, c.nano, c.bits, c.protocol, c.ttl, c.interfaceIndex, c.stream, c.outer, c.mark].forEach(
        add,
      );
      if (c.tcp === null) continue;
      const { seq, ack, flags, window, payloadLen, payloadLenWide } = c.tcp;
      [seq, ack, flags, window, payloadLen, payloadLenWide].forEach(add);
      const { acksBack, inFlight, inFlightWide, pushed, pushedWide } = c.tcp;
      [acksBack, inFlight, inFlightWide, pushed, pushedWide].forEach(add);
      for (const rare of [c.tcp.analysis, c.tcp.acksFar, c.tcp.repeatsFrame]) sum += rareBytes(rare);
    }
    return sum;
  }
}

// What stays in memory of every frame: typed arrays in chunks of 65,536 rows, about 35 bytes a frame.
// Row = frame number - 1. A column that holds its default in a whole chunk takes no memory there, and a number that
// is nearly always small is stored small: the chunk's column is widened when the first large one comes.
import type { RowKind } from '../ipc/engine-contract';
import { FIN, RST, SYN } from '../wire/tcp';

export const CHUNK_BITS = 16;
export const CHUNK_ROWS = 1 << CHUNK_BITS;
const MASK = CHUNK_ROWS - 1;

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
export type ProtocolClass = (typeof PROTOCOL)[keyof typeof PROTOCOL];

const HAS_TIME = 1;
const HAS_OPTIONS = 2;
const FROM_A = 4;
const TCP = 8;
const UDP = 16;
const REPEATED = 32;
const PARTIAL = 64;

/** `none`: the frame belongs to no conversation. */
export type StreamKind = 'tcp' | 'udp' | 'none';

// Seconds are stored as the distance to the chunk's first time, which may lie a little behind.
const SECOND_BIAS = 0x1000;

class Chunk {
  offsetBase = 0;
  offset = new Uint32Array(CHUNK_ROWS);
  offsetWide: Float64Array | null = null;
  capturedLen = new Uint16Array(CHUNK_ROWS);
  capturedLenWide: Uint32Array | null = null;
  /** null: equal to capturedLen in every row */
  originalLen: Uint32Array | null = null;
  secondBase = NaN;
  second = new Uint16Array(CHUNK_ROWS);
  secondWide: Float64Array | null = null;
  nano = new Uint32Array(CHUNK_ROWS);
  bits = new Uint8Array(CHUNK_ROWS);
  protocol = new Uint8Array(CHUNK_ROWS);
  ttl = new Uint8Array(CHUNK_ROWS);
  /** null: all 0 */
  interfaceIndex: Uint16Array | null = null;
  /** null: no row belongs to a conversation */
  stream: Int32Array | null = null;
  /** null: no row has a conversation of UDP around the one in `stream` */
  outer: Int32Array | null = null;
  tcp: TcpChunk | null = null;
}

class TcpChunk {
  seq = new Uint32Array(CHUNK_ROWS);
  ack = new Uint32Array(CHUNK_ROWS);
  flags = new Uint16Array(CHUNK_ROWS);
  window = new Uint16Array(CHUNK_ROWS);
  payloadLen = new Uint16Array(CHUNK_ROWS);
  payloadLenWide: Uint32Array | null = null;
}

export class FrameColumns {
  readonly #chunks: Chunk[] = [];
  #count = 0;

  /** rows there are */
  get count(): number {
    return this.#count;
  }

  // ---- writing: one appendFrame a frame, then the setters for what it turned out to be ----

  /** Adds the next frame; returns its row. Lengths in bytes, `offset` from the start of the source. */
  appendFrame(offset: number, capturedLen: number, originalLen: number, interfaceIndex: number): number {
    const row = this.#count++;
    const i = row & MASK;
    if (i === 0) {
      const first = new Chunk();
      first.offsetBase = offset;
      this.#chunks.push(first);
    }
    const c = this.#chunks[row >>> CHUNK_BITS];
    const delta = offset - c.offsetBase;
    if (c.offsetWide) c.offsetWide[i] = offset;
    else if (delta >= 0 && delta <= 0xffffffff) c.offset[i] = delta;
    else {
      c.offsetWide = Float64Array.from(c.offset, (d) => d + c.offsetBase);
      c.offset = new Uint32Array(0);
      c.offsetWide[i] = offset;
    }
    if (c.capturedLenWide) c.capturedLenWide[i] = capturedLen;
    else if (capturedLen <= 0xffff) c.capturedLen[i] = capturedLen;
    else {
      c.capturedLenWide = Uint32Array.from(c.capturedLen);
      c.capturedLen = new Uint16Array(0);
      c.capturedLenWide[i] = capturedLen;
    }
    if (c.originalLen) c.originalLen[i] = originalLen;
    else if (originalLen !== capturedLen) {
      c.originalLen = Uint32Array.from(c.capturedLenWide ?? c.capturedLen);
      c.originalLen[i] = originalLen;
    }
    if (interfaceIndex !== 0) (c.interfaceIndex ??= new Uint16Array(CHUNK_ROWS))[i] = interfaceIndex;
    return row;
  }

  setTime(row: number, sec: number, nano: number): void {
    const c = this.#chunks[row >>> CHUNK_BITS];
    const i = row & MASK;
    if (Number.isNaN(c.secondBase)) c.secondBase = sec - SECOND_BIAS;
    const delta = sec - c.secondBase;
    if (c.secondWide) c.secondWide[i] = sec;
    else if (delta >= 0 && delta <= 0xffff) c.second[i] = delta;
    else {
      c.secondWide = Float64Array.from(c.second, (d) => d + c.secondBase);
      c.second = new Uint16Array(0);
      c.secondWide[i] = sec;
    }
    c.nano[i] = nano;
    c.bits[i] |= HAS_TIME;
  }

  /** The frame has pcapng options (comments …) behind its bytes. */
  setHasOptions(row: number): void {
    this.#chunks[row >>> CHUNK_BITS].bits[row & MASK] |= HAS_OPTIONS;
  }

  /** `ttl`: IPv4's time to live or IPv6's hop limit of the innermost IP header, 0 without one. */
  setProtocol(row: number, protocol: number, ttl: number): void {
    const c = this.#chunks[row >>> CHUNK_BITS];
    c.protocol[row & MASK] = protocol;
    c.ttl[row & MASK] = ttl;
  }

  setTcp(row: number, seq: number, ack: number, flags: number, window: number, payloadLen: number): void {
    const t = (this.#chunks[row >>> CHUNK_BITS].tcp ??= new TcpChunk());
    const i = row & MASK;
    t.seq[i] = seq;
    t.ack[i] = ack;
    t.flags[i] = flags;
    t.window[i] = window;
    if (t.payloadLenWide) t.payloadLenWide[i] = payloadLen;
    else if (payloadLen <= 0xffff) t.payloadLen[i] = payloadLen;
    else {
      t.payloadLenWide = Uint32Array.from(t.payloadLen);
      t.payloadLen = new Uint16Array(0);
      t.payloadLenWide[i] = payloadLen;
    }
  }

  /**
   * @param repeated the segment's sequence numbers were seen before in this direction
   * @param partial  how much payload belongs to the header is not known: it is quoted, or in a first fragment
   */
  setStream(
    row: number,
    kind: 'tcp' | 'udp',
    stream: number,
    fromA: boolean,
    repeated: boolean,
    partial: boolean,
  ): void {
    const c = this.#chunks[row >>> CHUNK_BITS];
    c.stream ??= new Int32Array(CHUNK_ROWS).fill(-1);
    c.stream[row & MASK] = stream;
    c.bits[row & MASK] |=
      (kind === 'tcp' ? TCP : UDP) | (fromA ? FROM_A : 0) | (repeated ? REPEATED : 0) | (partial ? PARTIAL : 0);
  }

  /** The frame is a tunnel's: udp.stream of the (outermost) UDP header around what setStream was told. */
  setOuterStream(row: number, stream: number): void {
    const c = this.#chunks[row >>> CHUNK_BITS];
    c.outer ??= new Int32Array(CHUNK_ROWS).fill(-1);
    c.outer[row & MASK] = stream;
  }

  // ---- reading by row, 0 … count-1 ----

  /** of the captured bytes in the source */
  offset(row: number): number {
    const c = this.#chunks[row >>> CHUNK_BITS];
    return c.offsetWide ? c.offsetWide[row & MASK] : c.offsetBase + c.offset[row & MASK];
  }
  capturedLen(row: number): number {
    const c = this.#chunks[row >>> CHUNK_BITS];
    return (c.capturedLenWide ?? c.capturedLen)[row & MASK];
  }
  originalLen(row: number): number {
    const c = this.#chunks[row >>> CHUNK_BITS];
    return (c.originalLen ?? c.capturedLenWide ?? c.capturedLen)[row & MASK];
  }
  hasTime(row: number): boolean {
    return (this.#chunks[row >>> CHUNK_BITS].bits[row & MASK] & HAS_TIME) !== 0;
  }
  /** whole seconds since 1970; 0 where the frame has no time */
  timeSec(row: number): number {
    const c = this.#chunks[row >>> CHUNK_BITS];
    const i = row & MASK;
    if ((c.bits[i] & HAS_TIME) === 0) return 0;
    return c.secondWide ? c.secondWide[i] : c.secondBase + c.second[i];
  }
  /** 0…999 999 999 */
  timeNano(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].nano[row & MASK];
  }
  hasOptions(row: number): boolean {
    return (this.#chunks[row >>> CHUNK_BITS].bits[row & MASK] & HAS_OPTIONS) !== 0;
  }
  interfaceIndex(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].interfaceIndex?.[row & MASK] ?? 0;
  }
  /** see PROTOCOL */
  protocol(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].protocol[row & MASK];
  }
  ttl(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].ttl[row & MASK];
  }
  /** tcp.stream or udp.stream (see streamKind), -1 without */
  stream(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].stream?.[row & MASK] ?? -1;
  }
  /** udp.stream of the tunnel around the frame's conversation, -1 without */
  outerStream(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].outer?.[row & MASK] ?? -1;
  }
  streamKind(row: number): StreamKind {
    const bits = this.#chunks[row >>> CHUNK_BITS].bits[row & MASK];
    return bits & TCP ? 'tcp' : bits & UDP ? 'udp' : 'none';
  }
  /** sent by the side that its FlowRow calls a */
  fromA(row: number): boolean {
    return (this.#chunks[row >>> CHUNK_BITS].bits[row & MASK] & FROM_A) !== 0;
  }
  repeated(row: number): boolean {
    return (this.#chunks[row >>> CHUNK_BITS].bits[row & MASK] & REPEATED) !== 0;
  }
  /** the header stands alone: quoted by an ICMP error, or in a first fragment */
  partial(row: number): boolean {
    return (this.#chunks[row >>> CHUNK_BITS].bits[row & MASK] & PARTIAL) !== 0;
  }
  // The TCP columns answer 0 for a frame that is no TCP.
  seq(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].tcp?.seq[row & MASK] ?? 0;
  }
  ack(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].tcp?.ack[row & MASK] ?? 0;
  }
  /** 12 bits as in the header, see wire/tcp.ts */
  flags(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].tcp?.flags[row & MASK] ?? 0;
  }
  /** as in the header, not scaled */
  window(row: number): number {
    return this.#chunks[row >>> CHUNK_BITS].tcp?.window[row & MASK] ?? 0;
  }
  /** bytes of TCP payload as the IP header declares them (tcp.len) */
  payloadLen(row: number): number {
    const t = this.#chunks[row >>> CHUNK_BITS].tcp;
    return t ? (t.payloadLenWide ?? t.payloadLen)[row & MASK] : 0;
  }

  /** First row from `from` up to (not including) `to` that belongs to the stream, or -1. For walks along a conversation. */
  nextOfStream(kind: 'tcp' | 'udp', stream: number, from: number, to: number): number {
    const wanted = kind === 'tcp' ? TCP : UDP;
    const end = Math.min(to, this.#count);
    for (let row = Math.max(0, from); row < end;) {
      const c = this.#chunks[row >>> CHUNK_BITS];
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

  /** Last row before `before`, not below `from`, that belongs to the stream, or -1. Quoted datagrams do not count. */
  previousOfStream(kind: 'tcp' | 'udp', stream: number, before: number, from: number): number {
    const wanted = kind === 'tcp' ? TCP : UDP;
    for (let row = Math.min(before, this.#count) - 1; row >= from;) {
      const c = this.#chunks[row >>> CHUNK_BITS];
      const chunkStart = row - (row & MASK);
      const first = Math.max(from - chunkStart, 0);
      if (c.stream) {
        const streams = c.stream;
        for (let i = row & MASK; i >= first; i--)
          if (streams[i] === stream && c.bits[i] & wanted && (wanted === TCP || (c.bits[i] & PARTIAL) === 0))
            return chunkStart + i;
      }
      row = chunkStart - 1;
    }
    return -1;
  }

  /** Last row before `before`, not below `from`, whose tunnel belongs to the UDP stream, or -1. */
  previousOfTunnel(stream: number, before: number, from: number): number {
    for (let row = Math.min(before, this.#count) - 1; row >= from; row--)
      if (this.outerStream(row) === stream) return row;
    return -1;
  }

  /** Colour class of the packet list. */
  rowKind(row: number): RowKind {
    switch (this.protocol(row)) {
      case PROTOCOL.tcp: {
        const flags = this.flags(row);
        if (flags & RST) return 'reset';
        if (this.repeated(row)) return 'trouble';
        if (flags & SYN) return 'setup';
        if (flags & FIN) return 'teardown';
        return 'data';
      }
      case PROTOCOL.tcpCut:
      case PROTOCOL.udpCut:
        return 'trouble';
      case PROTOCOL.udp:
        return 'udp';
      case PROTOCOL.icmp:
        return 'icmp';
      case PROTOCOL.icmpError:
        return 'icmp-error';
      case PROTOCOL.arp:
        return 'arp';
      default:
        return 'other';
    }
  }

  /** Bytes of all typed arrays. */
  byteLength(): number {
    let sum = 0;
    const add = (array: { byteLength: number } | null): void => {
      sum += array?.byteLength ?? 0;
    };
    for (const c of this.#chunks) {
      [c.offset, c.offsetWide, c.capturedLen, c.capturedLenWide, c.originalLen].forEach(add);
      [c.second, c.secondWide, c.nano, c.bits, c.protocol, c.ttl, c.interfaceIndex, c.stream, c.outer].forEach(add);
      if (c.tcp) [c.tcp.seq, c.tcp.ack, c.tcp.flags, c.tcp.window, c.tcp.payloadLen, c.tcp.payloadLenWide].forEach(add);
    }
    return sum;
  }
}

// The columns while a capture is read: one `appendFrame` a frame, then the setters for what it turned out to be.
import { AbsentChunk, present } from './absent-chunk';
import { FrameColumns, type ColumnShare } from './columns';
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
  Chunk,
  TcpChunk,
} from './frame-chunk';
import { addRare } from './rare-values';
import { sharedFloat64, sharedInt32, sharedUint16, sharedUint32, sharedUint8 } from '../../memory/shared-arrays';

// Seconds are stored as the distance to the chunk's first time, which may lie a little behind.
const SECOND_BIAS = 0x1000;

const widened = (narrow: Uint16Array | Uint32Array): Uint32Array => {
  const wide = sharedUint32(CHUNK_ROWS);
  wide.set(narrow);
  return wide;
};

function shifted(deltas: Uint16Array | Uint32Array, base: number): Float64Array {
  const wide = sharedFloat64(CHUNK_ROWS);
  for (let i = 0; i < deltas.length; i++) wide[i] = deltas[i] + base;
  return wide;
}

export class GrowingColumns extends FrameColumns {
  /** rows that frames were added for; those that are not settled, behind `count`, nobody sees yet: what stands in them goes on changing */
  protected added = 0;

  /** see `added` */
  get rowsAdded(): number {
    return this.added;
  }

  override take(share: ColumnShare): void {
    super.take(share);
    this.added = share.added;
  }

  /**
   * Of columns that nothing was added to: there are so many rows, the chunks of which `fetch` gives when somebody looks. What is taken of each stays;
   * `fetch` may throw.
   */
  takeLater(rows: number, fetch: (index: number) => Chunk): void {
    const chunks = Array.from({ length: Math.ceil(rows / CHUNK_ROWS) }, (_, index) =>
      AbsentChunk.of(() => (this.chunks[index] = fetch(index))),
    );
    this.take({ from: 0, chunks, rows, added: rows });
  }

  /** Sees to it that a chunk is there (`takeLater`). */
  bring(index: number): void {
    present(this.chunks[index]);
  }

  /** Adds the next frame; returns its row. Lengths in bytes, `offset` from the start of the source. */
  appendFrame(offset: number, capturedLen: number, originalLen: number, interfaceIndex: number): number {
    const row = this.added++;
    this.rows = this.added;
    const i = row & MASK;
    if (i === 0) this.begin(offset);
    const c = this.chunks[row >>> CHUNK_BITS];
    this.setOffset(c, i, offset);
    this.setLengths(c, i, capturedLen, originalLen);
    if (interfaceIndex !== 0) this.setInterface(c, i, interfaceIndex);
    return row;
  }

  // Values of single columns, at position `i` of a chunk.

  /** Another chunk; `offset`: of its first frame */
  protected begin(offset: number): void {
    const first = new Chunk();
    first.offsetBase = offset;
    this.chunks.push(first);
  }

  protected setOffset(c: Chunk, i: number, offset: number): void {
    const delta = offset - c.offsetBase;
    if (c.offsetWide) c.offsetWide[i] = offset;
    else if (delta >= 0 && delta <= 0xffffffff) c.offset[i] = delta;
    else {
      c.offsetWide = shifted(c.offset, c.offsetBase);
      c.offset = new Uint32Array(0);
      c.offsetWide[i] = offset;
    }
  }

  protected setLengths(c: Chunk, i: number, capturedLen: number, originalLen: number): void {
    if (c.capturedLenWide) c.capturedLenWide[i] = capturedLen;
    else if (capturedLen <= 0xffff) c.capturedLen[i] = capturedLen;
    else {
      c.capturedLenWide = widened(c.capturedLen);
      c.capturedLen = new Uint16Array(0);
      c.capturedLenWide[i] = capturedLen;
    }
    if (c.originalLen) c.originalLen[i] = originalLen;
    else if (originalLen !== capturedLen) {
      c.originalLen = widened(c.capturedLenWide ?? c.capturedLen);
      c.originalLen[i] = originalLen;
    }
  }

  protected setInterface(c: Chunk, i: number, interfaceIndex: number): void {
    (c.interfaceIndex ??= sharedUint16(CHUNK_ROWS))[i] = interfaceIndex;
  }

  setTime(row: number, sec: number, nano: number): void {
    this.setTimeIn(this.chunks[row >>> CHUNK_BITS], row & MASK, sec, nano);
  }

  protected setTimeIn(c: Chunk, i: number, sec: number, nano: number): void {
    if (Number.isNaN(c.secondBase)) c.secondBase = sec - SECOND_BIAS;
    const delta = sec - c.secondBase;
    if (c.secondWide) c.secondWide[i] = sec;
    else if (delta >= 0 && delta <= 0xffff) c.second[i] = delta;
    else {
      c.secondWide = shifted(c.second, c.secondBase);
      c.second = new Uint16Array(0);
      c.secondWide[i] = sec;
    }
    c.nano[i] = nano;
    c.bits[i] |= HAS_TIME;
  }

  /** The frame has pcapng options (comments …) behind its bytes. */
  setHasOptions(row: number): void {
    this.chunks[row >>> CHUNK_BITS].bits[row & MASK] |= HAS_OPTIONS;
  }

  /**
   * @param protocol PROTOCOL with SHAPE_* and MARK_* bits
   * @param ttl      IPv4's time to live or IPv6's hop limit of the innermost IP header, 0 without one
   */
  setProtocol(row: number, protocol: number, ttl: number): void {
    const c = this.chunks[row >>> CHUNK_BITS];
    c.protocol[row & MASK] = protocol;
    c.ttl[row & MASK] = ttl;
  }

  /** `flags`: as in `TcpChunk.flags` */
  setTcp(row: number, seq: number, ack: number, flags: number, window: number, payloadLen: number): void {
    const t = (this.chunks[row >>> CHUNK_BITS].tcp ??= new TcpChunk());
    const i = row & MASK;
    t.seq[i] = seq;
    t.ack[i] = ack;
    t.flags[i] = flags;
    t.window[i] = window;
    this.setPayload(t, i, payloadLen);
  }

  protected setPayload(t: TcpChunk, i: number, payloadLen: number): void {
    if (t.payloadLenWide) t.payloadLenWide[i] = payloadLen;
    else if (payloadLen <= 0xffff) t.payloadLen[i] = payloadLen;
    else {
      t.payloadLenWide = widened(t.payloadLen);
      t.payloadLen = new Uint16Array(0);
      t.payloadLenWide[i] = payloadLen;
    }
  }

  /** What the analysis found of a segment that `setTcp` was told of; 0: nothing. `count`: bytes in flight, or the number of a duplicate. */
  setAnalysis(
    row: number,
    flags: number,
    acksFrame: number,
    repeatsFrame: number,
    count: number,
    pushed: number,
  ): void {
    const t = this.chunks[row >>> CHUNK_BITS].tcp!;
    const i = row & MASK;
    if (flags !== 0) t.analysis = addRare(t.analysis, i, flags);
    if (repeatsFrame !== 0) t.repeatsFrame = addRare(t.repeatsFrame, i, repeatsFrame);
    if (acksFrame !== 0) {
      const back = row + 1 - acksFrame;
      t.acksBack ??= sharedUint16(CHUNK_ROWS);
      if (back < FAR) t.acksBack[i] = back;
      else {
        t.acksBack[i] = FAR;
        t.acksFar = addRare(t.acksFar, i, back);
      }
    }
    if (count !== 0) {
      if (t.inFlightWide) t.inFlightWide[i] = count;
      else if (count <= 0xffff) (t.inFlight ??= sharedUint16(CHUNK_ROWS))[i] = count;
      else {
        t.inFlightWide = widened(t.inFlight ?? new Uint16Array(0));
        t.inFlight = null;
        t.inFlightWide[i] = count;
      }
    }
    if (pushed === 0) return;
    if (t.pushedWide) t.pushedWide[i] = pushed;
    else if (pushed <= 0xffff) (t.pushed ??= sharedUint16(CHUNK_ROWS))[i] = pushed;
    else {
      t.pushedWide = widened(t.pushed ?? new Uint16Array(0));
      t.pushed = null;
      t.pushedWide[i] = pushed;
    }
  }

  /**
   * @param partial how much payload belongs to the header is not known: it is quoted, or in a first fragment
   */
  setStream(row: number, kind: 'tcp' | 'udp', stream: number, fromA: boolean, partial: boolean): void {
    const c = this.chunks[row >>> CHUNK_BITS];
    c.stream ??= sharedInt32(CHUNK_ROWS).fill(-1);
    c.stream[row & MASK] = stream;
    c.bits[row & MASK] |= (kind === 'tcp' ? TCP : UDP) | (fromA ? FROM_A : 0) | (partial ? PARTIAL : 0);
  }

  /** Of a frame that has a side but no stream number (Tracker.stub). */
  setFromA(row: number, fromA: boolean): void {
    if (fromA) this.chunks[row >>> CHUNK_BITS].bits[row & MASK] |= FROM_A;
  }

  /** Notes something of a segment (segment-mark.ts), or takes it back. */
  setMark(row: number, mark: number): void {
    const c = this.chunks[row >>> CHUNK_BITS];
    (c.mark ??= sharedUint8(CHUNK_ROWS))[row & MASK] = mark;
  }

  /** The frame is a tunnel's: udp.stream of the (outermost) UDP header around what setStream was told. */
  setOuterStream(row: number, stream: number): void {
    const c = this.chunks[row >>> CHUNK_BITS];
    c.outer ??= sharedInt32(CHUNK_ROWS).fill(-1);
    c.outer[row & MASK] = stream;
  }

  /** For a worker that has the chunks before number `from`: those of which all rows are settled do not change any more. */
  share(from: number): ColumnShare {
    return { from, chunks: this.chunks.slice(from).map(present), rows: this.rows, added: this.added };
  }
}

// A batch of frames into the columns at once: column by column, in loops over the arrays of reader and scan. What a loop meets that does not
// fit the narrow form of its column goes on value by value (growing-columns.ts).
import { KIND_TCP, type Scratch } from '../scan/scratch';
import { FRAME_HAS_OPTIONS, FRAME_NO_TIME, type FrameBatch } from '../../memory/frame-batch';
import * as R from '../scan/segment-row';
import { CHUNK_MASK as MASK, CHUNK_BITS, CHUNK_ROWS, HAS_OPTIONS, HAS_TIME, TcpChunk, type Chunk } from './frame-chunk';
import { GrowingColumns } from './growing-columns';

const MOST_32 = 0xffff_ffff;

export class BatchColumns extends GrowingColumns {
  /** Adds the frames of a batch and what the scan found in them; returns the row of the first. They are seen when they are settled. */
  appendBatch(batch: FrameBatch, s: Scratch): number {
    const first = this.added;
    for (let k = 0; k < batch.count;) {
      const i = this.added & MASK;
      const n = Math.min(batch.count - k, CHUNK_ROWS - i);
      if (i === 0) this.begin(offsetOf(batch, k));
      const c = this.chunks[this.added >>> CHUNK_BITS];
      this.#offsets(c, i, batch, k, n);
      this.#lengths(c, i, batch, k, n);
      this.#times(c, i, batch, k, n);
      const { interfaceIndex } = batch;
      for (let j = 0; j < n; j++)
        if (interfaceIndex[k + j] !== 0 || c.interfaceIndex) this.setInterface(c, i + j, interfaceIndex[k + j]);
      const { protocol, ttl } = c;
      for (let j = 0; j < n; j++) {
        protocol[i + j] = s.protocol[k + j] | s.marks[k + j];
        ttl[i + j] = s.ttl[k + j];
      }
      this.#tcp(c, i, s, k, n);
      this.added += n;
      k += n;
    }
    return first;
  }

  /** Puts what the analysis found (scan/segment-row.ts; null: nothing) into the next `count` rows that were added: from now on they are seen. */
  settle(s: Scratch | null, count: number): void {
    if (s) this.#analysis(s, s.addresses, count);
    this.rows += count;
  }

  #analysis(s: Scratch, words: Uint32Array, count: number): void {
    for (let k = 0; k < count; k++) {
      if (!R.isAnalysed(s, k) || !R.isSpokenOf(s, k)) continue;
      const at = R.ROW_WORDS * k;
      this.setAnalysis(
        this.rows + k,
        words[at + R.SAID],
        words[at + R.ACKS_FRAME],
        words[at + R.REPEATS_FRAME],
        words[at + R.COUNT],
        words[at + R.PUSHED],
      );
    }
  }

  #offsets(c: Chunk, i: number, batch: FrameBatch, k: number, n: number): void {
    const { start } = batch;
    const { offset } = c;
    const distance = batch.base - c.offsetBase;
    let j = 0;
    if (!c.offsetWide && !batch.offset)
      for (; j < n; j++) {
        const delta = distance + start[k + j];
        if (!(delta >= 0 && delta <= MOST_32)) break;
        offset[i + j] = delta;
      }
    for (; j < n; j++) this.setOffset(c, i + j, offsetOf(batch, k + j));
  }

  #lengths(c: Chunk, i: number, { capturedLen, originalLen }: FrameBatch, k: number, n: number): void {
    const narrow = c.capturedLen;
    let j = 0;
    if (!c.capturedLenWide && !c.originalLen)
      for (; j < n; j++) {
        const captured = capturedLen[k + j];
        if (captured > 0xffff || captured !== originalLen[k + j]) break;
        narrow[i + j] = captured;
      }
    for (; j < n; j++) this.setLengths(c, i + j, capturedLen[k + j], originalLen[k + j]);
  }

  #times(c: Chunk, i: number, { flags, timeSec, timeNano }: FrameBatch, k: number, n: number): void {
    const { bits, second, nano } = c;
    let j = 0;
    if (!c.secondWide && !Number.isNaN(c.secondBase)) {
      const base = c.secondBase;
      for (; j < n; j++) {
        const delta = timeSec[k + j] - base;
        if (flags[k + j] !== 0 || !(delta >= 0 && delta <= 0xffff)) break;
        second[i + j] = delta;
        nano[i + j] = timeNano[k + j];
        bits[i + j] = HAS_TIME;
      }
    }
    for (; j < n; j++) {
      const what = flags[k + j];
      if ((what & FRAME_NO_TIME) === 0) this.setTimeIn(c, i + j, timeSec[k + j], timeNano[k + j]);
      if (what & FRAME_HAS_OPTIONS) bits[i + j] |= HAS_OPTIONS;
    }
  }

  #tcp(c: Chunk, i: number, s: Scratch, k: number, n: number): void {
    const { kind, seq, ack, flags, headerWords, window, payloadLen } = s;
    let j = 0;
    while (j < n && kind[k + j] !== KIND_TCP) j++;
    if (j === n) return;
    const t = (c.tcp ??= new TcpChunk());
    for (; j < n; j++) {
      if (kind[k + j] !== KIND_TCP) continue;
      t.seq[i + j] = seq[k + j];
      t.ack[i + j] = ack[k + j];
      t.flags[i + j] = flags[k + j] | (headerWords[k + j] << 12);
      t.window[i + j] = window[k + j];
      this.setPayload(t, i + j, payloadLen[k + j]);
    }
  }
}

const offsetOf = (batch: FrameBatch, k: number): number =>
  batch.offset ? batch.offset[k] : batch.base + batch.start[k];

// Reads a whole capture into plain rows, for the tests of formats.
import { createBatch } from '../../../src-main/formats/batch';
import type { ByteSource, CaptureReader } from '../../../src-main/formats/capture-reader';
import { openSource, type OpenOptions } from '../../../src-main/formats/detect';
import { MemorySource } from '../../../src-main/formats/file-source';
import type { Problem } from '../../../src-main/ipc/message';

export interface Row {
  time: string;
  bytes: Uint8Array;
  offset: number;
  originalLen: number;
  interface: number;
  flags: number;
}
export interface Read {
  rows: Row[];
  problem: Problem | null;
  reader: CaptureReader | null;
  source: ByteSource | null;
  format: string;
}

/** All frames from here on, and how the reading ended. */
export function drain(reader: CaptureReader, batchFrames?: number): { rows: Row[]; problem: Problem | null } {
  const batch = createBatch(batchFrames);
  const rows: Row[] = [];
  for (;;) {
    const result = reader.next(batch);
    if (result.kind === 'end') return { rows, problem: null };
    if (result.kind === 'damage') return { rows, problem: result.problem };
    for (let i = 0; i < batch.count; i++)
      rows.push({
        time: `${batch.timeSec[i]}.${String(batch.timeNano[i]).padStart(9, '0')}`,
        bytes: batch.bytes.slice(batch.start[i], batch.start[i] + batch.capturedLen[i]),
        offset: batch.base + batch.start[i],
        originalLen: batch.originalLen[i],
        interface: batch.interfaceIndex[i],
        flags: batch.flags[i],
      });
  }
}

export async function readAll(bytes: Uint8Array, options?: OpenOptions, batchFrames?: number): Promise<Read> {
  const opened = await openSource(new MemorySource(bytes), 'test.pcap', options);
  if (!opened.ok) return { rows: [], problem: opened.problem, reader: null, source: null, format: '' };
  const { reader, source, format } = opened;
  return { ...drain(reader, batchFrames), reader, source, format };
}

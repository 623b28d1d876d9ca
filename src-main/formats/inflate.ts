// Compressed captures: unpacked once into a temporary file, so that every byte of them can be reached at once.
import type { Problem } from '../ipc/message';
import type { ByteSource } from './capture-reader';
import { gunzip } from './gzip';
import { problem, readFailure } from './problems';
import type { Pump } from './pump';
import { TempFile } from './temp-file';
import { unzstd } from './zstd';

export type Compression = 'gzip' | 'zstd';

export interface InflateProgress {
  /** of the compressed file */
  readBytes: number;
  totalBytes: number;
  inflatedBytes: number;
}
export interface InflateOptions {
  folder: string;
  /** most bytes to unpack */
  limit: number;
  onProgress?: (progress: InflateProgress) => void;
  signal?: AbortSignal;
}

/** `tail`: why the source is not the whole capture (damage, no room), or null. */
export type InflateResult = { ok: true; source: ByteSource; tail: Problem | null } | { ok: false; problem: Problem };

/** Unpacks the whole of `input`. Damage is no failure as long as something could be unpacked. */
export async function inflate(input: ByteSource, kind: Compression, options: InflateOptions): Promise<InflateResult> {
  const file = TempFile.create(options.folder, options.limit);
  if (!(file instanceof TempFile)) return { ok: false, problem: file };
  const { signal, onProgress } = options;
  const totalBytes = input.size();
  const pump: Pump = {
    input,
    write: (bytes) => file.write(bytes),
    stopped: (readBytes) => {
      onProgress?.({ readBytes, totalBytes, inflatedBytes: file.written });
      return signal?.aborted ?? false;
    },
  };
  let tail: Problem | null;
  try {
    tail = kind === 'gzip' ? await gunzip(pump) : await unzstd(pump);
  } catch (error) {
    tail = readFailure(error, 0);
  }
  if (signal?.aborted) tail = problem('cancelled');
  if (signal?.aborted || (tail && file.written === 0)) {
    file.discard();
    return { ok: false, problem: tail ?? problem('cancelled') };
  }
  return { ok: true, source: file.source(), tail };
}

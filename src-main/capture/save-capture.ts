// A capture, one file or several, written to the place that the user chose: as it is, or as pcap for other programs.
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createBatch } from '../formats/batch';
import type { CaptureReader } from '../formats/capture-reader';
import { FRAME_OTHER_RECORD, type FrameBatch } from '../memory/frame-batch';
import { ChainSource } from '../formats/chain-source';
import { openSource } from '../formats/detect';
import type { Problem } from '../ipc/message';
import { captureProblem, wordsOf } from './problems';

export type SaveFormat = 'pcapng' | 'pcap';
/** Told after each piece; `totalBytes` of the files that are read. */
export type SaveProgress = (doneBytes: number, totalBytes: number) => void;
export interface SaveOptions {
  format: SaveFormat;
  move?: boolean;
  onProgress?: SaveProgress;
}

const CHUNK = 1024 * 1024;
const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** what the file format can say; libpcap's limit */
const SNAPLEN = 262_144;

/**
 * Writes `files` (pcapng, oldest first) as one capture to `target`, over what may be there. The target is whole or not
 * touched. `move`: the files are not needed afterwards (a single one may simply get another name). Null when it is
 * there. Never rejects.
 */
export async function saveCapture(
  files: readonly string[],
  target: string,
  { format, move = false, onProgress = () => undefined }: SaveOptions,
): Promise<Problem | null> {
  if (move && format === 'pcapng' && files.length === 1 && (await isRenamed(files[0], target))) return null;
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    const total = await bytesOf(files);
    const out = await open(temporary, 'wx', 0o600);
    let problem;
    try {
      const tell = (done: number): void => onProgress(done, total);
      problem = format === 'pcap' ? await convert(files, out, tell) : await concatenate(files, out, tell);
      if (!problem) await out.sync();
    } finally {
      await out.close();
    }
    if (!problem) await rename(temporary, target);
    else await rm(temporary, { force: true });
    return problem;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return saveProblem(error, target);
  }
}

async function isRenamed(file: string, target: string): Promise<boolean> {
  try {
    await rename(file, target);
    return true;
  } catch {
    return false; // another disk: it is copied
  }
}

function saveProblem(error: unknown, file: string): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return captureProblem(full ? 'save-disk-full' : 'save-failed', { file, detail: wordsOf(error) });
}

async function bytesOf(files: readonly string[]): Promise<number> {
  let total = 0;
  for (const file of files) total += (await stat(file)).size;
  return total;
}

/** pcapng sections may stand one behind the other. */
async function concatenate(files: readonly string[], out: FileHandle, tell: (done: number) => void): Promise<null> {
  let done = 0;
  for (const file of files)
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
      await writeAll(out, chunk as Buffer);
      tell((done += (chunk as Buffer).length));
    }
  return null;
}

async function convert(
  files: readonly string[],
  out: FileHandle,
  tell: (done: number) => void,
): Promise<Problem | null> {
  const source = ChainSource.open(files[0]);
  try {
    for (const file of files.slice(1)) source.append(file);
    const opened = await openSource(source, basename(files[0]));
    return opened.ok ? await convertFrames(opened.reader, out, tell) : opened.problem;
  } finally {
    source.close();
  }
}

async function convertFrames(
  reader: CaptureReader,
  out: FileHandle,
  tell: (done: number) => void,
): Promise<Problem | null> {
  const batch = createBatch();
  const pcap = new PcapRecords(reader);
  let buffer = Buffer.alloc(CHUNK);
  let begun = false;
  for (let result = reader.next(batch); result.kind !== 'end'; result = reader.next(batch)) {
    // an end that was cut off: what was before it is the capture
    if (result.kind === 'damage') break;
    if (batch.count === 0) continue;
    const needed = FILE_HEADER + pcap.sizeOf(batch);
    if (needed > buffer.length) buffer = Buffer.alloc(needed);
    let used = begun ? 0 : pcap.header(buffer, batch);
    begun = true;
    used = pcap.add(batch, buffer, used);
    if (pcap.mixed) return captureProblem('save-link-types');
    await writeAll(out, buffer.subarray(0, used));
    tell(reader.position());
  }
  if (!begun) await writeAll(out, buffer.subarray(0, pcap.header(buffer, batch)));
  return null;
}

/** Frames as pcap has them: one link type a file, no interfaces. */
class PcapRecords {
  readonly #reader: CaptureReader;
  #linkType = -1;
  #nanoseconds = true;
  mixed = false;

  constructor(reader: CaptureReader) {
    this.#reader = reader;
  }

  sizeOf(batch: FrameBatch): number {
    let size = 0;
    for (let i = 0; i < batch.count; i++) size += RECORD_HEADER + batch.capturedLen[i];
    return size;
  }

  /** The header of the file, for which its first batch must be known. Returns where it ends. */
  header(into: Buffer, first: FrameBatch): number {
    const { interfaces } = this.#reader;
    const known = first.count > 0 ? interfaces.at(first.interfaceIndex[0]) : interfaces.at(0);
    this.#linkType = known?.linkType ?? 1;
    this.#nanoseconds = interfaces.some(({ timeDigits }) => timeDigits > 6);
    into.writeUInt32LE(this.#nanoseconds ? MAGIC_NANOSECONDS : MAGIC_MICROSECONDS, 0);
    into.writeUInt16LE(2, 4);
    into.writeUInt16LE(4, 6);
    into.writeUInt32LE(0, 8);
    into.writeUInt32LE(0, 12);
    into.writeUInt32LE(SNAPLEN, 16);
    into.writeUInt32LE(this.#linkType, 20);
    return FILE_HEADER;
  }

  /** Adds the frames behind `at`; returns where they end. */
  add(batch: FrameBatch, into: Buffer, at: number): number {
    const { interfaces } = this.#reader;
    for (let i = 0; i < batch.count; i++) {
      if (batch.flags[i] & FRAME_OTHER_RECORD) continue;
      if (interfaces[batch.interfaceIndex[i]].linkType !== this.#linkType) this.mixed = true;
      const captured = batch.capturedLen[i];
      const nano = batch.timeNano[i];
      into.writeUInt32LE(batch.timeSec[i] >>> 0, at);
      into.writeUInt32LE(this.#nanoseconds ? nano : Math.floor(nano / 1000), at + 4);
      into.writeUInt32LE(captured, at + 8);
      into.writeUInt32LE(batch.originalLen[i], at + 12);
      const start = batch.start[i];
      into.set(batch.bytes.subarray(start, start + captured), at + RECORD_HEADER);
      at += RECORD_HEADER + captured;
    }
    return at;
  }
}

async function writeAll(out: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await out.write(bytes, done)).bytesWritten;
}

// Opening a capture: what the file is decides its first bytes, never its name.
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import type { Problem } from '../ipc/message';
import type { OpenReaderResult, ReaderOptions } from './base-reader';
import type { ByteSource, CaptureReader } from './capture-reader';
import { openErf } from './erf';
import { looksLikeErf } from './erf-record';
import { FileSource } from './file-source';
import { isGzip } from './gzip';
import { type Compression, type InflateProgress, Unpacking } from './inflate';
import { openFiles } from './joined-reader';
import { knownKind, looksLikeText } from './magic';
import { isNetmon } from './netmon-header';
import { errorCode, problem, readFailure } from './problems';
import { READERS } from './readers';
import type { WindowBuffers } from './window';
import { isZstd } from './zstd/zstd';

const HEAD_LEN = 512;
/** 100 million packets of 640 bytes. Whoever has more than that had better unpack it where it is to stay. */
const DEFAULT_INFLATE_LIMIT = 64 * 1024 ** 3;
/** Unpacked bytes that must be there before reading begins: more than any file header. */
const FIRST_BYTES = 64 * 1024;

export interface OpenOptions {
  /** the file may still grow, see `CaptureReader.follow` (not for compressed ones) */
  follow?: boolean;
  /** where compressed captures are unpacked to; by default the system's folder for temporary files */
  cacheFolder?: string;
  /** most bytes to unpack there; a part of the disk stays free in any case */
  maxInflatedBytes?: number;
  /** while a compressed capture is unpacked, about every MiB */
  onProgress?: (progress: InflateProgress) => void;
  /** Ends the unpacking. Before reading began, the answer is then the problem `formats.cancelled`. */
  signal?: AbortSignal;
  /** Begin to read a compressed capture while it is unpacked: `OpenResult.unpacking` tells when there is more. */
  early?: boolean;
}

export type OpenResult =
  | {
      ok: true;
      reader: CaptureReader;
      /** the (unpacked) bytes that the reader's offsets mean; close it after use */
      source: ByteSource;
      /** `pcapng`, `pcap (ns), gzip` … */
      format: string;
      /** bytes on the disk (packed); `source.size()` tells the unpacked ones */
      fileBytes: number;
      /** of a compressed capture that is read `early`, else null */
      unpacking: Unpacking | null;
    }
  | { ok: false; problem: Problem };

const failed = (found: Problem): OpenResult => ({ ok: false, problem: found });

/** Opens the capture `path`. Never throws: whatever is wrong comes back as a problem to be shown. */
export async function openCapture(path: string, options: OpenOptions = {}): Promise<OpenResult> {
  let file: FileSource;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return failed(problem('folder', { path }));
    if (!stat.isFile()) return failed(problem('notAFile', { path }));
    file = FileSource.open(path);
  } catch (error) {
    return failed(openProblem(path, error));
  }
  return openOwned(file, basename(path), options);
}

/** The same for bytes that are open already and that are closed when they are of no use any more. */
export async function openOwned(file: ByteSource, name: string, options: OpenOptions = {}): Promise<OpenResult> {
  let result: OpenResult;
  try {
    result = await openSource(file, name, options);
  } catch (error) {
    result = failed(readFailure(error, 0));
  }
  if (result.ok && result.unpacking) void result.unpacking.finished.then(() => file.close());
  else if (!result.ok || result.source !== file) file.close();
  return result;
}

function openProblem(path: string, error: unknown): Problem {
  const code = errorCode(error);
  const detail = error instanceof Error ? error.message : code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return problem('notFound', { path }, detail);
  if (code === 'EACCES' || code === 'EPERM') return problem('notAllowed', { path }, detail);
  return problem('openFailed', { path, reason: code }, detail);
}

/** Cuts what is no packed file, once more: `openSource` has said that it can be. `buffers`: see ReaderOptions */
export function openAgain(source: ByteSource, buffers: WindowBuffers): OpenReaderResult {
  return openReader(source, readHead(source), '', { buffers });
}

/** The same for bytes that stay open when there is a problem. */
export async function openSource(file: ByteSource, name: string, options: OpenOptions = {}): Promise<OpenResult> {
  const fileBytes = file.size();
  if (fileBytes === 0) return failed(problem('empty', { name }));
  const head = readHead(file);
  const compression: Compression | null = isGzip(head) ? 'gzip' : isZstd(head) ? 'zstd' : null;
  if (!compression) {
    const opened = openReader(file, head, name, { follow: options.follow });
    return opened.ok ? { ...opened, source: file, format: opened.reader.format, fileBytes, unpacking: null } : opened;
  }

  const unpacking = Unpacking.start(file, compression, {
    folder: options.cacheFolder ?? tmpdir(),
    limit: options.maxInflatedBytes ?? DEFAULT_INFLATE_LIMIT,
    onProgress: options.onProgress,
    signal: options.signal,
  });
  if (!(unpacking instanceof Unpacking)) return failed(unpacking);
  const result = await openUnpacked(unpacking, compression, name, options);
  // the input is closed with a failure: nothing may read it any more
  if (!result.ok) await unpacking.finished;
  return result.ok ? { ...result, format: `${result.format}, ${compression}`, fileBytes } : result;
}

async function openUnpacked(
  unpacking: Unpacking,
  kind: Compression,
  name: string,
  options: OpenOptions,
): Promise<OpenResult> {
  const { source } = unpacking;
  await (options.early ? unpacking.begun(FIRST_BYTES) : unpacking.finished);
  const refused = (found: Problem): OpenResult => {
    source.close();
    return failed(found);
  };
  if (options.signal?.aborted) return refused(problem('cancelled'));
  if (source.size() === 0) return refused(unpacking.tail ?? problem('emptyInside', { name, kind }));
  const head = readHead(source);
  // where the frames stand is told at the end of the file
  const early = options.early === true && !isNetmon(head);
  if (!early) await unpacking.finished;
  if (options.signal?.aborted) return refused(problem('cancelled'));
  const opened = openReader(source, head, name, { follow: early, atEnd: early ? null : unpacking.tail });
  if (!opened.ok) return refused(opened.problem);
  const { reader } = opened;
  return { ok: true, reader, source, format: reader.format, fileBytes: 0, unpacking: early ? unpacking : null };
}

function readHead(source: ByteSource): Uint8Array {
  const head = new Uint8Array(HEAD_LEN);
  return head.subarray(0, source.read(head, 0));
}

function openReader(source: ByteSource, head: Uint8Array, name: string, options: ReaderOptions): OpenReaderResult {
  const opened = openFiles(source, head, options);
  if (opened) return opened;
  const reader = READERS.find(({ is }) => is(head));
  if (reader) return reader.open(source, options);
  const kind = knownKind(head);
  if (kind) return { ok: false, problem: problem(kind.packed ? 'compressed' : 'unsupported', { kind: kind.name }) };
  if (looksLikeErf(source)) return openErf(source, options);
  if (looksLikeText(head)) return { ok: false, problem: problem('text', { name }) };
  const bytes = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { ok: false, problem: problem('unknown', { bytes }) };
}

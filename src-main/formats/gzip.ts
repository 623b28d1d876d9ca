// gzip, RFC 1952: one or several members end to end.
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Problem } from '../ipc/message';
import { problem } from './problems';
import type { Pump } from './pump';

const STEP = 64 * 1024;
/** Small pieces may unpack to much (1000 times at most), or take long: asked for every so many ms whether to go on. */
const ASK_MS = 10;
const OUTPUT_CHUNK = 256 * 1024;

/** True if these are the first bytes of a gzip file (deflate is its only method). */
export const isGzip = (head: Uint8Array): boolean =>
  head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/** How a pass over the input ended: at its end, by the pump's wish, or at an error. */
interface Pass {
  at: number;
  stop: Problem | 'stopped' | null;
  error: NodeJS.ErrnoException | null;
}

/** Unpacks the pump's input. Null: whole and well; else why it ends early. */
export async function gunzip(pump: Pump): Promise<Problem | null> {
  let written = 0;
  const first = await pass(
    pump,
    () => STEP,
    (bytes) => {
      written += bytes.length;
      return pump.write(bytes);
    },
  );
  if (first.stop) return first.stop === 'stopped' ? null : first.stop;
  if (!first.error) return null;
  if (first.error.code === 'Z_BUF_ERROR') return problem('gzipCut', { offset: pump.input.size() });

  // zlib drops what it had unpacked of the piece of input with the damage. So once more, without what is written
  // already, and byte by byte in that piece.
  let skip = written;
  const second = await pass(
    pump,
    (at) => (at < first.at ? STEP : 1),
    (bytes) => {
      const known = Math.min(skip, bytes.length);
      skip -= known;
      return known < bytes.length ? pump.write(bytes.subarray(known)) : null;
    },
  );
  if (second.stop) return second.stop === 'stopped' ? null : second.stop;
  return problem('gzipDamaged', { offset: second.at, reason: first.error.message });
}

/** One run of zlib over the input, in pieces of `step(at)` bytes. */
async function pass(
  pump: Pump,
  step: (at: number) => number,
  write: (bytes: Uint8Array) => Problem | null,
): Promise<Pass> {
  const result: Pass = { at: 0, stop: null, error: null };
  const stream = createGunzip({ chunkSize: OUTPUT_CHUNK });
  let ended = false;
  let asked = performance.now();
  const ask = (): void => {
    if (performance.now() - asked < ASK_MS) return;
    asked = performance.now();
    if (pump.stopped(result.at)) result.stop ??= 'stopped';
  };
  stream.on('data', (bytes: Uint8Array) => {
    result.stop ??= write(bytes);
    ask();
    if (result.stop) stream.destroy(); // what the rest of this piece unpacks to is not wanted
  });
  stream.on('error', (error) => (result.error = error));
  stream.on('end', () => (ended = true));
  const buffer = new Uint8Array(STEP);
  while (!result.stop && !result.error && !ended) {
    const got = pump.input.read(buffer.subarray(0, step(result.at)), result.at);
    await feed(stream, got === 0 ? null : buffer.subarray(0, got));
    if (got === 0 || result.error) break;
    result.at += got;
    ask();
  }
  pump.stopped(result.at);
  stream.destroy();
  return result;
}

/** Hands over a piece of input (null: there is no more) and waits until it is worked up, or the stream is over. */
function feed(stream: Gunzip, bytes: Uint8Array | null): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('error', done).off('end', done).off('close', done);
      resolve();
    };
    stream.on('error', done).on('end', done).on('close', done);
    if (bytes) stream.write(bytes, done);
    else stream.end();
  });
}

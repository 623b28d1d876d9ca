// Standard input as a capture: a capture is read at any place of it, a pipe only once, so it goes into a temporary file first.
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import type { ByteSource } from '../formats/capture-reader';
import { readFailure } from '../formats/problems';
import { TempFile } from '../formats/temp-file';
import { problem } from '../engine/base/problems';
import type { Problem } from '../ipc/message';

const LIMIT = 256 * 1024 ** 3;

export type Spooled =
  /** `tail`: why this is not all, or null */
  { ok: true; source: ByteSource; tail: Problem | null } | { ok: false; problem: Problem };

/** Keeps all that the stream gives; closing the source removes it. */
export async function spool(stream: Readable): Promise<Spooled> {
  const folder = tmpdir();
  const file = TempFile.create(folder, LIMIT);
  // what it says is of unpacking; the same happens here for another reason
  if (!(file instanceof TempFile)) {
    const reason = String(file.message.args?.reason ?? '');
    return { ok: false, problem: problem('cli.stdinFolder', 'cli.stdinFolder', { folder, reason }) };
  }
  let tail: Problem | null = null;
  try {
    for await (const bytes of stream as AsyncIterable<Uint8Array>) {
      if (!file.write(bytes)) continue;
      tail = problem('cli.stdinFull', 'cli.stdinFull', { folder, bytes: file.written });
      break;
    }
  } catch (error) {
    tail = readFailure(error, file.written);
  }
  return { ok: true, source: file.source(), tail };
}

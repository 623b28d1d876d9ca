// The SHA-256 of a file, for reports.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Hexadecimal; null where the file cannot be read, or `stopped` says so. */
export async function sha256Of(path: string, stopped: () => boolean): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (stopped()) return null;
      hash.update(chunk as Uint8Array);
    }
    return hash.digest('hex');
  } catch {
    return null;
  }
}

// How much of a capture is read: what stays in memory of its frames must leave room for everything else, and a small packed file can
// unpack to hundreds of millions of empty records. What was read before a limit stays usable.
import { totalmem } from 'node:os';
import type { Problem } from '../../ipc/message';
import { problem } from '../base/problems';

export interface LoadLimits {
  /** for what stays of frames and conversations */
  memoryBytes: number;
  /** of a packed file: frames that are let pass in any case, … */
  packedFrames: number;
  /** … and that many more for each byte of it */
  framesAPackedByte: number;
}

const GIB = 1024 ** 3;
/** Of the machine's memory: other captures, the window and the cache of the file system need theirs. */
const MEMORY_SHARE = 0.3;
/** 300 million ordinary packets */
const MOST_MEMORY = 12 * GIB;
// Packets differ at least in their times, which takes a byte or more of each; a file of which a byte makes four records is made up.
const PACKED_FRAMES = 16_000_000;
const FRAMES_A_PACKED_BYTE = 4;

export const loadLimits = (): LoadLimits => ({
  memoryBytes: Math.min(MEMORY_SHARE * totalmem(), MOST_MEMORY),
  packedFrames: PACKED_FRAMES,
  framesAPackedByte: FRAMES_A_PACKED_BYTE,
});

/** What has been read so far. */
export interface Loaded {
  frames: number;
  memoryBytes: number;
  /** bytes on the disk of a packed file, else null */
  packedBytes: number | null;
}

/** Why reading ends here, or null when it may go on. */
export function overLimit(limits: LoadLimits, { frames, memoryBytes, packedBytes }: Loaded): Problem | null {
  if (memoryBytes > limits.memoryBytes)
    return problem('engine.memoryLimit', 'engine.memoryLimit', {
      frames,
      megabytes: Math.round(limits.memoryBytes / 1e6),
    });
  if (packedBytes !== null && frames > limits.packedFrames + limits.framesAPackedByte * packedBytes)
    return problem('engine.packedLimit', 'engine.packedLimit', { frames, bytes: packedBytes });
  return null;
}

// The arrays that frames are cut into, in shared memory: a thread may cut what another one takes.
import { EACH_ALONE, type ArrayMaker } from '../memory/shared-arrays';
import type { FrameBatch } from '../memory/frame-batch';

/** Frames a batch holds at most. */
export const BATCH_FRAMES = 32_768;

/** An empty batch, to be filled by `CaptureReader.next` again and again. */
export function createBatch(frames = BATCH_FRAMES, make: ArrayMaker = EACH_ALONE): FrameBatch {
  return {
    bytes: new Uint8Array(0),
    base: 0,
    count: 0,
    start: make.uint32(frames),
    capturedLen: make.uint32(frames),
    originalLen: make.uint32(frames),
    timeSec: make.float64(frames),
    timeNano: make.uint32(frames),
    interfaceIndex: make.uint16(frames),
    flags: make.uint8(frames),
  };
}

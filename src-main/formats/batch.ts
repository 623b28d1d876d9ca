// The arrays that frames are cut into, in shared memory: a thread may cut what another one takes.
import { sharedFloat64, sharedUint16, sharedUint32, sharedUint8 } from '../memory/shared-arrays';
import type { FrameBatch } from './capture-reader';

/** Frames a batch holds at most. */
export const BATCH_FRAMES = 32_768;

/** An empty batch, to be filled by `CaptureReader.next` again and again. */
export function createBatch(frames = BATCH_FRAMES): FrameBatch {
  return {
    bytes: new Uint8Array(0),
    base: 0,
    count: 0,
    start: sharedUint32(frames),
    capturedLen: sharedUint32(frames),
    originalLen: sharedUint32(frames),
    timeSec: sharedFloat64(frames),
    timeNano: sharedUint32(frames),
    interfaceIndex: sharedUint16(frames),
    flags: sharedUint8(frames),
  };
}

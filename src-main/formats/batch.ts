// The arrays that frames are cut into.
import type { FrameBatch } from './capture-reader';

/** Frames a batch holds at most. */
export const BATCH_FRAMES = 32_768;

/** An empty batch, to be filled by `CaptureReader.next` again and again. */
export function createBatch(frames = BATCH_FRAMES): FrameBatch {
  return {
    bytes: new Uint8Array(0),
    base: 0,
    count: 0,
    start: new Uint32Array(frames),
    capturedLen: new Uint32Array(frames),
    originalLen: new Uint32Array(frames),
    timeSec: new Float64Array(frames),
    timeNano: new Uint32Array(frames),
    interfaceIndex: new Uint16Array(frames),
    flags: new Uint8Array(frames),
  };
}

// One frame's bytes, read again where its columns say they are.
import type { ByteSource } from './capture-reader';

/**
 * Fills `into` with the `capturedLen` bytes at `offset` of the source and returns that part of it; it is shorter where
 * the file has become shorter since. Throws what `source.read` throws. `into` must have room.
 */
export function readFrame(source: ByteSource, offset: number, capturedLen: number, into: Uint8Array): Uint8Array {
  const room = into.subarray(0, capturedLen);
  return room.subarray(0, source.read(room, offset));
}

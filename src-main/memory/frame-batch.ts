// Frames as readers cut them and the scan takes them: parallel typed arrays, no object a frame.

export const FRAME_NO_TIME = 1; // a simple packet block carries no time
export const FRAME_HAS_OPTIONS = 2; // pcapng options (comments …) follow the padded bytes
// Not a packet: the data of a pcapng custom or journal block, an event of Network Monitor, metadata of ERF; numbered as a frame because
// Wireshark does so too.
// It has no link type (show it as data); interfaceIndex is NO_INTERFACE.
export const FRAME_OTHER_RECORD = 4;
export const NO_INTERFACE = 0xffff;

/** Frames cut from one chunk. Arrays run in parallel; they are reused by the next call of `next`. */
export interface FrameBatch {
  /** the chunk; frame i's captured bytes are bytes[start[i] … start[i] + capturedLen[i]) */
  bytes: Uint8Array;
  /** offset of bytes[0] in the source */
  base: number;
  /** where each frame's bytes stand in the source, when they do not lie there as in the chunk */
  offset?: Float64Array;
  count: number;
  start: Uint32Array;
  capturedLen: Uint32Array;
  /** on the wire */
  originalLen: Uint32Array;
  /** whole seconds since 1970, and nanoseconds 0…999 999 999 */
  timeSec: Float64Array;
  timeNano: Uint32Array;
  /** index into the interfaces of the capture, or NO_INTERFACE */
  interfaceIndex: Uint16Array;
  /** FRAME_* bits */
  flags: Uint8Array;
}

/** Room for one frame; its bytes and lengths are set by who has it. */
export const oneFrame = (): FrameBatch => ({
  bytes: new Uint8Array(0),
  base: 0,
  count: 1,
  start: new Uint32Array(1),
  capturedLen: new Uint32Array(1),
  originalLen: new Uint32Array(1),
  timeSec: new Float64Array(1),
  timeNano: new Uint32Array(1),
  interfaceIndex: new Uint16Array(1),
  flags: new Uint8Array(1),
});

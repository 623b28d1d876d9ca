// Memory that the engine shares with the thread that reads ahead: a ring of batches, and buffers that the frames in them lie in. A slot goes
// round like this: the thread fills and publishes it, the engine tracks it (and hands its segments over, flow/tcp/hand-over.ts), the thread analyses
// it, the engine settles what was found in the columns and returns it. All of it happens in the order of slots, whose numbers only ever rise:
//   returned <= analysed <= tracked <= published <= returned + SLOTS
// Nobody waits for ever: the thread sleeps only where all that is tracked is analysed and the ring is full, the engine only where all that is
// published is tracked and all that is analysed returned. Both at once would mean that a full ring is empty. The thread looks at SIGNAL before
// it looks for work, so that what comes in between wakes it; the engine looks once more when WAITS is set.
import { BATCH_FRAMES, createBatch } from '../../formats/batch';
import type { CaptureExtras, CaptureInterface, ReadResult } from '../../formats/capture-reader';
import type { FrameBatch } from '../../memory/frame-batch';
import type { ScanSettings } from '../../flow/scan/scan-fragments';
import { Scratch, type RareArrays } from '../../flow/scan/scratch';
import { WINDOW_BYTES } from '../../formats/window';
import { SharedPool, sharedInt32 } from '../../memory/shared-arrays';
import type { MessagePort } from 'node:worker_threads';

const SLOTS = 8;
/** Slots with which the thread is woken together, or else it would be woken for each; before the engine waits, it is woken in any case. */
export const TOGETHER = SLOTS / 2;
/** One more than slots for the one that is read into, and one for what the last batch left of its own. */
export const BUFFERS = SLOTS + 2;

// words of `control`
/** how many slots were … */
export const PUBLISHED = 0;
export const TRACKED = 1;
export const ANALYSED = 2;
export const RETURNED = 3;
/** rises when the engine has something for the thread */
export const SIGNAL = 4;
/** 1: the engine waits to be told of the next slot */
export const WAITS = 5;
/** 1: nothing more is wanted */
export const STOP = 6;
const CONTROL_WORDS = 7;

// numbers of a slot's `head`
export const COUNT = 0;
export const BASE = 1;
/** of the reader behind the batch */
export const POSITION = 2;
export const OUTER_COUNT = 3;
export const FRAGMENT_COUNT = 4;
/** which buffer the frames lie in */
export const BUFFER = 5;
/** so much news must have been heard before the slot is taken */
export const NEWS = 6;
/** row of its first frame, when it is tracked */
export const FIRST_ROW = 7;
/** bytes that the analysis keeps, when it is analysed */
export const KEPT_BYTES = 8;
const HEAD_NUMBERS = 9;

export interface Slot {
  head: Float64Array;
  batch: FrameBatch;
  found: Scratch;
}

export interface FrontMemory {
  control: Int32Array;
  slots: Slot[];
  /** of WINDOW_BYTES each */
  buffers: Uint8Array[];
}

/**
 * Room for all of it; what is not written to takes no memory. In one piece, because the C library gives pieces above 32 MiB back to the system as
 * they are freed, and keeps smaller ones.
 */
const POOL_BYTES = 48 * 1024 * 1024;

export function createMemory(): FrontMemory {
  const pool = new SharedPool(POOL_BYTES);
  const slot = (): Slot => {
    const found = new Scratch();
    found.ensure(BATCH_FRAMES, pool);
    return { head: pool.float64(HEAD_NUMBERS), batch: createBatch(BATCH_FRAMES, pool), found };
  };
  return {
    control: sharedInt32(CONTROL_WORDS),
    slots: Array.from({ length: SLOTS }, slot),
    buffers: Array.from({ length: BUFFERS }, () => pool.uint8(WINDOW_BYTES)),
  };
}

/** In the thread: a slot's objects come without their methods. */
export const sameSlot = ({ head, batch, found }: Slot): Slot => ({
  head,
  batch,
  found: Object.assign(new Scratch(), found),
});

/** What does not fit into a slot, in the order of slots. */
export type FrontNews =
  | { type: 'buffer'; index: number; bytes: Uint8Array }
  | { type: 'rare'; slot: number; arrays: RareArrays }
  /** interfaces that have come to be known; extras as they are now, null: as before */
  | { type: 'beside'; interfaces: CaptureInterface[]; extras: CaptureExtras | null }
  | { type: 'end'; result: ReadResult };

/** What the thread is started with. */
export interface FrontOrder {
  /** the open file; the engine closes it when the thread has ended */
  fd: number;
  memory: FrontMemory;
  news: MessagePort;
  settings: ScanSettings;
  /** ports of UDP that dissectors know (known-ports.ts) */
  knownPorts: readonly number[];
}

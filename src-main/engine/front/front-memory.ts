// Memory that the engine shares with the thread that reads ahead: a ring of batches, and buffers that the frames in them lie in. The thread
// fills a slot and publishes it; the engine takes slots in order and gives each back with the next. Numbers of slots only ever rise.
import { BATCH_FRAMES, createBatch } from '../../formats/batch';
import type { CaptureExtras, CaptureInterface, FrameBatch, ReadResult } from '../../formats/capture-reader';
import type { ScanSettings } from '../../flow/scan/scan-fragments';
import { Scratch, type RareArrays } from '../../flow/scan/scratch';
import { WINDOW_BYTES } from '../../formats/window';
import { SharedPool, sharedInt32 } from '../../memory/shared-arrays';
import type { MessagePort } from 'node:worker_threads';

const SLOTS = 8;
/** Slots that are given back together: each time, the thread may have to be woken. */
export const TOGETHER = SLOTS / 2;
/** One more than slots for the one that is read into, and one for what the last batch left of its own. */
export const BUFFERS = SLOTS + 2;

// words of `control`
/** slots filled, and slots taken and given back */
export const PUBLISHED = 0;
export const RETURNED = 1;
/** 1: the engine waits to be told of the next slot */
export const WAITS = 2;
/** 1: nothing more is wanted */
export const STOP = 3;

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
    return { head: pool.float64(7), batch: createBatch(BATCH_FRAMES, pool), found };
  };
  return {
    control: sharedInt32(4),
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

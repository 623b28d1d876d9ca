// Entry of the worker thread that writes what is known of a capture to the disk. Columns and tables are the engine's, shared, not copied; nothing changes
// in them any more. What goes wrong is nobody's concern: the capture is read again when it is opened again.
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { writeKept, type KeptCapture } from './kept-capture';
import { KeptFolder } from './kept-folder';

export interface KeptOrder {
  kept: KeptCapture;
  folder: string;
  /** bytes that may lie in the folder; as much as usual, unless told */
  most?: number;
  name: string;
  part: string;
}

/** What a frame takes at most, as it is with many of them. */
const BYTES_A_FRAME = 48;
const BESIDE = 1 << 20;

const { kept, folder: path, most, name, part } = workerData as KeptOrder;
const folder = new KeptFolder(path, most);
try {
  const room = folder.makeRoom(kept.analysis.share.columns.rows * BYTES_A_FRAME + BESIDE);
  if (room > 0) writeKept(kept, join(path, part), join(path, name), room);
} catch {
  // see above
}

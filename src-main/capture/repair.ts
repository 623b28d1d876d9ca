// Cuts a capture file back to whole blocks. A process that is killed in the middle of a write leaves part of a block.
import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import type { Message } from '../ipc/message';
import { success, failure, type Result } from './driver';
import { captureProblem, wordsOf } from './problems';

const SECTION = 0x0a0d0d0a;
const PACKET = 6;
const SIMPLE_PACKET = 3;
const WINDOW = 1024 * 1024;
/** as long as a block can be in a file of ours: a frame of 256 KiB, or an interface with its filter */
const MAX_BLOCK = 1024 * 1024;

export interface Repaired {
  frames: number;
  /** taken off the end */
  removedBytes: number;
  message: Message;
}

/** Works on captures that this program wrote (little-endian, or written on this machine). Changes nothing else. */
export function repairCapture(path: string): Result<Repaired> {
  let fd;
  try {
    fd = openSync(path, 'r+');
  } catch (error) {
    return failure(captureProblem('write', { file: path, detail: wordsOf(error) }));
  }
  try {
    const size = fstatSync(fd).size;
    const { end, frames } = wholeBlocks(fd, size);
    if (end === 0) return failure(captureProblem('write', { file: path, detail: 'it is no capture of this program' }));
    // more than one block's worth is no cut write but damage: readers tell about that, nothing is thrown away
    const removedBytes = size - end <= MAX_BLOCK ? size - end : 0;
    if (removedBytes > 0) ftruncateSync(fd, end);
    return success({ frames, removedBytes, message: messageOf(frames, removedBytes) });
  } catch (error) {
    return failure(captureProblem('write', { file: path, detail: wordsOf(error) }));
  } finally {
    closeSync(fd);
  }
}

function messageOf(frames: number, bytes: number): Message {
  if (bytes === 0) return { key: 'capture.recovered.whole', args: { frames } };
  return { key: 'capture.recovered.cut', args: { frames, bytes } };
}

/** Where the last whole block ends, and how many packets there are until then. */
function wholeBlocks(fd: number, size: number): { end: number; frames: number } {
  const window = new Window(fd);
  let end = 0;
  let frames = 0;
  while (size - end >= 12) {
    const type = window.u32(end);
    const total = window.u32(end + 4);
    if (end === 0 && type !== SECTION) break;
    if (total < 12 || total % 4 !== 0 || total > MAX_BLOCK || total > size - end) break;
    // a machine that lost power may leave zeros where a block should be
    if (window.u32(end + total - 4) !== total) break;
    if (type === PACKET || type === SIMPLE_PACKET) frames++;
    end += total;
  }
  return { end, frames };
}

/** Numbers of the file, read in large pieces. */
class Window {
  readonly #fd: number;
  readonly #bytes = Buffer.alloc(WINDOW + MAX_BLOCK);
  #from = 0;
  #length = 0;

  constructor(fd: number) {
    this.#fd = fd;
  }

  u32(at: number): number {
    if (at < this.#from || at + 4 > this.#from + this.#length) {
      this.#from = at;
      this.#length = readSync(this.#fd, this.#bytes, 0, this.#bytes.length, at);
      if (this.#length < 4) return 0;
    }
    return this.#bytes.readUInt32LE(at - this.#from);
  }
}

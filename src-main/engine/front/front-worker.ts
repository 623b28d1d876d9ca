// Entry of the thread that reads ahead of the engine: it cuts the frames of a saved capture, scans them and leaves them in shared memory. It
// loads no dissector, waits where the engine is behind, and ends with the file or when nobody wants more.
import { parentPort, workerData } from 'node:worker_threads';
import type { CaptureReader, ReadResult } from '../../formats/capture-reader';
import { openAgain } from '../../formats/detect';
import { FileSource } from '../../formats/file-source';
import type { WindowBuffers } from '../../formats/window';
import { Scanner } from '../../flow/scan/scan';
import { sharedUint8 } from '../../memory/shared-arrays';
import * as M from './front-memory';

/** Extras are told so many batches apart at most while they change, and at the end. */
const EXTRAS_EVERY = 64;

const { fd, memory, news, settings, knownPorts } = workerData as M.FrontOrder;
const { control } = memory;
const slots = memory.slots.map(M.sameSlot);
let published = 0;
let told = 0;

function tell(message: M.FrontNews): void {
  news.postMessage(message);
  told++;
}

const stopped = (): boolean => Atomics.load(control, M.STOP) !== 0;

/** Waits until slot number `slot` was given back; false: nothing more is wanted. */
function waitFor(slot: number): boolean {
  for (;;) {
    if (stopped()) return false;
    const returned = Atomics.load(control, M.RETURNED);
    if (returned > slot) return true;
    Atomics.wait(control, M.RETURNED, returned);
  }
}

class Buffers implements WindowBuffers {
  readonly #all = memory.buffers;
  /** by buffer: the last slot whose frames lie in it */
  readonly #slots = new Int32Array(M.BUFFERS).fill(-1);
  #last = 0;

  take(least: number): Uint8Array {
    const index = (this.#last = (this.#last + 1) % M.BUFFERS);
    // what is read into it after a stop, nobody looks at
    waitFor(this.#slots[index]);
    if (this.#all[index].length < least) {
      this.#all[index] = sharedUint8(least);
      tell({ type: 'buffer', index, bytes: this.#all[index] });
    }
    return this.#all[index];
  }

  /** The frames of this slot lie in the buffer taken last; returns which one that is. */
  use(slot: number): number {
    this.#slots[this.#last] = slot;
    return this.#last;
  }
}

/** What is known beside the frames: told when there is more of it. */
class Beside {
  #interfaces: number;
  #extras = '';
  #at = -EXTRAS_EVERY;

  /** What opening the file tells, the engine knows. */
  constructor(reader: CaptureReader | null) {
    this.#interfaces = reader?.interfaces.length ?? 0;
  }

  tell({ interfaces, extras }: CaptureReader, isLast: boolean): void {
    const more = interfaces.slice(this.#interfaces);
    this.#interfaces = interfaces.length;
    let isNew = isLast;
    if (!isLast && published - this.#at >= EXTRAS_EVERY) {
      const sizes = [extras.sectionComments, extras.writtenBy, extras.laterFiles].map((list) => list.length);
      const now = [...sizes, extras.names.size, extras.statistics.size, extras.secretsBlocks].join();
      isNew = now !== this.#extras;
      this.#extras = now;
      if (isNew) this.#at = published;
    }
    if (more.length > 0 || isNew) tell({ type: 'beside', interfaces: more, extras: isNew ? extras : null });
  }
}

function publish(slot: M.Slot, position: number, buffer: number): void {
  const { head, batch, found } = slot;
  head[M.COUNT] = batch.count;
  head[M.BASE] = batch.base;
  head[M.POSITION] = position;
  head[M.OUTER_COUNT] = found.outerCount;
  head[M.FRAGMENT_COUNT] = found.fragmentCount;
  head[M.BUFFER] = buffer;
  head[M.NEWS] = told;
  published++;
  Atomics.store(control, M.PUBLISHED, published);
  if (Atomics.exchange(control, M.WAITS, 0) === 1) parentPort?.postMessage(null);
}

function run(): void {
  const buffers = new Buffers();
  const opened = openAgain(FileSource.of(fd), buffers);
  const reader = opened.ok ? opened.reader : null;
  const beside = new Beside(reader);
  const scanner = new Scanner(settings, Set.prototype.has.bind(new Set(knownPorts)));
  const linkTypes: number[] = [];
  const widened = slots.map(() => 0);
  const end: ReadResult = opened.ok ? { kind: 'end' } : { kind: 'damage', problem: opened.problem };
  for (;;) {
    const at = published % slots.length;
    if (!waitFor(published - slots.length)) return;
    const slot = slots[at];
    const { batch, found } = slot;
    const result = reader?.next(batch) ?? end;
    if (stopped()) return;
    if (result.kind !== 'frames') batch.count = 0;
    if (reader) {
      for (let k = linkTypes.length; k < reader.interfaces.length; k++) linkTypes.push(reader.interfaces[k].linkType);
      beside.tell(reader, result.kind !== 'frames');
    }
    scanner.out = found;
    scanner.scan(batch, linkTypes);
    if (found.widened !== widened[at]) {
      widened[at] = found.widened;
      tell({ type: 'rare', slot: at, arrays: found.rare() });
    }
    if (result.kind !== 'frames') tell({ type: 'end', result });
    publish(slot, reader?.position() ?? 0, buffers.use(published));
    if (result.kind !== 'frames') return;
  }
}

run();
news.close();

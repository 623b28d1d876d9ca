// Entry of the thread that reads ahead of the engine: it cuts the frames of a saved capture, scans them and leaves them in shared memory, and
// analyses the segments of what the engine has tracked (front-memory.ts). It loads no dissector, waits where the engine is behind, and ends
// when all of the file is analysed or nobody wants more.
import { parentPort, workerData } from 'node:worker_threads';
import type { CaptureReader, ReadResult } from '../../formats/capture-reader';
import { openAgain } from '../../formats/detect';
import { FileSource } from '../../formats/file-source';
import type { WindowBuffers } from '../../formats/window';
import { SegmentAnalysis } from '../../flow/tcp/segment-analysis';
import { Scanner } from '../../flow/scan/scan';
import { sharedUint8 } from '../../memory/shared-arrays';
import * as M from './front-memory';

/** Extras are told so many batches apart at most while they change, and at the end. */
const EXTRAS_EVERY = 64;
/** Slots that should be ready for the engine before the analysis goes on. */
const AHEAD = 2;

const { fd, memory, news, settings, knownPorts } = workerData as M.FrontOrder;
const { control } = memory;
const slots = memory.slots.map(M.sameSlot);
const analysis = new SegmentAnalysis();
let published = 0;
let analysed = 0;
let told = 0;

function tell(message: M.FrontNews): void {
  news.postMessage(message);
  told++;
}

const stopped = (): boolean => Atomics.load(control, M.STOP) !== 0;

/** Tells the engine how many slots there are of a kind. */
function give(kind: number, count: number): void {
  Atomics.store(control, kind, count);
  if (Atomics.exchange(control, M.WAITS, 0) === 1) parentPort?.postMessage(null);
}

/** Slots that are tracked and not analysed. */
const behind = (): number => Atomics.load(control, M.TRACKED) - analysed;

/** Analyses the next slot of these. */
function analyseOne(): void {
  const { head, batch, found } = slots[analysed % slots.length];
  // a batch is filled anew only when its slot was returned: its count is still there
  analysis.analyse(batch, found, head[M.FIRST_ROW]);
  head[M.KEPT_BYTES] = analysis.byteLength();
  give(M.ANALYSED, ++analysed);
}

const isReturned = (slot: number): boolean => Atomics.load(control, M.RETURNED) > slot;

/** Waits until slot number `slot` was given back, or nothing more is wanted. What the engine needs for that is done meanwhile. */
function waitFor(slot: number): void {
  for (;;) {
    const signal = Atomics.load(control, M.SIGNAL);
    if (stopped() || isReturned(slot)) return;
    if (behind() > 0) analyseOne();
    else Atomics.wait(control, M.SIGNAL, signal);
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
  give(M.PUBLISHED, ++published);
}

/** Reads, cuts and scans: a slot a step. */
class Scanning {
  readonly #buffers = new Buffers();
  readonly #reader: CaptureReader | null;
  readonly #beside: Beside;
  readonly #scanner = new Scanner(settings, Set.prototype.has.bind(new Set(knownPorts)));
  readonly #linkTypes: number[] = [];
  readonly #widened = slots.map(() => 0);
  /** what comes in place of frames where the file could not be opened */
  readonly #unread: ReadResult;
  ended = false;

  constructor() {
    const opened = openAgain(FileSource.of(fd), this.#buffers);
    this.#reader = opened.ok ? opened.reader : null;
    this.#unread = opened.ok ? { kind: 'end' } : { kind: 'damage', problem: opened.problem };
    this.#beside = new Beside(this.#reader);
  }

  /** Fills the next slot, which was returned, and publishes it. */
  step(): void {
    const at = published % slots.length;
    const slot = slots[at];
    const { batch, found } = slot;
    const reader = this.#reader;
    const linkTypes = this.#linkTypes;
    const result = reader?.next(batch) ?? this.#unread;
    if (stopped()) return;
    this.ended = result.kind !== 'frames';
    if (this.ended) batch.count = 0;
    if (reader) {
      for (let k = linkTypes.length; k < reader.interfaces.length; k++) linkTypes.push(reader.interfaces[k].linkType);
      this.#beside.tell(reader, this.ended);
    }
    this.#scanner.out = found;
    this.#scanner.scan(batch, linkTypes);
    if (found.widened !== this.#widened[at]) {
      this.#widened[at] = found.widened;
      tell({ type: 'rare', slot: at, arrays: found.rare() });
    }
    if (result.kind !== 'frames') tell({ type: 'end', result });
    publish(slot, reader?.position() ?? 0, this.#buffers.use(published));
  }
}

function run(): void {
  const scanning = new Scanning();
  while (!stopped()) {
    const signal = Atomics.load(control, M.SIGNAL);
    const waiting = behind();
    const mayScan = !scanning.ended && isReturned(published - slots.length);
    // the engine should not run out of what it can track
    if (mayScan && (waiting === 0 || published - analysed - waiting < AHEAD)) scanning.step();
    else if (waiting > 0) analyseOne();
    // the last slot is an end, which is not tracked
    else if (scanning.ended && analysed === published - 1) return;
    else Atomics.wait(control, M.SIGNAL, signal);
  }
}

run();
news.close();

// The engine's end of the thread that reads ahead (front-worker.ts): with two processors a saved capture is read, cut and scanned while the
// engine tracks what was scanned before, and what it has tracked is analysed there. What comes of it is what the engine's own thread would
// make of it, in the same order.
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { CaptureInterface, CaptureReader, ReadResult } from '../../formats/capture-reader';
import type { FrameBatch } from '../../memory/frame-batch';
import { knownUdpPorts } from '../../flow/scan/known-ports';
import type { Analysis } from '../../flow/capture-index';
import type { FrameFeed } from './frame-feed';
import * as M from './front-memory';

// The built file lies beside the engine's; code that is shared by several lies one folder deeper.
export const FRONT_BUILT = new URL(
  import.meta.url.includes('/chunks/') ? '../front-worker.js' : './front-worker.js',
  import.meta.url,
);

const FRAMES: ReadResult = { kind: 'frames' };
/** It makes next to no garbage. */
const LIMITS = { maxYoungGenerationSizeMb: 1 };

export class FrontThread implements FrameFeed {
  readonly #reader: CaptureReader;
  readonly #memory = M.createMemory();
  readonly #news = new MessageChannel();
  readonly #thread: Worker;
  readonly #analysis: Analysis;
  /** slots that were tracked, and of these: settled */
  #taken = 0;
  #settled = 0;
  /** slots that were tracked when the thread was called last */
  #called = 0;
  #heard = 0;
  #keptBytes = 0;
  #position: number;
  #slot: M.Slot;
  #end: ReadResult | null = null;
  #failure: Error | null = null;
  #wake: () => void = () => undefined;
  #closed = false;
  /** settles when the thread has ended and reads the file no more */
  readonly ended: Promise<void>;

  /**
   * @param file   what the thread runs
   * @param reader of the same file, not yet read from: its interfaces and extras grow as they would if it read
   * @param fd     the open file; it must stay open until `ended`
   */
  constructor(file: URL, reader: CaptureReader, fd: number, analysis: Analysis) {
    this.#reader = reader;
    this.#analysis = analysis;
    this.#position = reader.position();
    this.#slot = this.#memory.slots[0];
    const { port1, port2 } = this.#news;
    const { scanSettings: settings } = analysis;
    const order: M.FrontOrder = { fd, memory: this.#memory, news: port2, settings, knownPorts: knownUdpPorts() };
    this.#thread = new Worker(file, {
      name: 'front',
      workerData: order,
      transferList: [port2],
      resourceLimits: LIMITS,
    });
    port1.unref();
    this.#thread.on('message', () => this.#wake());
    this.#thread.on('error', (error) => (this.#failure = error instanceof Error ? error : new Error(String(error))));
    this.ended = new Promise((resolve) => {
      this.#thread.once('exit', (code) => {
        if (code !== 0) this.#failure ??= new Error(`the reading thread ended with exit code ${code}`);
        this.#closed = true;
        this.#wake();
        resolve();
      });
    });
  }

  /** The thread could not work at all: nothing was taken of it, and nothing will come. */
  get isUseless(): boolean {
    return this.#failure !== null && this.#taken === 0;
  }

  /** frames of the last `next`; they are scanned */
  get batch(): FrameBatch {
    return this.#slot.batch;
  }
  take(): void {
    const { head, batch, found } = this.#slot;
    head[M.FIRST_ROW] = this.#analysis.track(batch, found);
    Atomics.store(this.#memory.control, M.TRACKED, ++this.#taken);
  }

  /** bytes of the source that what was taken goes to */
  position(): number {
    return this.#position;
  }
  keptBytes(): number {
    return this.#keptBytes;
  }

  /**
   * Next frames, null: none yet (see `soon`). What was given before is the thread's again. Throws what the thread failed of: what it had ready
   * is lost.
   */
  next(): ReadResult | null {
    const { control, slots } = this.#memory;
    this.#settle();
    if (this.#failure && this.#taken > 0) throw this.#failure;
    const isLast = this.#end !== null || Atomics.load(control, M.PUBLISHED) === this.#taken;
    if (isLast || this.#taken - this.#called >= M.TOGETHER) this.#call();
    if (isLast) return this.#settled === this.#taken ? this.#end : null;
    const slot = (this.#slot = slots[this.#taken % slots.length]);
    const { head, batch, found } = slot;
    while (this.#heard < head[M.NEWS]) this.#hear();
    batch.count = head[M.COUNT];
    batch.base = head[M.BASE];
    batch.bytes = this.#memory.buffers[head[M.BUFFER]];
    found.outerCount = head[M.OUTER_COUNT];
    found.fragmentCount = head[M.FRAGMENT_COUNT];
    this.#position = head[M.POSITION];
    // an end comes in a slot without frames, which is not tracked
    return this.#end ? this.next() : FRAMES;
  }

  /** Puts what the thread has found out meanwhile into the columns. */
  #settle(): void {
    const { control, slots } = this.#memory;
    const analysed = Atomics.load(control, M.ANALYSED);
    if (analysed === this.#settled) return;
    for (; this.#settled < analysed; this.#settled++) {
      const { head, batch, found } = slots[this.#settled % slots.length];
      this.#analysis.columns.settle(found, batch.count);
      this.#keptBytes = head[M.KEPT_BYTES];
    }
    Atomics.store(control, M.RETURNED, analysed);
  }

  /** Tells the thread that there is something to analyse, or room. */
  #call(): void {
    const { control } = this.#memory;
    this.#called = this.#taken;
    Atomics.add(control, M.SIGNAL, 1);
    Atomics.notify(control, M.SIGNAL);
  }

  /** Settles when `next` has something to say. */
  soon(): Promise<void> {
    return this.#told(() => !this.#end && Atomics.load(this.#memory.control, M.PUBLISHED) !== this.#taken);
  }

  /** Settles when the thread tells something, has ended, or has analysed more; at once where that, or what `isNew` asks for, came just before. */
  #told(isNew: () => boolean): Promise<void> {
    const { control } = this.#memory;
    return new Promise((resolve) => {
      this.#wake = resolve;
      Atomics.store(control, M.WAITS, 1);
      if (this.#closed || isNew() || Atomics.load(control, M.ANALYSED) !== this.#settled) resolve();
    });
  }

  async finish(): Promise<void> {
    this.#settle();
    this.#call();
    while (this.#settled < this.#taken && !this.#closed) {
      // what else is published is not taken any more: to be told at once of that, again and again, would let no end be heard
      await this.#told(() => false);
      this.#settle();
    }
  }

  /** What was told before a slot was published has arrived when the slot is seen. */
  #hear(): void {
    const received = receiveMessageOnPort(this.#news.port1);
    if (!received) throw new Error('the reading thread has not told what it should');
    this.#heard++;
    const message = received.message as M.FrontNews;
    if (message.type === 'buffer') this.#memory.buffers[message.index] = message.bytes;
    else if (message.type === 'rare') Object.assign(this.#memory.slots[message.slot].found, message.arrays);
    else if (message.type === 'end') this.#end = message.result;
    else {
      const interfaces = this.#reader.interfaces as CaptureInterface[];
      for (const one of message.interfaces) interfaces.push(one);
      if (message.extras) Object.assign(this.#reader.extras, message.extras);
    }
  }

  /** Ends the thread; what it had ready is lost. */
  close(): void {
    const { control } = this.#memory;
    Atomics.store(control, M.STOP, 1);
    this.#call();
    this.#news.port1.close();
    void this.#thread.terminate();
  }
}

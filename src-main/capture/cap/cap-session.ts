// A running capture over the package cap, inside the process that has it. Frames come one by one, as events, without the
// kernel's time and without their length on the wire: both are said in the file.
import { release, type } from 'node:os';
import { resolve } from 'node:path';
import { CapFile } from './cap-file';
import { capAdapters, newHandle, type CapHandle, type CapModule } from './cap-module';
import { capLinkType, openProblem } from './cap-words';
import {
  failure,
  success,
  type CaptureDevice,
  type CaptureEnd,
  type CaptureEvent,
  type CaptureOptions,
  type CaptureOutcome,
  type CaptureProgress,
  type Result,
  type RunningCapture,
} from '../driver';
import { refuseUnknown } from '../known-adapters';
import { wordsOf } from '../problems';

const FLUSH_MS = 40;
const TELL_MS = 100;
/** After a stop: frames that the kernel still holds come within this time. */
const LINGER_MS = 60;
/** what cap asks libpcap for; longer frames are cut without a word */
const CAP_SNAPLEN = 65_535;
/** In immediate mode libpcap gives every frame, however small, a slot for the largest: this makes a thousand of them. */
const DEFAULT_BUFFER_KIB = 64 * 1024;
const COMMENT =
  'Captured with the package "cap": time stamps are arrival times in the program, not those of the kernel; the length ' +
  'on the wire is not known for packets that were cut off; dropped packets were not counted.';

/** Opens the devices, which have to be adapters of this system, and the file. */
export function startCapSession(
  module: CapModule,
  options: CaptureOptions,
  onEvent: (event: CaptureEvent) => void,
): Result<RunningCapture> {
  const adapters = capAdapters(module);
  if (!adapters.ok) return adapters;
  const unknown = refuseUnknown(options.devices, adapters.value);
  if (unknown) return failure(unknown);
  const file = new CapFile(resolve(options.file));
  if (file.problem) return failure(file.problem);
  const session = new Session(file, options, onEvent);
  const opened = session.open(module);
  if (!opened.ok) {
    session.discard();
    return opened;
  }
  session.begin();
  return success(session);
}

class Session implements RunningCapture {
  readonly driver = 'cap';
  readonly isConfined = null;
  readonly pid = process.pid;
  readonly devices: CaptureDevice[] = [];
  readonly outcome: Promise<CaptureOutcome>;
  readonly #file: CapFile;
  readonly #options: CaptureOptions;
  readonly #onEvent: (event: CaptureEvent) => void;
  readonly #handles: CapHandle[] = [];
  readonly #frames: number[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #bytes = 0;
  #count = 0;
  /** frames in the file, and as last told */
  #flushed = 0;
  #told = -1;
  #end: CaptureEnd | null = null;
  #settle: (outcome: CaptureOutcome) => void = () => {};

  constructor(file: CapFile, options: CaptureOptions, onEvent: (event: CaptureEvent) => void) {
    this.#file = file;
    this.#options = options;
    this.#onEvent = onEvent;
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
  }

  open(module: CapModule): Result<null> {
    const { devices, filter = '', bufferKib = DEFAULT_BUFFER_KIB } = this.#options;
    const snaplen = Math.min(this.#options.snaplen ?? CAP_SNAPLEN, CAP_SNAPLEN);
    for (const [index, name] of devices.entries()) {
      const frame = Buffer.alloc(snaplen);
      const handle = newHandle(module);
      try {
        const link = capLinkType(handle.open(name, filter, bufferKib * 1024, frame));
        this.devices.push({ name, ...link, snaplen, nanoseconds: false, promiscuous: true });
      } catch (error) {
        return failure(openProblem(name, wordsOf(error)));
      }
      handle.on('packet', (length) => this.#take(index, frame.subarray(0, length)));
      this.#handles.push(handle);
      this.#frames.push(0);
    }
    return success(null);
  }

  begin(): void {
    const { writer } = this.#file;
    const os = `${type()} ${release()}`;
    writer.section({ os, application: 'Synscope (package cap)', comments: [COMMENT] });
    for (const { name, linkType, snaplen } of this.devices)
      writer.interface({
        linkType,
        snapLen: snaplen,
        name,
        filter: this.#options.filter,
        os,
        timeDigits: 6,
      });
    this.#file.flush();
    this.#onEvent({ kind: 'file', path: this.#file.path, number: 1 });
    this.#timers.push(
      setInterval(() => this.#flush(), FLUSH_MS),
      setInterval(() => this.#tell(), TELL_MS),
    );
    const seconds = this.#options.stopAfter?.seconds;
    if (seconds !== undefined) this.#timers.push(setTimeout(() => this.#stopSoon('seconds'), seconds * 1000));
  }

  /** Takes back what `open` did before it failed: nothing was captured. */
  discard(): void {
    for (const handle of this.#handles) handle.close();
    this.#file.discard();
  }

  progress(): CaptureProgress {
    return {
      frames: this.#flushed,
      bytes: this.#bytes,
      file: this.#file.path,
      fileBytes: this.#file.length,
      devices: this.#frames.map((frames) => ({
        frames,
        seen: null,
        droppedByKernel: null,
        droppedByInterface: null,
      })),
    };
  }

  stop(): Promise<CaptureOutcome> {
    this.#stopSoon('stopped');
    return this.outcome;
  }

  #take(index: number, captured: Buffer): void {
    if (this.#end !== null && this.#end !== 'stopped' && this.#end !== 'seconds') return;
    const us = Math.round((performance.timeOrigin + performance.now()) * 1000);
    const sec = Math.floor(us / 1e6);
    this.#file.writer.packet(index, sec, (us - sec * 1e6) * 1000, 6, captured, captured.length);
    this.#count++;
    this.#frames[index]++;
    this.#bytes += captured.length;
    if (this.#file.isFull) this.#flush();
    this.#checkLimits();
  }

  #checkLimits(): void {
    const { packets, bytes } = this.#options.stopAfter ?? {};
    if (this.#end !== null) return;
    if (packets !== undefined && this.#count >= packets) this.#stopNow('packets');
    else if (bytes !== undefined && this.#file.length + this.#file.writer.length >= bytes) this.#stopNow('bytes');
  }

  #flush(): void {
    this.#file.flush();
    if (this.#file.problem) this.#stopNow('failed');
    else this.#flushed = this.#count;
  }

  #tell(): void {
    if (this.#told === this.#flushed) return;
    this.#told = this.#flushed;
    this.#onEvent({ kind: 'progress', progress: this.progress() });
  }

  #stopSoon(end: CaptureEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    setTimeout(() => this.#finish(), LINGER_MS);
  }

  #stopNow(end: CaptureEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    // not from inside a packet event: the handle is being read
    setImmediate(() => this.#finish());
  }

  #finish(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const handle of this.#handles) handle.close();
    const us = Math.round((performance.timeOrigin + performance.now()) * 1000);
    const sec = Math.floor(us / 1e6);
    for (const [interfaceId, delivered] of this.#frames.entries())
      this.#file.writer.statistics({ interfaceId, sec, nano: (us - sec * 1e6) * 1000, timeDigits: 6, delivered });
    this.#flush();
    this.#file.close();
    const { problem } = this.#file;
    this.#tell();
    this.#settle({
      end: problem ? 'failed' : (this.#end ?? 'stopped'),
      problem,
      progress: this.progress(),
      files: [this.#file.path],
    });
  }
}

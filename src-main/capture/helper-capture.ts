// A running capture of the helper: its messages turned into progress, events and one outcome.
import { dirname, join, resolve } from 'node:path';
import type {
  CaptureDevice,
  CaptureEnd,
  CaptureEvent,
  CaptureOptions,
  CaptureOutcome,
  CaptureProgress,
  Result,
  RunningCapture,
} from './driver';
import { failure, success } from './driver';
import { captureArguments } from './helper-arguments';
import type { HelperPlace } from './helper-place';
import { exitProblem, reportedProblem } from './helper-problems';
import { runHelper, type HelperExit, type HelperRun } from './helper-process';
import { PROTOCOL, type HelperMessage, type HelperReason, type MessageOf } from './helper-protocol';
import { captureProblem } from './problems';
import type { Problem } from '../ipc/message';
import { buildRemedy } from './remedies';

/** Opening an adapter and looking up names in a filter take their time; more than this is none. */
const READY_MS = 20_000;

const END_OF: Record<HelperReason, CaptureEnd> = {
  finished: 'failed', // of a list or a check: no capture ends so
  signal: 'stopped',
  pipe: 'stopped',
  packets: 'packets',
  seconds: 'seconds',
  bytes: 'bytes',
  lost: 'lost',
  error: 'failed',
};

/** Starts the helper and comes back when it captures. */
export async function startHelperCapture(
  place: HelperPlace,
  options: CaptureOptions,
  onEvent: (event: CaptureEvent) => void,
  env?: NodeJS.ProcessEnv,
): Promise<Result<RunningCapture>> {
  const session = new Session(place, options, onEvent);
  const run = runHelper(place.file, captureArguments(options), (message) => session.hear(message), env);
  const outcome = run.exited.then((exit) => session.end(exit));
  const timer = setTimeout(() => run.giveUp(), READY_MS);
  const first = await Promise.race([session.ready, outcome]);
  clearTimeout(timer);
  if (first !== 'ready') return failure(first.problem ?? captureProblem('helper-died', { file: place.file }));
  return success(session.asRunning(run, outcome));
}

class Session {
  readonly #place: HelperPlace;
  readonly #options: CaptureOptions;
  readonly #onEvent: (event: CaptureEvent) => void;
  readonly #folder: string;
  readonly #devices: CaptureDevice[] = [];
  readonly #files: string[] = [];
  readonly #progress: CaptureProgress;
  #problem: Problem | null = null;
  #reason: HelperReason | null = null;
  #isConfined = false;
  #setReady: (value: 'ready') => void = () => {};
  readonly ready = new Promise<'ready'>((resolve) => (this.#setReady = resolve));

  constructor(place: HelperPlace, options: CaptureOptions, onEvent: (event: CaptureEvent) => void) {
    this.#place = place;
    this.#options = options;
    this.#onEvent = onEvent;
    this.#folder = dirname(resolve(options.file));
    this.#progress = { frames: 0, bytes: 0, file: resolve(options.file), fileBytes: 0, devices: [] };
  }

  hear(message: HelperMessage): void {
    switch (message.type) {
      case 'hello':
        if (message.protocol !== PROTOCOL) this.#problem = captureProblem('helper-version', buildRemedy(this.#place));
        break;
      case 'device':
        this.#addDevice(message);
        break;
      case 'file':
        this.#beginFile(message);
        break;
      case 'ready':
        this.#isConfined = message.confined;
        this.#setReady('ready');
        break;
      case 'counts':
        Object.assign(this.#progress, { frames: message.frames, bytes: message.bytes, fileBytes: message.fileBytes });
        this.#tell();
        break;
      case 'drops':
        this.#setCounts(message);
        break;
      case 'lost':
        this.#onEvent({ kind: 'lost', device: message.device, problem: this.#reported(message) });
        break;
      case 'error':
        this.#problem ??= this.#reported(message);
        break;
      case 'done':
        this.#reason = message.reason;
        break;
      case 'adapter':
      case 'filter':
        break; // not in a capture
    }
  }

  end(exit: HelperExit): CaptureOutcome {
    if (this.#reason === null) this.#problem ??= exitProblem(this.#place, exit);
    return {
      end: this.#endOf(this.#reason),
      problem: this.#problem,
      progress: this.#copyOfProgress(),
      files: [...this.#files],
    };
  }

  #endOf(reason: HelperReason | null): CaptureEnd {
    if (reason === null) return 'failed';
    const end = END_OF[reason];
    return this.#problem && end !== 'lost' ? 'failed' : end;
  }

  asRunning(run: HelperRun, outcome: Promise<CaptureOutcome>): RunningCapture {
    return {
      driver: 'helper',
      pid: run.pid ?? 0,
      devices: this.#devices,
      isConfined: this.#isConfined,
      progress: () => this.#copyOfProgress(),
      stop: () => {
        run.stop();
        return outcome;
      },
      outcome,
    };
  }

  #addDevice(message: MessageOf<'device'>): void {
    const { name, dlt, linkType, snaplen, nanoseconds, promiscuous } = message;
    const linkName = message.linkDescription || message.linkName;
    this.#devices.push({ name, dlt, linkType, linkName, snaplen, nanoseconds, promiscuous });
    this.#progress.devices.push({ frames: 0, seen: null, droppedByKernel: 0, droppedByInterface: 0 });
  }

  #beginFile(message: MessageOf<'file'>): void {
    const path = join(this.#folder, message.name);
    this.#files.push(path);
    this.#progress.file = path;
    this.#progress.fileBytes = 0;
    this.#onEvent({ kind: 'file', path, number: message.number });
  }

  #setCounts(message: MessageOf<'drops'>): void {
    const counts = this.#progress.devices.at(message.device);
    if (!counts) return;
    counts.frames = message.frames;
    counts.seen = message.seen ?? null;
    counts.droppedByKernel = message.kernel;
    counts.droppedByInterface = message.interface;
    this.#tell();
  }

  #tell(): void {
    this.#onEvent({ kind: 'progress', progress: this.#copyOfProgress() });
  }

  #copyOfProgress(): CaptureProgress {
    return { ...this.#progress, devices: this.#progress.devices.map((counts) => ({ ...counts })) };
  }

  #reported(message: { kind: string; device?: number; text: string }): Problem {
    const device = message.device === undefined ? '' : (this.#options.devices[message.device] ?? '');
    return reportedProblem(this.#place, message.kind, {
      device,
      file: this.#progress.file,
      // the name stands in the sentence already
      detail: message.text.startsWith(`${device}: `) ? message.text.slice(device.length + 2) : message.text,
    });
  }
}

// A running capture of the cap driver: what its process tells, turned into progress, events and one outcome. When the
// process is gone, what it had flushed is there.
import { resolve } from 'node:path';
import type { CapFork } from './cap-fork';
import { openCapLink, type CapLink } from './cap-link';
import type { CapNews } from './cap-protocol';
import {
  failure,
  success,
  type CaptureDevice,
  type CaptureEvent,
  type CaptureOptions,
  type CaptureOutcome,
  type CaptureProgress,
  type Result,
  type RunningCapture,
} from '../driver';
import type { Problem } from '../../ipc/message';

/** ms in which devices are opened, and in which a capture that is to stop has stopped */
const READY_MS = 20_000;
const STOP_MS = 6000;

/** Starts the process and comes back when it captures. */
export async function startCapCapture(
  fork: CapFork,
  options: CaptureOptions,
  onEvent: (event: CaptureEvent) => void,
): Promise<Result<RunningCapture>> {
  const file = resolve(options.file);
  const capture = new CapCapture(fork, file, onEvent);
  capture.begin({ ...options, file });
  const timer = setTimeout(() => capture.giveUp(), READY_MS);
  const refused = await capture.started;
  clearTimeout(timer);
  return refused ? failure(refused) : success(capture);
}

class CapCapture implements RunningCapture {
  readonly driver = 'cap';
  readonly isConfined = null;
  readonly devices: CaptureDevice[] = [];
  /** null: it captures; otherwise why it does not */
  readonly started: Promise<Problem | null>;
  readonly outcome: Promise<CaptureOutcome>;
  readonly #link: CapLink;
  readonly #onEvent: (event: CaptureEvent) => void;
  readonly #files: string[] = [];
  #progress: CaptureProgress;
  #timer: NodeJS.Timeout | undefined;
  #setStarted: (refused: Problem | null) => void = () => {};
  #settle: (outcome: CaptureOutcome) => void = () => {};

  constructor(fork: CapFork, file: string, onEvent: (event: CaptureEvent) => void) {
    this.started = new Promise((settle) => (this.#setStarted = settle));
    this.outcome = new Promise((settle) => (this.#settle = settle));
    this.#progress = { frames: 0, bytes: 0, file, fileBytes: 0, devices: [] };
    this.#onEvent = onEvent;
    this.#link = openCapLink(fork, { news: (news) => this.#hear(news), gone: (problem) => this.#fail(problem) });
  }

  get pid(): number {
    return this.#link.pid;
  }

  begin(options: CaptureOptions): void {
    this.#link.send({ type: 'start', options });
  }

  giveUp(): void {
    this.#link.giveUp();
  }

  progress(): CaptureProgress {
    return { ...this.#progress, devices: this.#progress.devices.map((counts) => ({ ...counts })) };
  }

  stop(): Promise<CaptureOutcome> {
    this.#link.send({ type: 'stop' });
    this.#timer ??= setTimeout(() => this.giveUp(), STOP_MS);
    void this.outcome.then(() => clearTimeout(this.#timer));
    return this.outcome;
  }

  #hear(news: CapNews): void {
    switch (news.type) {
      case 'started':
        this.devices.push(...news.devices);
        this.#setStarted(null);
        break;
      case 'event':
        this.#pass(news.event);
        break;
      case 'failed':
        this.#link.close();
        this.#fail(news.problem);
        break;
      case 'ended':
        this.#link.close();
        this.#settle(news.outcome);
        break;
      case 'adapters':
        break; // nobody asked
    }
  }

  #pass(event: CaptureEvent): void {
    if (event.kind === 'file') this.#files.push(event.path);
    else if (event.kind === 'progress') this.#progress = event.progress;
    this.#onEvent(event);
  }

  /** Before it captures: it does not. Later: the capture ends here. */
  #fail(problem: Problem): void {
    this.#setStarted(problem);
    this.#settle({ end: 'failed', problem, progress: this.progress(), files: [...this.#files] });
  }
}

// One live capture, from its start to its end, as the page is told about it.
import type {
  CaptureDriver,
  CaptureEvent,
  CaptureOptions,
  CaptureOutcome,
  CaptureProgress,
  DeviceCounts,
  Result,
  RunningCapture,
} from '../../capture/driver';
import { failure, success } from '../../capture/driver';
import type { CaptureSettings, CaptureStatus } from '../../ipc/contracts/capture-contract';
import type { Problem } from '../../ipc/message';
import type { CaptureFiles } from './capture-folder';

const TELL_MS = 250;
/** over which packets per second are counted */
const RATE_MS = 1000;

export interface LiveListener {
  status(): void;
  /** the capture goes on in this file (not told for the first one) */
  nextFile(file: string): void;
  ended(): void;
}

export class LiveCapture {
  readonly settings: CaptureSettings;
  readonly files: CaptureFiles;
  /** the file it began with */
  readonly firstFile: string;
  readonly #driver: Pick<CaptureDriver, 'id' | 'limits'>;
  readonly #startedMs: number;
  readonly #begun = performance.now();
  #seconds: number | null = null;
  #running: RunningCapture | null = null;
  #stopping = false;
  #outcome: CaptureOutcome | null = null;
  #progress: CaptureProgress;
  #fileCount = 0;
  readonly #lost: Problem[] = [];
  readonly #samples: { atMs: number; packets: number }[] = [];
  #timer: NodeJS.Timeout | null = null;
  #listener: LiveListener | null = null;
  saving: CaptureStatus['saving'] = null;
  savedAs: string | null = null;

  private constructor(
    driver: Pick<CaptureDriver, 'id' | 'limits'>,
    settings: CaptureSettings,
    file: string,
    files: CaptureFiles,
    startedMs: number,
  ) {
    this.#driver = driver;
    this.settings = settings;
    this.firstFile = file;
    this.files = files;
    this.#startedMs = startedMs;
    this.#progress = { frames: 0, bytes: 0, file, fileBytes: 0, devices: [] };
  }

  /** Comes back when packets are being captured, or could not be. */
  static async start(
    driver: CaptureDriver,
    settings: CaptureSettings,
    file: string,
    files: CaptureFiles,
  ): Promise<Result<LiveCapture>> {
    const first: { file: string | null } = { file: null };
    let live: LiveCapture | null = null;
    const early: CaptureEvent[] = [];
    const started = await driver.start(optionsOf(settings, file), (event) => {
      if (event.kind === 'file' && first.file === null) {
        first.file = event.path;
        files.add(event.path);
      } else if (live) live.#hear(event);
      else early.push(event);
    });
    if (!started.ok) {
      files.discard();
      return failure(started.problem);
    }
    live = new LiveCapture(driver, settings, first.file ?? file, files, Date.now());
    live.#fileCount = 1;
    live.#run(started.value);
    for (const event of early) live.#hear(event);
    return success(live);
  }

  /** A capture of an earlier run: it ended with the app, nobody saved it. */
  static recovered(
    settings: CaptureSettings,
    paths: string[],
    files: CaptureFiles,
    startedMs: number,
    packets: number,
  ): LiveCapture {
    const live = new LiveCapture({ id: 'helper', limits: [] }, settings, paths[0], files, startedMs);
    live.#fileCount = paths.length;
    live.#progress = { ...live.#progress, frames: packets, file: paths[paths.length - 1] };
    live.#seconds = 0;
    live.#outcome = { end: 'stopped', problem: null, progress: live.#progress, files: paths };
    return live;
  }

  set listener(listener: LiveListener) {
    this.#listener = listener;
  }

  #run(running: RunningCapture): void {
    this.#running = running;
    this.#timer = setInterval(() => {
      this.#sample();
      this.#listener?.status();
    }, TELL_MS);
    void running.outcome.then((outcome) => {
      if (this.#timer) clearInterval(this.#timer);
      this.#outcome = outcome;
      this.#progress = outcome.progress;
      this.#seconds = this.#elapsed();
      this.#listener?.ended();
      this.#listener?.status();
    });
  }

  #hear(event: CaptureEvent): void {
    if (event.kind === 'progress') this.#progress = event.progress;
    else if (event.kind === 'lost') this.#lost.push(event.problem);
    else {
      this.#fileCount = event.number;
      this.files.add(event.path);
      this.#listener?.nextFile(event.path);
    }
  }

  #sample(): void {
    const atMs = performance.now();
    this.#samples.push({ atMs, packets: this.#progress.frames });
    while (this.#samples.length > 2 && this.#samples[1].atMs <= atMs - RATE_MS) this.#samples.shift();
  }

  /** Comes back when everything that had arrived is in the file. */
  async stop(): Promise<void> {
    if (!this.#running || this.#outcome) return;
    if (!this.#stopping) {
      this.#stopping = true;
      this.#listener?.status();
    }
    await this.#running.stop();
  }

  get isRunning(): boolean {
    return this.#outcome === null;
  }

  get packets(): number {
    return this.#progress.frames;
  }

  /** Closing it would lose packets. */
  get isUnsaved(): boolean {
    return this.savedAs === null && (this.isRunning || this.packets > 0);
  }

  #elapsed(): number {
    return (performance.now() - this.#begun) / 1000;
  }

  status(): CaptureStatus {
    const { frames, bytes, file, devices } = this.#progress;
    const outcome = this.#outcome;
    return {
      phase: outcome ? 'stopped' : this.#stopping ? 'stopping' : 'running',
      driver: this.#driver.id,
      limits: [...this.#driver.limits],
      devices: this.settings.devices,
      filter: this.settings.filter,
      packets: frames,
      packetsPerSecond: outcome ? 0 : rateOf(this.#samples),
      bytes,
      dropped: {
        kernel: sumOf(devices, 'droppedByKernel'),
        interface: sumOf(devices, 'droppedByInterface'),
        // the helper writes what reaches it, or ends with a problem; cap does not tell
        us: this.#driver.id === 'helper' ? 0 : null,
      },
      seconds: this.#seconds ?? this.#elapsed(),
      startedMs: this.#startedMs,
      file: this.savedAs ?? file,
      files: this.#fileCount,
      unsaved: this.isUnsaved,
      saving: this.saving,
      savedAs: this.savedAs,
      end: outcome?.end ?? null,
      problem: outcome?.problem ?? null,
      lost: this.#lost,
    };
  }
}

function rateOf(samples: { atMs: number; packets: number }[]): number {
  if (samples.length < 2) return 0;
  const [first] = samples;
  const last = samples[samples.length - 1];
  return ((last.packets - first.packets) * 1000) / (last.atMs - first.atMs);
}

function sumOf(devices: DeviceCounts[], what: 'droppedByKernel' | 'droppedByInterface'): number | null {
  const known = devices.map((counts) => counts[what]).filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

function optionsOf(settings: CaptureSettings, file: string): CaptureOptions {
  const { devices, filter, promiscuous, snaplen, bufferKib, stopAfter, files } = settings;
  const given = <T>(value: T | null): T | undefined => value ?? undefined;
  const several = files.bytes !== null || files.seconds !== null;
  return {
    devices,
    file,
    filter,
    promiscuous,
    snaplen: given(snaplen),
    bufferKib: given(bufferKib),
    stopAfter: {
      packets: given(stopAfter.packets),
      seconds: given(stopAfter.seconds),
      bytes: given(stopAfter.bytes),
    },
    ...(several && { files: { bytes: given(files.bytes), seconds: given(files.seconds), keep: given(files.keep) } }),
  };
}

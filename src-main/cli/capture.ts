// `synscope interfaces` and `synscope capture`: the adapters, and packets from them into a file.
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { capDriver } from '../capture/cap/cap-driver';
import { locateCap, nodeCapFork } from '../capture/cap/cap-fork';
import type {
  Adapter,
  CaptureDriver,
  CaptureOutcome,
  CaptureProgress,
  DeviceCounts,
  RunningCapture,
} from '../capture/driver';
import { DriverChoice } from '../capture/driver-choice';
import { helperDriver } from '../capture/helper-driver';
import { locateHelper } from '../capture/helper-place';
import { isProblem } from '../capture/problems';
import type { Problem } from '../ipc/message';
import { captureOptionsOf, type CaptureCommandOptions } from './capture-options';
import { captureFilterHint } from './capture-filter-hint';
import { BAD_INPUT, CommandFailure, type CommandContext } from './context';
import { JsonList } from './json-list';

const TELL_MS = 250;
/** adapters named in a message, and characters shown of a name that is none */
const NAMES_SHOWN = 12;
const NAME_SHOWN = 60;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function drivers(): DriverChoice {
  // Electron's, of an installed app; a checkout is the same from src-main/cli and from out/main
  const { resourcesPath: resources } = process as { resourcesPath?: string };
  const checkout = join(import.meta.dirname, '../..');
  if (resources !== undefined)
    return new DriverChoice(helperDriver(locateHelper({ resources, image: process.env.APPIMAGE })), noCap());
  const helper = helperDriver(locateHelper({ checkout }));
  const script = join(checkout, 'out/main/cap-process.js');
  const cap = capDriver(nodeCapFork({ script, from: locateCap(join(checkout, 'native/build/cap')) }));
  return new DriverChoice(helper, cap);
}

/** An installed app has no Node of its own that could run the package: starting its program again would open a window. */
function noCap(): CaptureDriver {
  return capDriver((listener) => {
    queueMicrotask(() => listener.exited('not part of this package'));
    return { pid: undefined, send: () => undefined, kill: () => undefined };
  });
}

/** `filter`: the capture filter that was given */
export function captureFailure(context: CommandContext, { message, detail }: Problem, filter = ''): CommandFailure {
  const text = context.message(message);
  const more = message.key === 'capture.problem.filter' ? captureFilterHint(context, filter) : [];
  return new CommandFailure(BAD_INPUT, detail && !text.includes(detail) ? `${text} (${detail})` : text, ...more);
}

/** One line an adapter, or all that is known of them. */
export async function interfacesCommand(context: CommandContext, { json }: { json: boolean }): Promise<void> {
  const found = await drivers().list();
  if (!found.ok) throw captureFailure(context, found.problem);
  const list = json ? new JsonList(context.out) : null;
  for (const adapter of found.value.adapters)
    if (list) list.add(adapter);
    else context.out.cells(cellsOf(context, adapter));
  list?.end();
  await context.out.flush();
}

function cellsOf(context: CommandContext, adapter: Adapter): string[] {
  const words = [
    adapter.loopback && context.text('cli.adapter.loopback'),
    adapter.wireless && context.text('cli.adapter.wireless'),
    adapter.up === false && context.text('cli.adapter.down'),
    adapter.problem && adapter.up !== false && context.message(adapter.problem.message),
  ].filter((word) => typeof word === 'string' && word !== '');
  const addresses = adapter.addresses.map(({ address, prefix }) =>
    prefix === null ? address : `${address}/${prefix}`,
  );
  const cells = [adapter.name, adapter.description, addresses.join(' '), words.join(', ')];
  while (cells[cells.length - 1] === '') cells.pop();
  return cells;
}

/** Captures until a limit or a signal; progress and the summary go to `stderr`. */
export async function captureCommand(
  context: CommandContext,
  given: CaptureCommandOptions,
  stderr: Writable,
): Promise<void> {
  const options = captureOptionsOf(context, given);
  const driver = await drivers().choose();
  const progress = new ProgressLine(context, stderr, given.quiet ?? false);
  const started = await driver.start(options, (event) => {
    if (event.kind === 'progress') progress.show(event.progress);
    else if (event.kind === 'lost') progress.line(context.message(event.problem.message));
    else progress.line(context.text('cli.capture.file', { file: event.path }));
  });
  if (!started.ok) {
    if (isProblem(started.problem, 'no-such-device')) throw await noSuchAdapter(context, driver, started.problem);
    throw captureFailure(context, started.problem, options.filter);
  }
  // before it is said that a signal stops it
  const ending = untilItEnds(started.value);
  for (const limit of driver.limits) progress.line(context.message(limit));
  progress.line(context.text('cli.capture.started', { devices: options.devices.join(', ') }));
  const outcome = await ending;
  progress.clear();
  context.complain(summaryOf(context, outcome));
  if (outcome.problem) throw captureFailure(context, outcome.problem, options.filter);
}

/** The window's sentence is about its list: here the adapters there are stand in the message. */
async function noSuchAdapter(
  context: CommandContext,
  driver: CaptureDriver,
  { message }: Problem,
): Promise<CommandFailure> {
  const listed = await driver.list();
  const names = listed.ok ? listed.value.map(({ name }) => name) : [];
  const device = shortened(String(message.args?.device ?? ''));
  const shown = names.slice(0, NAMES_SHOWN).join(', ') || 'none';
  const args = { device, names: shown, more: Math.max(0, names.length - NAMES_SHOWN) };
  return new CommandFailure(BAD_INPUT, context.text('cli.noSuchAdapter', args));
}

const shortened = (text: string): string => (text.length > NAME_SHOWN ? `${text.slice(0, NAME_SHOWN)}…` : text);

/** A signal ends the capture, not us: what has arrived by then is written first. */
async function untilItEnds(running: RunningCapture): Promise<CaptureOutcome> {
  const stop = (): void => void running.stop();
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  try {
    return await running.outcome;
  } finally {
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
  }
}

function summaryOf(context: CommandContext, { progress }: CaptureOutcome): string {
  const { kernel, adapter } = dropsOf(progress.devices);
  const unknown = context.text('cli.capture.unknown');
  return context.text('cli.capture.summary', {
    packets: progress.frames,
    kernel: kernel ?? unknown,
    adapter: adapter ?? unknown,
  });
}

function dropsOf(devices: DeviceCounts[]): { kernel: number | null; adapter: number | null } {
  const sum = (what: 'droppedByKernel' | 'droppedByInterface'): number | null =>
    devices.reduce<number | null>((all, counts) => {
      const count = counts[what];
      return all === null || count === null ? null : all + count;
    }, 0);
  return { kernel: sum('droppedByKernel'), adapter: sum('droppedByInterface') };
}

/** A line that is written over and over where `stderr` is a terminal; nothing but lines that stay where it is none. */
class ProgressLine {
  readonly #context: CommandContext;
  readonly #stderr: Writable;
  readonly #quiet: boolean;
  readonly #terminal: boolean;
  #shownAt = -Infinity;
  #isShown = false;

  constructor(context: CommandContext, stderr: Writable, quiet: boolean) {
    this.#context = context;
    this.#stderr = stderr;
    this.#quiet = quiet;
    this.#terminal = 'isTTY' in stderr && stderr.isTTY === true;
  }

  show({ frames, devices }: CaptureProgress): void {
    if (!this.#terminal || this.#quiet || performance.now() - this.#shownAt < TELL_MS) return;
    this.#shownAt = performance.now();
    this.#isShown = true;
    const dropped = dropsOf(devices).kernel ?? 0;
    this.#stderr.write(`\r\u001B[K${this.#context.text('cli.capture.progress', { packets: frames, dropped })}`);
  }

  line(text: string): void {
    if (this.#quiet) return;
    this.clear();
    this.#context.complain(text);
  }

  clear(): void {
    if (this.#isShown) this.#stderr.write('\r\u001B[K');
    this.#isShown = false;
  }
}

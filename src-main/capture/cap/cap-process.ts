// Entry of the process that has the package cap in it: a utility process of Electron, or a child of plain Node. cap can
// end a process without a word to anybody (see cap-module.ts): this one is there for that. It does one job, listing or
// capturing, and stays until whoever started it ends it, or is gone.
//   argument: a file beside whose node_modules the package is looked for (default: the app's own)
import * as v from 'valibot';
import { capAdapters, loadCap, type CapAdapter } from './cap-module';
import { capOrder, type CapNews, type CapOrder } from './cap-protocol';
import { startCapSession } from './cap-session';
import type { CaptureOptions, Result, RunningCapture } from '../driver';
import { wordsOf } from '../problems';

// The shape of Electron's process.parentPort; this folder does not know Electron.
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };
const MISUSED = 2;
const BROKEN = 70;

const from = process.argv.at(2);
let running: RunningCapture | null = null;

function say(news: CapNews): void {
  if (parentPort) parentPort.postMessage(news);
  else if (process.connected) process.send?.(news);
}

function obey(order: CapOrder): void {
  if (order.type === 'stop') void running?.stop();
  else if (order.type === 'start') start(order.options);
  else {
    const listed = listAdapters();
    say(listed.ok ? { type: 'adapters', adapters: listed.value } : { type: 'failed', problem: listed.problem });
  }
}

function listAdapters(): Result<CapAdapter[]> {
  const module = loadCap(from);
  return module.ok ? capAdapters(module.value) : module;
}

function start(options: CaptureOptions): void {
  if (running) return;
  const module = loadCap(from);
  const started = module.ok ? startCapSession(module.value, options, (event) => say({ type: 'event', event })) : module;
  if (!started.ok) {
    say({ type: 'failed', problem: started.problem });
    return;
  }
  running = started.value;
  say({ type: 'started', devices: [...running.devices] });
  void running.outcome.then((outcome) => say({ type: 'ended', outcome }));
}

/** Writes what has arrived, then ends. */
function leave(): void {
  if (running) void running.stop().then(() => process.exit(0));
  else process.exit(0);
}

const hear = (message: unknown): void => {
  if (v.is(capOrder, message)) obey(message);
};
// A terminal sends its interrupts to us as well: whoever started us hears of them, and says when to stop.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', leave);
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    console.error(`capture: ${wordsOf(error)}`);
    process.exit(BROKEN);
  });

if (parentPort) parentPort.on('message', ({ data }) => hear(data));
else if (process.send) process.on('message', hear).on('disconnect', leave);
else {
  console.error('capture: this program is started by Synscope itself');
  process.exitCode = MISUSED;
}

// PDF on the command line: the page is printed by the Electron runtime, in a process of its own that shows no window and needs no display.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeReport } from '../engine/answers/report/report-save';
import { writeContents, writeFailure, type WriteFailure } from '../formats/writing/whole-file';
import { PRINT_SWITCH, type Report } from '../ipc/contracts/report-contract';
import { BAD_INPUT, CommandFailure, type CommandContext } from './context';
import { StopSignal } from './export/stop-signal';

/** The program, and what it has to be told before anything else. */
interface Runtime {
  program: string;
  args: readonly string[];
}

/** What a page of this size never takes. */
const MOST_MS = 600_000;
const STOP_MS = 100;
/** Characters of its complaints that are kept. */
const MOST_WORDS = 4000;

/** Null: there is none, or the app is not built. */
export function printingRuntime(): Runtime | null {
  if (process.versions.electron !== undefined && process.defaultApp !== true)
    return { program: process.execPath, args: [] };
  const root = checkout(import.meta.dirname);
  if (root === null || !existsSync(path.join(root, 'out/main/main.js'))) return null;
  const home = path.join(root, 'node_modules/electron');
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(home, 'dist');
    const program = path.join(dist, readFileSync(path.join(home, 'path.txt'), 'utf8').trim());
    return existsSync(program) ? { program, args: [root] } : null;
  } catch {
    return null;
  }
}

/** The nearest folder above with a package. */
function checkout(folder: string): string | null {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const above = path.dirname(folder);
  return above === folder ? null : checkout(above);
}

/** Null: it is written. Throws CommandFailure when it could not be printed, or somebody stopped it. */
export async function writePdf(
  context: CommandContext,
  runtime: Runtime,
  report: Report,
  file: string,
): Promise<WriteFailure | null> {
  // the page is for nobody else
  let folder: string;
  try {
    folder = await mkdtemp(path.join(os.tmpdir(), 'synscope-report-'));
  } catch (error) {
    return writeFailure(error);
  }
  const stop = new StopSignal();
  try {
    const page = path.join(folder, 'report.html');
    const printed = path.join(folder, 'report.pdf');
    const failure = await writeReport(report, 'html', page, true);
    if (failure !== null) return failure;
    const reason = await print(runtime, page, printed, stop);
    if (stop.asked) throw new CommandFailure(BAD_INPUT, context.text('cli.exportStopped'));
    if (reason !== null) throw new CommandFailure(BAD_INPUT, context.text('cli.report.pdfFailed', { reason }));
    return await writeContents(file, await readFile(printed));
  } finally {
    stop.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Null, or why it was not printed. */
function print({ program, args }: Runtime, page: string, file: string, stop: StopSignal): Promise<string | null> {
  const linux = process.platform === 'linux';
  const words = [
    ...(linux ? ['--ozone-platform=headless'] : []),
    // for root Chromium has no sandbox; the page holds no script, and scripts are off
    ...(linux && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...['--disable-gpu', '--log-level=3', ...args, PRINT_SWITCH, '--', page, file],
  ];
  return new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'], timeout: MOST_MS });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-MOST_WORDS)));
    const watch = setInterval(() => {
      if (stop.asked) child.kill();
    }, STOP_MS);
    const end = (reason: string | null): void => {
      clearInterval(watch);
      resolve(reason);
    };
    child.on('error', (error) => end(error.message));
    child.on('close', (code, signal) =>
      end(code === 0 && existsSync(file) ? null : (said.trim().split('\n').at(-1) ?? '') || String(signal ?? code)),
    );
  });
}

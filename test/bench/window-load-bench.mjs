// How long a capture takes to load in the window, beside the same engine alone in plain Node. The two take turns, so that whatever
// else the machine does meanwhile is shared between them; the CPU time of each process tells where the time went.
//   node test/bench/window-load-bench.mjs [--packets N] [--connections N] [--bytes N] [--seed N] [--file FILE] [--turns N] [--idle]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CAPTURE_OPTIONS, generate, goal, megabytes, seconds } from './bench-common.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import {
  hasDisplay,
  inRoot,
  IS_LINUX,
  isStarted,
  ROOT,
  run,
  runQuietly,
  runScript,
  Stop,
  underXvfb,
} from '../../native/project.mjs';
import { setup } from '../../native/setup.mjs';

const TURNS = 3;
/** of the window's time to the engine's */
const MOST = 1.3;
const PATIENCE_MS = 600_000;
const IDLE_MS = 10_000;
/** unit of the times in /proc/PID/stat */
const CLOCK_TICK_MS = 10;

/** The engine in plain Node on one file. */
async function engineAlone(file, folder) {
  const cache = fs.mkdtempSync(path.join(folder, 'cache-'));
  const { code, output } = await runQuietly(process.execPath, [
    ...['--expose-gc', inRoot('test/bench/bench-engine.mjs')],
    ...[file, cache],
  ]);
  fs.rmSync(cache, { recursive: true, force: true });
  if (code !== 0) throw new Stop(`the engine failed:\n${output}`);
  const { loadMs, cpuMs, peakBytes, frames } = JSON.parse(output.trim().split('\n').at(-1));
  return { ms: loadMs, cpuMs, peakBytes, frames };
}

/** A start of the app in which the file is opened by the dialog; the time is that from the choice to the last packet. */
async function inWindow(file, folder, idle) {
  const { _electron } = await import('@playwright/test');
  const userData = fs.mkdtempSync(path.join(folder, 'user-'));
  const electron = await _electron.launch({
    cwd: ROOT,
    args: ['.', `--user-data-dir=${userData}`, '--force-device-scale-factor=1'],
  });
  try {
    const page = await electron.firstWindow();
    await page.getByTestId('start-page').waitFor();
    await sleep(1000); // what the start leaves to do is no part of the load
    const before = await processTimes(electron);
    await electron.evaluate(({ dialog, Menu }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      Menu.getApplicationMenu().getMenuItemById('open').click();
    }, file);
    const began = performance.now();
    await page
      .locator('[data-testid=status-bar][data-phase=ready]')
      .waitFor({ timeout: PATIENCE_MS, state: 'attached' });
    const ms = performance.now() - began;
    const after = await processTimes(electron);
    const peakBytes = after.get('engine')?.peakBytes ?? 0;
    return { ms, peakBytes, cpu: spent(before, after), idle: idle ? await whileIdle(electron) : null };
  } finally {
    await electron.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
    await electron.close().catch(() => undefined);
    fs.rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** CPU time of each process in ms a second while nothing happens. */
async function whileIdle(electron) {
  await sleep(3000);
  const before = await processTimes(electron);
  await sleep(IDLE_MS);
  const cpu = spent(before, await processTimes(electron));
  return Object.fromEntries(Object.entries(cpu).map(([name, ms]) => [name, (1000 * ms) / IDLE_MS]));
}

/** CPU time and most memory so far of each process of the app, by what it does. */
async function processTimes(electron) {
  const processes = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type, name }) => ({ pid, name: name === 'Synscope engine' ? 'engine' : type })),
  );
  const times = new Map();
  for (const { pid, name } of processes) {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
    times.set(name, { cpuMs: (times.get(name)?.cpuMs ?? 0) + cpuMs, peakBytes: Number(peak ?? 0) * 1024 });
  }
  return times;
}

const spent = (before, after) =>
  Object.fromEntries([...after].map(([name, { cpuMs }]) => [name, cpuMs - (before.get(name)?.cpuMs ?? 0)]));

async function bench(file, folder, turns, idle) {
  const rows = [];
  const times = [];
  for (let turn = 1; turn <= turns; turn++) {
    const alone = await engineAlone(file, folder);
    const window = await inWindow(file, folder, idle && turn === turns);
    rows.push({
      turn,
      'engine alone': seconds(alone.ms),
      'its CPU': seconds(alone.cpuMs),
      'its peak': megabytes(alone.peakBytes),
      'in the window': seconds(window.ms),
      times: (window.ms / alone.ms).toFixed(2),
      'engine CPU': seconds(window.cpu.engine ?? 0),
      'engine peak': megabytes(window.peakBytes),
      'page CPU': seconds(window.cpu.Tab ?? 0),
      'GPU process CPU': seconds(window.cpu.GPU ?? 0),
      'main CPU': seconds(window.cpu.Browser ?? 0),
    });
    times.push([alone.ms, window.ms]);
    if (window.idle) console.log('CPU ms a second while idle:', window.idle);
  }
  console.table(rows);
  const fastest = (which) => Math.min(...times.map((pair) => pair[which]));
  const ratio = fastest(1) / fastest(0);
  console.log(`best against best: ${ratio.toFixed(2)} times`);
  goal(`at most ${MOST} times the engine alone`, ratio <= MOST);
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    const { values } = parseArgs({
      options: {
        ...CAPTURE_OPTIONS,
        packets: { type: 'string', default: '10000000' },
        bytes: { type: 'string', default: '2000000000' },
        turns: { type: 'string', default: String(TURNS) },
        idle: { type: 'boolean', default: false },
      },
    });
    if (!IS_LINUX) throw new Stop('this needs Linux: it reads /proc.');
    if (!hasDisplay()) {
      const [program, ...rest] = underXvfb([process.execPath, ...process.argv.slice(1)]);
      return run(program, rest);
    }
    await setup(['display'], 'this bench');
    await ensureBuilt();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
    try {
      const file = values.file ?? (await generate(path.join(folder, 'bench.pcap'), values));
      await bench(path.resolve(file), folder, Number(values.turns), values.idle);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
    return 0;
  });

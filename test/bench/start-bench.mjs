// What the packed app costs: time to its start page and first rows, memory at rest, sizes; and Wireshark's on the same screen, where it is installed. `node test/bench/start-bench.mjs` after
// `npm run pack`; on a virtual display, as an ordinary user would start it (root: without Chromium's sandbox).
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { inRoot, IS_ROOT, runScript, Stop, which } from '../../native/project.mjs';

const APP = inRoot('dist/linux-unpacked');
const RUNS = 5;
const REST_MS = 5000;
const PATIENCE_MS = 60_000;
const SAMPLE = inRoot('resources/samples/https.pcapng');

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Proportional set size of a process and all that it started, in MB. */
function memoryOf(pid) {
  const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const own = /^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0;
  return Number(own) / 1000 + children.reduce((sum, child) => sum + memoryOf(child), 0);
}

/** Whether there is a window on the screen whose whole title is the name of the sample. */
const isTitled = () =>
  spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout.includes(`"${path.basename(SAMPLE)}"`);

/**
 * Wireshark on the same capture, with settings of its own: ms until its window names the file, and MB at rest. Null: it is not installed.
 * Its title comes when the file is read, a moment before its list is drawn.
 */
async function startWireshark() {
  if (which('wireshark') === null || which('xwininfo') === null) return null;
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-start-'));
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home };
  const began = performance.now();
  const child = spawn('wireshark', ['-r', SAMPLE], { env, stdio: 'ignore' });
  try {
    while (!isTitled()) {
      if (child.exitCode !== null || performance.now() - began > PATIENCE_MS) return null;
      await new Promise((next) => setTimeout(next, 10));
    }
    const ms = performance.now() - began;
    await new Promise((next) => setTimeout(next, REST_MS));
    return { ms, mb: memoryOf(child.pid) };
  } finally {
    child.kill('SIGKILL');
    while (isTitled()) await new Promise((next) => setTimeout(next, 50)); // the next one must not see this one's window
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * One start; gives ms to the first row of the capture, or to the start page where there is none, and MB at rest where that is asked for.
 */
async function start({ file = SAMPLE, rest = false } = {}) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-start-'));
  const began = performance.now();
  const args = [
    ...(IS_ROOT ? ['--no-sandbox'] : []),
    '--remote-debugging-port=0',
    `--user-data-dir=${data}`,
    ...(file ? [file] : []),
  ];
  const child = spawn(path.join(APP, 'synscope'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const address = await new Promise((resolve, reject) => {
      let text = '';
      child.stderr.on('data', (chunk) => {
        text += chunk;
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
        if (found) resolve(found);
      });
      child.on('exit', () => reject(new Stop(`the app ended:\n${text}`)));
    });
    const browser = await chromium.connectOverCDP(address);
    const context = browser.contexts()[0];
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page
      .getByTestId(file ? 'packet-row' : 'sample-https')
      .first()
      .waitFor();
    const ms = performance.now() - began;
    await browser.close(); // only the connection
    if (!rest) return { ms };
    await new Promise((next) => setTimeout(next, REST_MS));
    return { ms, mb: memoryOf(child.pid) };
  } finally {
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill();
    await gone;
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

await runScript(async () => {
  if (!fs.existsSync(APP)) throw new Stop('there is no packed app: npm run pack');
  if (!process.env.DISPLAY) throw new Stop('there is no display: xvfb-run -a node test/bench/start-bench.mjs');
  const times = [];
  for (let i = 0; i < RUNS; i++) times.push((await start()).ms);
  const pages = [];
  for (let i = 0; i < RUNS; i++) pages.push((await start({ file: null })).ms);
  const { mb } = await start({ rest: true });
  const { mb: idle } = await start({ file: null, rest: true });
  const others = [];
  for (let i = 0; i < RUNS; i++) {
    const other = await startWireshark();
    if (other) others.push(other);
  }
  const cli = [];
  const words = ['--ozone-platform=headless', '--no-sandbox', '--no-zygote', '--disable-gpu', '--in-process-gpu'];
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now();
    spawnSync(path.join(APP, 'synscope'), [...words, '--log-level=3', '--command-line', '--', 'flows', SAMPLE]);
    cli.push(performance.now() - began);
  }
  console.log(
    `start to start page  ${median(pages).toFixed(0)} ms (median of ${RUNS}; first ${pages[0].toFixed(0)} ms)`,
  );
  console.log(
    `start to first row   ${median(times).toFixed(0)} ms (median of ${RUNS}; first ${times[0].toFixed(0)} ms)`,
  );
  console.log(`command line, flows  ${median(cli).toFixed(0)} ms (median of ${RUNS})`);
  console.log(
    `memory at rest       ${mb.toFixed(0)} MB (PSS of all processes, the sample open); start page ${idle.toFixed(0)} MB`,
  );
  if (others.length > 0) {
    const [ms, memory] = ['ms', 'mb'].map((what) => median(others.map((one) => one[what])).toFixed(0));
    console.log(
      `Wireshark            ${ms} ms to the capture in its title, ${memory} MB at rest (median of ${others.length})`,
    );
  }
  console.log(`installed            ${spawnSync('du', ['-sm', APP], { encoding: 'utf8' }).stdout.split('\t')[0]} MB`);
  for (const name of fs.readdirSync(inRoot('dist')).filter((one) => /\.(deb|rpm|AppImage)$/.test(one)))
    console.log(`${name}  ${(fs.statSync(inRoot('dist', name)).size / 1e6).toFixed(1)} MB`);
});

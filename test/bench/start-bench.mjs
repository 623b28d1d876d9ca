// What the packed app costs: time to its first rows, memory at rest, sizes. `node test/bench/start-bench.mjs` after
// `npm run pack`; on a virtual display, as an ordinary user would start it (root: without Chromium's sandbox).
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { inRoot, IS_ROOT, runScript, Stop } from '../../native/project.mjs';

const APP = inRoot('dist/linux-unpacked');
const RUNS = 5;
const REST_MS = 5000;
const SAMPLE = inRoot('resources/samples/https.pcapng');

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Proportional set size of a process and all that it started, in MB. */
function memoryOf(pid) {
  const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const own = /^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0;
  return Number(own) / 1000 + children.reduce((sum, child) => sum + memoryOf(child), 0);
}

/** One start; gives ms to the first row of the capture, and MB at rest where that is asked for. */
async function start({ rest = false } = {}) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-start-'));
  const began = performance.now();
  const args = [...(IS_ROOT ? ['--no-sandbox'] : []), '--remote-debugging-port=0', `--user-data-dir=${data}`, SAMPLE];
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
    await page.getByTestId('packet-row').first().waitFor();
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
  const { mb } = await start({ rest: true });
  const cli = [];
  const words = ['--ozone-platform=headless', '--no-sandbox', '--no-zygote', '--disable-gpu', '--in-process-gpu'];
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now();
    spawnSync(path.join(APP, 'synscope'), [...words, '--log-level=3', '--command-line', '--', 'flows', SAMPLE]);
    cli.push(performance.now() - began);
  }
  console.log(
    `start to first row   ${median(times).toFixed(0)} ms (median of ${RUNS}; first ${times[0].toFixed(0)} ms)`,
  );
  console.log(`command line, flows  ${median(cli).toFixed(0)} ms (median of ${RUNS})`);
  console.log(`memory at rest       ${mb.toFixed(0)} MB (PSS of all processes, the sample open)`);
  console.log(`installed            ${spawnSync('du', ['-sm', APP], { encoding: 'utf8' }).stdout.split('\t')[0]} MB`);
  for (const name of fs.readdirSync(inRoot('dist')).filter((one) => /\.(deb|rpm|AppImage)$/.test(one)))
    console.log(`${name}  ${(fs.statSync(inRoot('dist', name)).size / 1e6).toFixed(1)} MB`);
});

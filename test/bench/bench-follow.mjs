// `node test/bench/bench-follow.mjs [--bytes N]`
// Follows one connection of many bytes, and one of many pages of HTTP, in the built engine, as the window does: how long the first page of each form takes, and the end of it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { goal, megabytes, seconds } from './bench-common.mjs';
import { builtEngine } from './built-engine.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { inRoot, run, runQuietly, runScript, say, Stop } from '../../native/project.mjs';

/** ms within which the first page is to be there. */
const FIRST_PAGE = 200;
const PAGE = 60;

/** Captures of one connection each, and the forms in which it is followed. */
const CAPTURES = [
  {
    script: 'generate.ts',
    args: (bytes) => [String(Math.ceil(bytes / 950)), '1', String(bytes)],
    forms: 'text,hex,carray,raw',
  },
  { script: 'generate-pages.ts', args: (bytes) => [String(bytes)], forms: 'http' },
];

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      bytes: { type: 'string', default: '500000000' },
      // in a process of its own: an engine has one capture
      measure: { type: 'string' },
      forms: { type: 'string' },
    },
  });
  if (values.measure) return await measure(values.measure, values.forms.split(','));
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  let worst = 0;
  try {
    for (const { script, args, forms } of CAPTURES) {
      const file = path.join(folder, `${script}.pcap`);
      const make = ['--import', 'tsx', inRoot('test', 'bench', script), file, ...args(Number(values.bytes))];
      const { code, output } = await runQuietly(process.execPath, make);
      if (code !== 0) throw new Stop(`the capture could not be made:\n${output}`);
      const self = inRoot('test', 'bench', 'bench-follow.mjs');
      worst = Math.max(worst, await run(process.execPath, [self, '--measure', file, '--forms', forms]));
      fs.rmSync(file);
    }
    return worst;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

async function measure(file, forms) {
  const cacheDir = path.join(path.dirname(file), 'cache');
  fs.mkdirSync(cacheDir, { recursive: true });
  const engine = await builtEngine();
  let send;
  const waiting = new Map();
  const port = {
    on: (_event, listener) => (send = (data) => listener({ data })),
    postMessage: (message) => {
      if (message.type === 'answer') waiting.get(message.id)?.resolve(message.value);
      if (message.type === 'error') waiting.get(message.id)?.reject(new Stop(JSON.stringify(message.problem)));
    },
    start: () => {},
    close: () => {},
  };
  engine.open(file, cacheDir, port);
  await engine.loaded;
  let id = 0;
  const ask = (name, args) =>
    new Promise((resolve, reject) => {
      waiting.set(++id, { resolve, reject });
      send({ type: 'request', id, name, args });
    });
  say(`one connection in ${megabytes(fs.statSync(file).size)}`);
  const goals = [];
  if (forms.includes('http')) await found(ask, 'messages');
  for (const form of forms) {
    const [layer, as] = form === 'http' ? ['http', 'text'] : ['payload', form];
    const view = { flow: 0, layer, stream: -1, side: 'both', form: as, encoding: 'utf-8' };
    const began = performance.now();
    await ask('followSummary', { view });
    const lines = await ask('followRows', { view, from: 0, count: PAGE });
    const ms = performance.now() - began;
    let summary = await ask('followSummary', { view });
    while (!summary.complete) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      summary = await ask('followSummary', { view });
    }
    const all = performance.now() - began;
    console.log(
      `${form.padEnd(8)} first ${lines.length} lines ${ms.toFixed(1)} ms, all ${summary.lines} lines ${seconds(all)}`,
    );
    if (lines.length < PAGE) throw new Stop(`${form}: there is nothing to be followed`);
    goals.push([`the first page within ${FIRST_PAGE} ms: ${form}`, ms <= FIRST_PAGE]);
  }
  for (const [text, met] of goals) goal(text, met);
  process.exit(0);
}

/** Waits for a pass: what it finds is what is followed. */
async function found(ask, pass) {
  while (!(await ask('status', {})).passes.some(({ id, state }) => id === pass && state === 'done'))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

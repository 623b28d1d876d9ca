// `node test/bench/bench-follow.mjs [--bytes N]`
// Follows one connection of many bytes in the built engine, as the window does: how long the first page of each form takes, and the end of it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { goal, megabytes, seconds } from './bench-common.mjs';
import { builtEngine } from './built-engine.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { inRoot, runQuietly, runScript, say, Stop } from '../../native/project.mjs';

/** ms within which the first page is to be there. */
const FIRST_PAGE = 200;
const PAGE = 60;

await runScript(async () => {
  const { values } = parseArgs({ options: { bytes: { type: 'string', default: '500000000' } } });
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  try {
    const file = path.join(folder, 'stream.pcap');
    const packets = String(Math.ceil(Number(values.bytes) / 950));
    const script = inRoot('test', 'bench', 'generate.ts');
    const args = ['--import', 'tsx', script, file, packets, '1', values.bytes];
    const { code, output } = await runQuietly(process.execPath, args);
    if (code !== 0) throw new Stop(`the capture could not be made:\n${output}`);
    return await measure(file, path.join(folder, 'cache'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

async function measure(file, cacheDir) {
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
  for (const form of ['text', 'hex', 'carray', 'raw', 'http']) {
    const view = { flow: 0, side: 'both', form, encoding: 'utf-8' };
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
    goals.push([`the first page within ${FIRST_PAGE} ms: ${form}`, ms <= FIRST_PAGE]);
  }
  for (const [text, met] of goals) goal(text, met);
  process.exit(0);
}

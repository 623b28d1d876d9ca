// A child of bench.mjs: the built engine (out/main/engine.js) in plain Node, as Electron's utility process runs it.
// Opens one capture, waits until it is loaded and then until its connections are stored, and prints one line of JSON: `loadMs`, `cpuMs` and
// `peakBytes` are those of loading; `storedMs`, `storedCpuMs` and `storedPeakBytes` also reckon from the start, to the last connection in
// the database (which goes on meanwhile, on a thread of its own); `databaseBytes` is its size.
// With `rest` it measures memory only when the passes are through and the threads that did the work have gone.
//   node --expose-gc test/bench/bench-engine.mjs FILE CACHE_FOLDER [rest]
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { builtEngine } from './built-engine.mjs';

const [path, cacheDir, rest] = process.argv.slice(2);
/** longer than worker threads wait for work (IDLE_MS of worker-pool.ts) */
const IDLE_MS = 12_000;
const PASSES_MS = 300_000;
const engine = await builtEngine();

let passesDone;
const passes = new Promise((resolve) => (passesDone = resolve));
const listen = ({ name, value }) => {
  if (name === 'status' && value.phase !== 'loading' && value.passes.every((one) => one.state === 'done')) passesDone();
};
const nobody = { on: () => {}, postMessage: listen, start: () => {}, close: () => {} };
const began = performance.now();
engine.open(path, cacheDir, nobody);
const { phase, frames } = await engine.loaded;
const loadMs = performance.now() - began;
const cpu = process.cpuUsage();
const cpuMs = (cpu.user + cpu.system) / 1000;
const peakBytes = process.resourceUsage().maxRSS * 1024;
const restFrom = performance.now();
await Promise.race([engine.stored, wait(120_000)]);
const storedMs = performance.now() - began;
const storedCpu = process.cpuUsage();
const storedCpuMs = (storedCpu.user + storedCpu.system) / 1000;
const storedPeakBytes = process.resourceUsage().maxRSS * 1024;
const databaseBytes = readdirSync(cacheDir)
  .filter((name) => name.includes('.flows-db'))
  .reduce((sum, name) => sum + statSync(join(cacheDir, name)).size, 0);
if (rest) {
  await Promise.race([passes, wait(PASSES_MS)]);
  await wait(IDLE_MS);
}
// what stays: after the garbage is gone and its pages are given back
for (let i = 0; i < 5; i++) {
  globalThis.gc?.();
  await wait(200);
}
const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
const restMs = performance.now() - restFrom;
const storing = { storedMs, storedCpuMs, storedPeakBytes, databaseBytes };
console.log(
  JSON.stringify({ phase, frames, loadMs, cpuMs, restMs, peakBytes, ...storing, rss, heapUsed, arrayBuffers }),
);
process.exit(0);

// A child of bench.mjs: the built engine (out/main/engine.js) in plain Node, as Electron's utility process runs it.
// Opens one capture, waits until it is loaded, and prints one line of JSON.
//   node --expose-gc native/bench-engine.mjs FILE CACHE_FOLDER
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { inRoot } from './project.mjs';

const [path, cacheDir] = process.argv.slice(2);
let deliver;
const loaded = new Promise((resolve) => {
  process.parentPort = {
    on: (_event, listener) => (deliver = listener),
    postMessage: (message) => {
      if (message.type === 'loaded') resolve(message);
    },
  };
});
await import(pathToFileURL(inRoot('out/main/engine.js')).href);

const nobody = { on: () => {}, postMessage: () => {}, start: () => {}, close: () => {} };
const began = performance.now();
deliver({ data: { path, cacheDir, follow: false, more: [] }, ports: [nobody] });
const { phase, frames } = await loaded;
const loadMs = performance.now() - began;
const cpu = process.cpuUsage();
const cpuMs = (cpu.user + cpu.system) / 1000;
const restFrom = performance.now();
const peakBytes = process.resourceUsage().maxRSS * 1024;
// what stays: after the garbage is gone and its pages are given back
for (let i = 0; i < 5; i++) {
  globalThis.gc?.();
  await wait(200);
}
const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
const restMs = performance.now() - restFrom;
console.log(JSON.stringify({ phase, frames, loadMs, cpuMs, restMs, peakBytes, rss, heapUsed, arrayBuffers }));
process.exit(0);

// A child of bench-filter.mjs: the built engine in plain Node, as Electron's utility process runs it. Opens one capture, sets filters one
// after the other as the window does, each twice, and prints one line of JSON.
//   node test/bench/bench-filter-engine.mjs FILE CACHE_FOLDER FILTERS
import fs from 'node:fs';
import { builtEngine } from './built-engine.mjs';

const [path, cacheDir, list] = process.argv.slice(2);
fs.mkdirSync(cacheDir, { recursive: true });
const engine = await builtEngine();

let send;
let hear = () => {};
const port = {
  on: (_event, listener) => (send = (data) => listener({ data })),
  postMessage: (message) => hear(message),
  start: () => {},
  close: () => {},
};
engine.open(path, cacheDir, port);
await engine.loaded;
// the thread that stores connections works beside the first filters; what filters cost is measured without it
await Promise.race([engine.stored, new Promise((resolve) => setTimeout(resolve, 60_000))]);

let id = 0;
const ask = (name, args) =>
  new Promise((resolve, reject) => {
    hear = ({ type, value, problem }) => {
      if (type === 'answer') resolve(value);
      if (type === 'error') reject(new Error(JSON.stringify(problem)));
    };
    send({ type: 'request', id: ++id, name, args });
  });

// Nor is the work of passes: a filter on messages of streams is final when the pass that finds them has ended, and waits for that.
const readAt = performance.now();
let messagesMs = null;
for (;;) {
  const { passes } = await ask('status', {});
  if (passes.some(({ id: pass, state }) => pass === 'messages' && state === 'done'))
    messagesMs ??= performance.now() - readAt;
  if (passes.every(({ state }) => state !== 'running')) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
const passesMs = performance.now() - readAt;

/** Sets a filter; the time until the first rows can be shown, and until all are known. */
function filter(text) {
  const before = performance.now();
  return new Promise((resolve, reject) => {
    let firstMs = null;
    hear = (message) => {
      if (message.type === 'error' || message.value?.ok === false) reject(new Error(JSON.stringify(message)));
      if (message.type !== 'event' || message.name !== 'filter') return;
      const { shown, running, matched, problem } = message.value;
      if (problem) reject(new Error(JSON.stringify(problem)));
      const ms = performance.now() - before;
      if (shown === text && matched > 0) firstMs ??= ms;
      if (shown === text && running === null) resolve({ ms, firstMs, matched });
    };
    send({ type: 'request', id: ++id, name: 'setFilter', args: { source: { text, macros: [], frame: 0 } } });
  });
}

/** Destination of the first packet over IPv4. */
async function firstAddress() {
  const { destination } = await ask('packetRows', { from: 0, count: 100 });
  return destination.find((text) => /^[\d.]+$/.test(text));
}

const address = await firstAddress();
const results = [];
for (const filterText of JSON.parse(list)) {
  const text = filterText.replace('ADDRESS', address);
  const first = await filter(text);
  await filter('');
  const again = await filter(text);
  await filter('');
  results.push({ text, ...first, againMs: again.ms });
}
console.log(JSON.stringify({ results, messagesMs, passesMs }));
process.exit(0);

// A child of bench-reopen.mjs: the built engine in plain Node opens a capture and keeps what it knows, or takes over what was kept. Prints one line of JSON:
// `firstMs` until it has answered with the first rows, `loadedMs` until all of it is there, `keptBytes` of what is kept in the end.
//   node test/bench/reopen-engine.mjs FILE CACHE_FOLDER [keep]
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { builtEngine } from './built-engine.mjs';

const [path, cacheDir, keep] = process.argv.slice(2);
const KEPT_WITHIN_MS = 600_000;
const engine = await builtEngine();

const kept = () => {
  const folder = join(cacheDir, 'kept');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.kept')) : [];
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
};

let send;
let firstMs = null;
const began = performance.now();
const port = {
  on: (_event, listener) => (send = (data) => listener({ data })),
  postMessage: (message) => {
    if (message.type === 'event' && message.name === 'status' && message.value.frames > 0 && firstMs === null) {
      firstMs = -1;
      send({ type: 'request', id: 1, name: 'packetRows', args: { from: 0, count: 60 } });
    }
    if (message.type === 'answer' && message.id === 1) firstMs = performance.now() - began;
  },
  start: () => {},
  close: () => {},
};
engine.open(path, cacheDir, port, { keep: true });
const { phase, frames } = await engine.loaded;
const loadedMs = performance.now() - began;
while (firstMs === null || firstMs < 0) await wait(1);
const peakBytes = process.resourceUsage().maxRSS * 1024;
if (keep)
  for (const end = performance.now() + KEPT_WITHIN_MS; kept() === 0 && performance.now() < end;) await wait(100);
console.log(JSON.stringify({ phase, frames, firstMs, loadedMs, peakBytes, keptBytes: kept() }));
process.exit(0);

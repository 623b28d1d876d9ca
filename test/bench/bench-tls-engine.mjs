// A child of bench-tls.mjs: the built engine in plain Node opens one capture and lets its passes end. Prints one line of JSON: `loadMs` until all packets
// are read and tracked, `passes` until each pass is done, all from the beginning; `cpu`: what the engine's own thread has worked until then (Linux); `loadPeak`
// and `peak` in bytes.
//   node test/bench/bench-tls-engine.mjs FILE CACHE_FOLDER [KEYLOG]
import { readFileSync } from 'node:fs';
import { builtEngine } from './built-engine.mjs';

const [path, cacheDir, keyLog = null] = process.argv.slice(2);
const engine = await builtEngine();
const passes = {};
const cpu = {};
let passesDone;
const allPasses = new Promise((resolve) => (passesDone = resolve));
const began = performance.now();
const listen = ({ name, value }) => {
  if (name !== 'status' || value.phase === 'loading') return;
  for (const { id, state } of value.passes) {
    if (state !== 'done' || id in passes) continue;
    passes[id] = performance.now() - began;
    cpu[id] = threadMs();
  }
  if (value.passes.every(({ state }) => state === 'done')) passesDone(value);
};
/** CPU time of this thread; its sums in /proc count in hundredths of a second. */
function threadMs() {
  try {
    const fields = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return null;
  }
}
const peak = () => process.resourceUsage().maxRSS * 1024;
engine.open(path, cacheDir, { on: () => {}, postMessage: listen, start: () => {}, close: () => {} }, { keyLog });
const { phase, frames } = await engine.loaded;
const loadMs = performance.now() - began;
const loadPeak = peak();
cpu.load = threadMs();
const { remarks } = await allPasses;
const opened = remarks.find(({ key }) => key === 'remark.tlsKeys')?.args ?? null;
console.log(JSON.stringify({ phase, frames, loadMs, passes, cpu, loadPeak, peak: peak(), opened }));
process.exit(0);

// Runs one slice of a fuzz target inside a worker thread (slice.mjs). What it tries stands in shared memory, for the watchdog:
// count of inputs tried 4 | length of the present input 4 | the input
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';
import { beginCoverage, takeCoverage } from './coverage-of-thread.mjs';
import { minimised, signatureOf } from './minimise.mjs';

register();
const { module, seed, iterations, sliceMs, shared, coverage } = workerData;
const head = new Int32Array(shared, 0, 2);
const body = new Uint8Array(shared, 8);

const profiler = coverage ? await beginCoverage() : null;
const target = await import(module);
const announce = (input) => {
  const part = input.subarray(0, body.length);
  body.set(part);
  head[1] = part.length;
  Atomics.add(head, 0, 1);
};
const result = await target.run({
  seed,
  iterations: iterations ?? target.iterations,
  deadlineMs: sliceMs * (target.slices ?? 1),
  announce,
});
const covered = profiler ? await takeCoverage(profiler) : null;

/** one of each kind, as short as it still is one */
const findings = new Map();
for (const { input, error } of result.findings) {
  const signature = signatureOf(error);
  if (findings.has(signature)) continue;
  findings.set(signature, { signature, ...(await minimised(input, error, replayed)) });
}
parentPort.postMessage({ done: result.iterations, findings: [...findings.values()], covered });

/** What is thrown for this input, null where nothing is. */
async function replayed(input) {
  announce(input); // the watchdog sees one that hangs
  try {
    await target.replay(input);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

// Runs one fuzz target inside a worker thread of fuzz.mjs. What it tries stands in shared memory, for the watchdog:
// count of inputs tried 4 | length of the present input 4 | the input
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { module, seed, iterations, deadlineMs, shared } = workerData;
const head = new Int32Array(shared, 0, 2);
const body = new Uint8Array(shared, 8);

const target = await import(module);
const result = await target.run({
  seed,
  iterations: iterations ?? target.iterations,
  deadlineMs,
  announce: (input) => {
    const part = input.subarray(0, body.length);
    body.set(part);
    head[1] = part.length;
    Atomics.add(head, 0, 1);
  },
});
parentPort.postMessage(result);

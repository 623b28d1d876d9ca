// One target for a while, in a worker thread with a watchdog around it: the input that it does not get past is a finding as well.
import { Worker } from 'node:worker_threads';
import { inRoot } from '../../../native/project.mjs';
import { signatureOf } from './minimise.mjs';

/** An input that the process computes longer for than this hangs … */
const HANG_MS = 20_000;
/** … and one that waits so long; a machine that does other things as well may let the process wait for minutes. */
const WAIT_MS = 300_000;
const LARGEST_INPUT = 1024 * 1024;

/**
 * @param {string} name of the target
 * @param {{ seed: number, iterations: number | null, sliceMs: number, coverage: boolean }} options
 * @returns what was done: inputs, findings (short ones, one of each kind), coverage. An input that hangs or ends the thread is saved as
 * it is, because whether a shorter one hangs takes too long to tell.
 */
export function runSlice(name, options) {
  const shared = new SharedArrayBuffer(8 + LARGEST_INPUT);
  const head = new Int32Array(shared, 0, 2);
  const present = () => Uint8Array.from(new Uint8Array(shared, 8, head[1]));
  return new Promise((resolve, reject) => {
    const worker = new Worker(inRoot('test/run/fuzz/worker.mjs'), {
      workerData: { module: new URL(`../../fuzz/${name}.ts`, import.meta.url).href, shared, ...options },
      // what a hostile input may make us allocate has bounds: more is a finding
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
    let last = -1;
    let since = Date.now();
    let cpu = process.cpuUsage();
    const watchdog = setInterval(() => {
      if (head[0] !== last) {
        last = head[0];
        since = Date.now();
        cpu = process.cpuUsage();
        return;
      }
      const { user, system } = process.cpuUsage(cpu);
      const hangs = (user + system) / 1000 > HANG_MS || Date.now() - since > WAIT_MS;
      if (hangs && last > 0) failed(`no end within ${HANG_MS / 1000} s`);
    }, 500);
    const end = (result) => {
      clearInterval(watchdog);
      void worker.terminate();
      resolve(result);
    };
    const failed = (error) =>
      end({ done: head[0], findings: [{ input: present(), error, signature: signatureOf(error) }], covered: null });
    worker.on('message', end);
    worker.on('error', (error) => {
      if (head[0] > 0) return failed(error.stack ?? String(error));
      clearInterval(watchdog);
      reject(error); // not an input's doing
    });
  });
}

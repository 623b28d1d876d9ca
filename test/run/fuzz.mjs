// `npm run fuzz -- [TARGET…] [--iterations N] [--seed N] [--minutes N]`: random damage to files and packets.
// Targets are the modules of test/fuzz (see target.ts there). A finding is saved in test/fuzz/findings/TARGET-…, and
// the normal test run replays it from then on. Exit status 1: something was found, or hung.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { duration, inRoot, runScript, say, Stop } from '../../native/project.mjs';

const FOLDER = inRoot('test', 'fuzz');
const FINDINGS = inRoot('test', 'fuzz', 'findings');
const NO_TARGETS = ['target', 'mutate'];
/** An input that takes longer than this hangs. */
const HANG_MS = 20_000;
const LARGEST_INPUT = 1024 * 1024;

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { iterations: { type: 'string' }, seed: { type: 'string' }, minutes: { type: 'string' } },
  });
  const there = fs
    .readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .filter((name) => !NO_TARGETS.includes(name));
  const unknown = positionals.find((name) => !there.includes(name));
  if (unknown) throw new Stop(`there is no fuzz target "${unknown}"; there are ${there.join(', ')}`);
  const seed = number(values.seed, 'seed') ?? Date.now() % 1_000_000_000;
  const iterations = number(values.iterations, 'iterations');
  const deadlineMs = (number(values.minutes, 'minutes') ?? 30) * 60_000;

  let found = 0;
  for (const name of positionals.length > 0 ? positionals : there) {
    const began = Date.now();
    const { done, findings } = await fuzz(name, { seed, iterations, deadlineMs });
    for (const { input, error } of findings) report(name, input, error);
    found += findings.length;
    say(`${name}: ${done} inputs, ${findings.length} findings, seed ${seed} · ${duration(Date.now() - began)}`);
  }
  return found > 0 ? 1 : 0;
});

function number(text, name) {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Stop(`--${name} wants a number, not "${text}"`);
  return value;
}

/** One target in a worker, watched: the input that it does not get past is a finding as well. */
function fuzz(name, options) {
  const shared = new SharedArrayBuffer(8 + LARGEST_INPUT);
  const head = new Int32Array(shared, 0, 2);
  const present = () => Buffer.from(new Uint8Array(shared, 8, head[1]));
  return new Promise((resolve, reject) => {
    const worker = new Worker(inRoot('test/run/fuzz-worker.mjs'), {
      workerData: { module: new URL(`../fuzz/${name}.ts`, import.meta.url).href, shared, ...options },
      // what a hostile input may make us allocate has bounds: more is a finding
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
    let last = -1;
    let since = Date.now();
    const watchdog = setInterval(() => {
      if (head[0] !== last) {
        last = head[0];
        since = Date.now();
      } else if (Date.now() - since > HANG_MS && last > 0) {
        end({ done: last, findings: [{ input: present(), error: `no end within ${HANG_MS / 1000} s` }] });
      }
    }, 500);
    const end = (result) => {
      clearInterval(watchdog);
      void worker.terminate();
      resolve(result);
    };
    worker.on('message', ({ iterations, findings }) => end({ done: iterations, findings }));
    worker.on('error', (error) => {
      if (head[0] > 0)
        return end({ done: head[0], findings: [{ input: present(), error: error.stack ?? String(error) }] });
      clearInterval(watchdog);
      reject(error); // not an input's doing
    });
  });
}

function report(name, input, error) {
  fs.mkdirSync(FINDINGS, { recursive: true });
  const digest = createHash('sha256').update(input).digest('hex').slice(0, 12);
  const file = `${name}-${digest}.bin`;
  fs.writeFileSync(inRoot('test', 'fuzz', 'findings', file), input);
  console.error(`${name}: saved as test/fuzz/findings/${file}\n${error}\n`);
}

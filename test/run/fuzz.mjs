// `npm run fuzz -- [TARGET…] [--seed N] [--iterations N | --total N] [--minutes N] [--slice SECONDS] [--state FOLDER] [--fresh] [--coverage]`:
// random damage to files and packets, random filters and requests. Targets are the modules of test/fuzz (see target.ts there).
// Without --total each target is run once. With it, targets take turns, a slice of time each, until so many inputs are done; how far that is
// stands in the folder of --state (.fuzz), where the next run goes on unless it is told --fresh.
// A finding is made as short as it can be and saved in test/fuzz/findings/TARGET-…; the normal test run replays it from then on.
// --coverage prints what of the code was reached, by folder. Exit status 1: something was found, or hung.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { duration, inRoot, runScript, say, Stop } from '../../native/project.mjs';
import { addCoverage, coverageReport } from './fuzz/coverage.mjs';
import { FuzzProgress } from './fuzz/progress.mjs';
import { runSlice } from './fuzz/slice.mjs';

const FOLDER = inRoot('test', 'fuzz');
const FINDINGS = inRoot('test', 'fuzz', 'findings');
const NO_TARGETS = ['target', 'mutate', 'whole-capture'];

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      iterations: { type: 'string' },
      total: { type: 'string' },
      seed: { type: 'string' },
      minutes: { type: 'string' },
      slice: { type: 'string' },
      state: { type: 'string' },
      fresh: { type: 'boolean' },
      coverage: { type: 'boolean' },
    },
  });
  const targets = targetsOf(positionals);
  const total = number(values.total, 'total');
  const options = {
    iterations: number(values.iterations, 'iterations'),
    coverage: values.coverage ?? false,
    end: Date.now() + (number(values.minutes, 'minutes') ?? (total === null ? 30 : 24 * 60)) * 60_000,
    sliceMs: (number(values.slice, 'slice') ?? 60) * 1000,
  };
  const folder = values.state ?? inRoot('.fuzz', total === null ? 'once' : 'long');
  if (total === null || values.fresh) fs.rmSync(folder, { recursive: true, force: true });
  const progress = new FuzzProgress(folder, number(values.seed, 'seed') ?? Date.now() % 1_000_000_000, targets);
  if (progress.isResumed) say(`going on with ${progress.done} inputs of seed ${progress.seed}`);
  const before = progress.found;

  if (total === null) for (const name of targets) await once(name, progress, options);
  else await untilTotal(total, targets, progress, options);

  if (options.coverage) tellCoverage(progress);
  return progress.found > before ? 1 : 0;
});

function targetsOf(wanted) {
  const there = fs
    .readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .filter((name) => !NO_TARGETS.includes(name));
  const unknown = wanted.find((name) => !there.includes(name));
  if (unknown) throw new Stop(`there is no fuzz target "${unknown}"; there are ${there.join(', ')}`);
  return wanted.length > 0 ? wanted : there;
}

function number(text, name) {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Stop(`--${name} wants a number, not "${text}"`);
  return value;
}

async function once(name, progress, { iterations, coverage, end }) {
  await slice(name, progress, { iterations, coverage, sliceMs: end - Date.now() });
  const { done, ms, signatures } = progress.targets[name];
  say(`${name}: ${done} inputs, ${signatures.length} findings, seed ${progress.seed} · ${duration(ms)}`);
}

async function untilTotal(total, targets, progress, { coverage, end, sliceMs }) {
  let isStopped = false;
  const stop = () => {
    isStopped = true; // after this slice
    say('stopping after this slice');
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  while (progress.done < total && Date.now() < end && !isStopped) {
    for (const name of targets) {
      if (progress.done >= total || Date.now() >= end || isStopped) break;
      const left = Math.min(sliceMs, end - Date.now());
      await slice(name, progress, { iterations: total - progress.done, coverage, sliceMs: left });
    }
    say(`${progress.done} of ${total} inputs, ${progress.found} findings`);
  }
  for (const [name, { done, slices, ms, signatures }] of Object.entries(progress.targets))
    say(`${name}: ${done} inputs in ${slices} slices, ${signatures.length} findings · ${duration(ms)}`);
}

async function slice(name, progress, options) {
  const began = Date.now();
  const result = await runSlice(name, { ...options, seed: progress.nextSeed(name) });
  if (result.covered) addCoverage(progress.coverage, result.covered);
  for (const finding of progress.add(name, result, Date.now() - began)) report(name, finding);
  progress.save();
}

function report(name, { input, error }) {
  fs.mkdirSync(FINDINGS, { recursive: true });
  const digest = createHash('sha256').update(input).digest('hex').slice(0, 12);
  const file = `${name}-${digest}.bin`;
  fs.writeFileSync(inRoot('test', 'fuzz', 'findings', file), input);
  console.error(`${name}: saved as test/fuzz/findings/${file}\n${error}\n`);
}

function tellCoverage(progress) {
  const { lines, unreached } = coverageReport(progress.coverage);
  console.log(lines.join('\n'));
  say(`functions that were not reached: ${progress.saveUnreached(unreached)}`);
}

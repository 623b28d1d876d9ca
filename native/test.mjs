// `npm test`: every check there is, each with its time, and one line at the end that adds up the tests.
import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runE2e } from '../test/run/e2e.mjs';
import { binOf, duration, inRoot, run, runQuietly, runScript, say } from './project.mjs';
import { setup } from './setup.mjs';

const LINTED = ['src-main', 'src-renderer', 'test', 'native', 'electron.config.ts'];
const RESULTS = inRoot('test-results');
const NOTHING_RAN = { passed: 0, failed: 1, skipped: 0 };

await runScript(async () => {
  const began = Date.now();
  await setup(['display', 'test'], 'npm test');
  await ensureBuilt();
  fs.rmSync(RESULTS, { recursive: true, force: true });
  fs.mkdirSync(RESULTS, { recursive: true });

  const failed = [];
  const step = async (name, work) => {
    const start = Date.now();
    const ok = await work();
    if (!ok) failed.push(name);
    say(`${ok ? 'ok    ' : 'FAILED'} ${name} · ${duration(Date.now() - start)}`);
  };
  /** a check that prints only when it finds something */
  const check = (name, packageName, args, command) =>
    step(name, async () => {
      const { code, output } = await runQuietly(process.execPath, [binOf(packageName, command), ...args]);
      if (code !== 0) console.log(output);
      return code === 0;
    });

  // each of two cores has something to do: types come first, then the unit tests begin beside the linter, which takes longest
  await Promise.all([
    (async () => {
      await check('eslint', 'eslint', LINTED);
      await check('prettier', 'prettier', ['--check', '--log-level=warn', '.']);
      await check('knip', 'knip', []);
    })(),
    (async () => {
      for (const part of ['.pure', '.main', ''])
        await check(`tsc${part}`, 'typescript', ['-p', `tsconfig${part}.json`], 'tsc');
      await check('svelte-check', 'svelte-check', ['--tsconfig', './tsconfig.page.json']);
      await step('vitest', async () => {
        const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'];
        return (await run(process.execPath, [binOf('vitest'), 'run', ...reporters])) === 0;
      });
    })(),
  ]);
  // a window of a loaded machine may be late once: what needs its second try is named at the end
  await step('playwright', async () => (await runE2e(['--retries=1'])) === 0);

  for (const words of [...failuresOfVitest(), ...secondTries()]) console.log(words);
  const sum = add(countVitest(), countPlaywright());
  say(
    `${failed.length === 0 ? 'all steps passed' : `failed: ${failed.join(', ')}`} in ${duration(Date.now() - began)}`,
  );
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return failed.length === 0 && sum.failed === 0 ? 0 : 1;
});

function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function readResults(name) {
  try {
    return JSON.parse(fs.readFileSync(inRoot('test-results', name), 'utf8'));
  } catch {
    return null; // the runner did not come to its end
  }
}

/** A file that could not even be loaded has no test that failed: it counts as one. */
function countVitest() {
  const results = readResults('unit.json');
  if (!results) return NOTHING_RAN;
  const broken = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** Each unit test that failed, once more where it is read: after thousands of lines it is the end that is looked at. */
function failuresOfVitest() {
  return (readResults('unit.json')?.testResults ?? []).flatMap((file) => {
    if (file.status !== 'failed') return [];
    const of = (name, message) =>
      `failed: ${path.relative(inRoot(), file.name)} › ${name}\n${message.split('\n').slice(0, 12).join('\n')}`;
    const tests = file.assertionResults.filter((test) => test.status === 'failed');
    return tests.length === 0
      ? [of('(the file itself)', file.message ?? '')]
      : tests.map((test) => of(test.fullName, test.failureMessages.join('\n')));
  });
}

/** Tests that did not pass at once. */
function secondTries() {
  const titles = [];
  const walk = ({ suites = [], specs = [] }) => {
    for (const spec of specs)
      if (spec.tests.some((test) => test.status === 'flaky')) titles.push(`${spec.file}: ${spec.title}`);
    suites.forEach(walk);
  };
  walk(readResults('e2e.json') ?? {});
  return titles.map((title) => `passed at the second try only: ${title}`);
}

function countPlaywright() {
  const stats = readResults('e2e.json')?.stats;
  if (!stats) return NOTHING_RAN;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

// `npm run oracle:filters -- [DIR] [--seed N] [--count N] [--file TEXT]`: display filters against tshark's on every capture below DIR
// and on those that the project makes itself.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { captureFiles, corpusFolder } from '../../fixtures/corpus';
import { tsharkVersion } from '../tshark';
import { makeCaptures } from './captures';
import { differenceText, emptyResult, FilterOracle, unexplained, type RunResult } from './run';
import { sharkdVersion } from './sharkd';

const SAMPLES = resolve(import.meta.dirname, '../../../resources/samples');
const number = (n: number): string => n.toLocaleString('en');

function counts(result: RunResult, key: (d: RunResult['differences'][number]) => string | null): [string, number][] {
  const found = new Map<string, number>();
  for (const d of result.differences) {
    const name = key(d);
    if (name !== null) found.set(name, (found.get(name) ?? 0) + 1);
  }
  return [...found].sort((a, b) => b[1] - a[1]);
}

function print(result: RunResult, seconds: number, version: string): void {
  const bad = unexplained(result);
  for (const d of bad) console.log(differenceText(d));
  const share = ((result.telling.size / Math.max(1, result.filters.size)) * 100).toFixed(0);
  console.log(`tshark and sharkd ${version}, ${seconds.toFixed(0)} s`);
  console.log(`captures          ${number(result.captures)}, ${number(result.frames)} packets`);
  console.log(
    `different filters ${number(result.filters.size)}, ${share} % match some packets of a capture, but not all`,
  );
  console.log(`compared          ${number(result.compared)} (filters × captures)`);
  console.log(`equal             ${number(result.equal)}`);
  console.log(`rejected by both  ${number(result.bothReject)}`);
  console.log(`different         ${number(result.differences.length)}, of these ${number(bad.length)} unexplained`);
  for (const [reason, n] of counts(result, (d) => d.reason)) console.log(`  ${reason}: ${number(n)}`);
  console.log(`also tshark -Y    ${number(result.sampled)}, otherwise than sharkd ${result.disagreeing.length}`);
  for (const text of result.disagreeing) console.log(`  ${text}`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      /** generated filters for each capture of the corpus */
      count: { type: 'string', default: '60' },
      file: { type: 'string' },
      own: { type: 'boolean', default: false },
    },
  });
  const version = tsharkVersion();
  if (!version || sharkdVersion() !== version) {
    console.error('oracle: there is no tshark, or no sharkd of its version; install both');
    return 2;
  }
  // npm runs scripts in the checkout; a relative folder is meant from where the user stands
  const named = positionals.at(0);
  const folder = named === undefined ? corpusFolder() : resolve(process.env.INIT_CWD ?? '.', named);
  const seed = Number(values.seed);
  const count = Number(values.count);
  const begun = Date.now();
  const result = emptyResult();
  const made = mkdtempSync(join(tmpdir(), 'synscope-filters-'));
  try {
    const all = { version, seed, count: count * 10, table: Infinity, everyField: true, sample: 40 };
    const own = new FilterOracle(all);
    makeCaptures(made);
    for (const file of captureFiles(made)) await own.capture(made, file, result);
    for (const file of captureFiles(SAMPLES)) if (file.endsWith('.pcapng')) await own.capture(SAMPLES, file, result);
    if (!values.own && folder && existsSync(folder)) {
      const corpus = new FilterOracle({ ...all, count, table: 40, everyField: false, sample: 2 });
      for (const file of captureFiles(folder))
        if (!values.file || file.includes(values.file)) await corpus.capture(folder, file, result);
    } else console.log('no corpus: only our own captures');
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  print(result, (Date.now() - begun) / 1000, version);
  return unexplained(result).length + result.disagreeing.length === 0 ? 0 : 1;
}

process.exitCode = await main();

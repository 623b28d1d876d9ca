// `npm run bench:filter -- [--packets N] [--connections N] [--bytes N] [--seed N] [--file FILE] [--ours]`
// Filters one capture with Synscope's engine, with `tshark -Y` and with sharkd (both it and the engine have it loaded), and compares.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { CAPTURE_OPTIONS, count, generate, goal, seconds } from './bench-common.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { inRoot, runQuietly, runScript, say, Stop, which } from '../../native/project.mjs';

/** How much faster than tshark each filter is to be. */
const INDEXED = 100;
const DISSECTED = 10;

/** ADDRESS: of the first packet over IPv4 */
const FILTERS = [
  ['tcp.port == 443 && ip.addr == ADDRESS', INDEXED],
  ['tcp.flags.syn == 1 && tcp.flags.ack == 0', INDEXED],
  ['tcp.stream == 1234', INDEXED],
  ['ip.ttl < 64', INDEXED],
  ['tcp.options.mss_val == 1460', DISSECTED],
  ['frame contains "GET"', DISSECTED],
  ['tcp.payload matches "(?i)host:"', DISSECTED],
];

/** … of a capture in which hosts look names up and fetch pages */
const TALK_FILTERS = [
  ['http.request.method == "GET"', DISSECTED],
  ['dns.qry.name contains "a"', DISSECTED],
];

await runScript(async () => {
  const { values } = parseArgs({ options: { ...CAPTURE_OPTIONS, ours: { type: 'boolean', default: false } } });
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  try {
    const file = values.file ?? (await generate(path.join(folder, 'bench.pcap'), values));
    const code = await compare(file, folder, values.ours, FILTERS);
    if (values.file) return code;
    const talk = path.join(folder, 'talk.pcap');
    await script('generate-talk.ts', talk, values.packets, values.seed);
    await compare(talk, folder, values.ours, TALK_FILTERS);
    console.log(await script('messages-bench.ts', talk));
    return code;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/** Runs a script beside this one; gives what it prints. */
async function script(name, ...args) {
  const { code, output } = await runQuietly(process.execPath, ['--import', 'tsx', inRoot('test/bench', name), ...args]);
  if (code !== 0) throw new Stop(`${name}:\n${output}`);
  return output.trim();
}

async function compare(file, folder, oursOnly, filters) {
  say(`on ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`);
  const { results: ours, ...waits } = await engine(
    file,
    folder,
    filters.map(([text]) => text),
  );
  // not part of the times below
  console.log(`\npasses behind the reading: messages ${seconds(waits.messagesMs)}, all ${seconds(waits.passesMs)}`);
  const texts = ours.map(({ text }) => text);
  const tshark = !oursOnly && which('tshark');
  const sharkd = !oursOnly && which('sharkd');
  const theirs = sharkd ? await askSharkd(sharkd, file, texts) : [];
  const width = Math.max(...texts.map((text) => text.length));
  const cell = (text, size = 10) => text.padStart(size);
  console.log(
    `\n${''.padEnd(width)}${cell('matches')}${cell('first at')}${cell('Synscope')}${cell('again')}${cell('tshark')}${cell('sharkd')}${cell('× tshark')}${cell('× sharkd')}`,
  );
  const goals = [];
  for (const [i, [, wanted]] of filters.entries()) {
    const { text, ms, againMs, firstMs, matched } = ours[i];
    const reference = tshark ? await runTshark(tshark, file, text) : null;
    const other = theirs[i];
    const times = (found) => (found ? cell((found.ms / ms).toFixed(0)) : cell(''));
    const time = (value) => cell(value === null ? '' : value < 1000 ? `${value.toFixed(1)} ms` : seconds(value));
    console.log(
      `${text.padEnd(width)}${cell(count(matched))}${time(firstMs)}${time(ms)}${time(againMs)}${time(reference?.ms ?? null)}${time(other?.ms ?? null)}${times(reference)}${times(other)}`,
    );
    for (const found of [reference, other])
      if (found && found.matched !== matched) throw new Stop(`${text}: ${matched} matches, ${found.matched} elsewhere`);
    goals.push([`${wanted} times faster than tshark: ${text}`, reference ? reference.ms >= wanted * ms : undefined]);
  }
  console.log('');
  for (const [text, met] of goals) goal(text, met);
  return 0;
}

/** The built engine in a process of its own: time of each filter, the second time with warm workers and code. */
async function engine(file, folder, texts) {
  const { code, output } = await runQuietly(process.execPath, [
    inRoot('test/bench/bench-filter-engine.mjs'),
    ...[file, path.join(folder, 'cache'), JSON.stringify(texts)],
  ]);
  if (code !== 0) throw new Stop(`the engine failed:\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1));
}

function runTshark(program, file, text) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const args = ['-n', '-r', file, '-Y', text];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let matched = 0;
    child.stdout.on('data', (chunk) => {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) matched++;
    });
    child.on('error', reject);
    child.on('close', () => resolve({ ms: performance.now() - began, matched }));
  });
}

/** Loads the capture once, then asks for each filter how many frames it leaves. */
async function askSharkd(program, file, texts) {
  const child = spawn(program, ['-'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let id = 0;
  const ask = async (method, params) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params })}\n`);
    const { value } = await lines.next();
    return JSON.parse(value).result;
  };
  await ask('load', { file });
  const results = [];
  for (const filter of texts) {
    const began = performance.now();
    const { frames } = await ask('intervals', { interval: 1_000_000_000, filter });
    results.push({ ms: performance.now() - began, matched: frames });
  }
  child.stdin.end(`${JSON.stringify({ jsonrpc: '2.0', id: ++id, method: 'bye' })}\n`);
  return results;
}

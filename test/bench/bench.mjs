// `npm run bench -- [--packets N] [--connections N] [--bytes N] [--seed N] [--file FILE] [--profile]`
// Makes a capture, loads it with Synscope's engine and with other programs, and prints time and memory of each.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CAPTURE_OPTIONS, generate, goal, megabytes, seconds } from './bench-common.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { inRoot, runQuietly, runScript, say, Stop, which } from '../../native/project.mjs';

const BYTES_A_PACKET = 64;
/** A quick program runs so often, or so long; its best run counts. */
const RUNS = 3;
const ENOUGH_MS = 8_000;
/** unit of the times in /proc/PID/stat */
const CLOCK_TICK_MS = 10;

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      ...CAPTURE_OPTIONS,
      profile: { type: 'boolean', default: false },
    },
  });
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  try {
    const file = values.file ?? (await generate(path.join(folder, 'bench.pcap'), values));
    return values.profile ? await profile(file, folder) : await compare(file, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

async function compare(file, folder) {
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.version}`;
  say(`on ${machine}`);
  // one packet: what the engine takes before it has anything to keep
  const tiny = path.join(folder, 'tiny.pcap');
  await runQuietly(process.execPath, ['--import', 'tsx', inRoot('test/bench/generate.ts'), tiny, '9', '1', '1000']);
  const ours = await best(() => engine(file, folder));
  // What threads take that have not gone yet is no memory a packet: both are measured when all work is done.
  const empty = await engine(tiny, folder, 'rest');
  const atRest = await engine(file, folder, 'rest');
  const rows = [
    {
      name: 'Synscope: open, scan, track',
      ms: ours.ms,
      cpuMs: ours.cpuMs,
      peak: ours.peakBytes,
      runs: ours.runs,
    },
    { name: '  of that loading (without start of the process)', ms: ours.loadMs, peak: null, runs: ours.runs },
  ];
  const cut = await cutting(file);
  rows.push({ name: '  frames cut alone, in a warm process', ms: cut.ms, peak: null, runs: cut.runs });

  const others = [
    ['capinfos -c', 'capinfos', ['-c', file]],
    ['tcptrace -n -b', 'tcptrace', ['-n', '-b', file]],
    ['tshark -q -z conv,tcp', 'tshark', ['-n', '-r', file, '-q', '-z', 'conv,tcp']],
    ['sharkd (load)', 'sharkd', ['-'], sharkdRequests(file)],
  ];
  for (const [name, program, args, input] of others) {
    const command = which(program);
    if (!command) {
      say(`${program} is not on this machine: skipped`);
      continue;
    }
    rows.push({ name, ...(await best(() => measured(command, args, input))) });
  }

  const width = Math.max(...rows.map((row) => row.name.length));
  console.log(
    `\n${''.padEnd(width)}  ${'time'.padStart(8)}  ${'CPU'.padStart(8)}  ${'peak'.padStart(8)}  ${'× our time'.padStart(10)}  runs`,
  );
  for (const row of rows) {
    const ratio = (row.ms / ours.ms).toFixed(2).padStart(10);
    const peak = (row.peak === null ? '' : megabytes(row.peak)).padStart(8);
    const cpu = (row.cpuMs ? seconds(row.cpuMs) : '').padStart(8);
    console.log(`${row.name.padEnd(width)}  ${seconds(row.ms).padStart(8)}  ${cpu}  ${peak}  ${ratio}  ${row.runs}`);
  }

  const bytesAPacket = (atRest.rss - empty.rss) / ours.frames;
  const million = (ms) => `${(ours.frames / ms / 1000).toFixed(1)} M packets/s`;
  console.log(`
loading: ${million(ours.loadMs)}; cutting alone: ${million(cut.ms)}
resident at rest: ${megabytes(atRest.rss)}, engine with 9 packets: ${megabytes(empty.rss)} (peak ${megabytes(empty.peakBytes)})
  above the empty engine: ${bytesAPacket.toFixed(1)} bytes a packet (its peak: ${((ours.peakBytes - empty.peakBytes) / ours.frames).toFixed(1)})
  in typed arrays: ${((atRest.arrayBuffers - empty.arrayBuffers) / ours.frames).toFixed(1)}, in the JavaScript heap: ${((atRest.heapUsed - empty.heapUsed) / ours.frames).toFixed(1)}
`);
  const of = (name) => rows.find((row) => row.name.startsWith(name));
  goal('10 times faster than tshark', of('tshark') && of('tshark').ms >= 10 * ours.ms);
  goal('10 times faster than sharkd', of('sharkd') && of('sharkd').ms >= 10 * ours.ms);
  goal('not slower than tcptrace', of('tcptrace') && of('tcptrace').ms >= ours.ms);
  goal(`at most ${BYTES_A_PACKET} bytes a packet resident`, bytesAPacket <= BYTES_A_PACKET);
  return 0;
}

/** The built engine on one file: what the child measured of itself, and its whole time. */
async function engine(file, folder, ...when) {
  const began = performance.now();
  const cache = fs.mkdtempSync(path.join(folder, 'cache-'));
  const { code, output } = await runQuietly(process.execPath, [
    '--expose-gc',
    inRoot('test/bench/bench-engine.mjs'),
    file,
    cache,
    ...when,
  ]);
  const whole = performance.now() - began;
  fs.rmSync(cache, { recursive: true, force: true });
  if (code !== 0) throw new Stop(`the engine failed:\n${output}`);
  const result = JSON.parse(output.trim().split('\n').at(-1));
  if (result.phase !== 'ready') throw new Stop(`the engine ended as "${result.phase}"`);
  // the child rests a second to measure what stays: not part of the work
  return { ...result, ms: whole - result.restMs };
}

async function cutting(file) {
  const args = ['--import', 'tsx', inRoot('test', 'bench', 'cut.ts'), file];
  const { code, output } = await runQuietly(process.execPath, args);
  if (code !== 0) throw new Stop(`cutting frames failed:\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1));
}

/** The fastest of a few runs; a slow program runs once. */
async function best(run) {
  let fastest = null;
  let spent = 0;
  let runs = 0;
  while (runs < RUNS && spent < ENOUGH_MS) {
    const result = await run();
    runs++;
    spent += result.ms;
    if (!fastest || result.ms < fastest.ms) fastest = result;
  }
  return { ...fastest, runs };
}

/** Time from start to end of a program, its CPU time and the most memory it had resident (from /proc: Linux only). */
function measured(command, args, input) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command, args, { stdio: [input ? 'pipe' : 'ignore', 'ignore', 'ignore'] });
    let peak = null;
    let cpuMs = null;
    // VmHWM is the kernel's own high-water mark, utime and stime its sums: looking now and then misses the last moment.
    const look = setInterval(() => {
      try {
        const kilobytes = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        if (kilobytes) peak = Number(kilobytes) * 1024;
        const fields = fs
          .readFileSync(`/proc/${child.pid}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        cpuMs = (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
      } catch {
        // ended between two looks, or no /proc here
      }
    }, 10);
    if (input) child.stdin.end(input);
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(look);
      resolve({ ms: performance.now() - began, cpuMs, peak });
    });
  });
}

function sharkdRequests(file) {
  const request = (id, method, params) => `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
  return request(1, 'load', { file }) + request(2, 'bye');
}

/** Where the engine's time goes: the functions with the most of it. */
async function profile(file, folder) {
  const cache = path.join(folder, 'cache');
  const { code, output } = await runQuietly(process.execPath, [
    ...['--expose-gc', '--cpu-prof', `--cpu-prof-dir=${folder}`],
    ...[inRoot('test/bench/bench-engine.mjs'), file, cache],
  ]);
  if (code !== 0) throw new Stop(`the engine failed:\n${output}`);
  const name = fs.readdirSync(folder).find((entry) => entry.endsWith('.cpuprofile'));
  const { nodes, samples, timeDeltas } = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const times = new Map();
  samples.forEach((id, i) => {
    const { functionName, url, lineNumber } = byId.get(id);
    const where = `${functionName || '(anonymous)'}  ${path.basename(url)}:${lineNumber + 1}`;
    times.set(where, (times.get(where) ?? 0) + timeDeltas[i] / 1000);
  });
  const idle = /^\((idle|program)\)/;
  const sorted = [...times].filter(([where]) => !idle.test(where)).sort((a, b) => b[1] - a[1]);
  for (const [where, ms] of sorted.slice(0, 25)) console.log(`${ms.toFixed(0).padStart(7)} ms  ${where}`);
  return 0;
}

// `npm run bench:tls -- [--connections N] [--packets N] [--bytes N] [--runs N] [--no-tshark]`
// Makes a capture of many TLS connections, the same packets without TLS, and a download over TLS with its keys. Opens them with Synscope's engine, the first one
// with tshark too, and prints times, ratios and what the goals say of them. The best of some runs counts; beside the time that passes (which grows where others
// work on the machine) stands what the engine's own thread has worked.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { goal, megabytes, seconds } from './bench-common.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { inRoot, runQuietly, runScript, say, Stop, which } from '../../native/project.mjs';

const SLOWER = 1.2;
const LISTED = 3;
const FASTER = 10;
const RATE = 100;

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      connections: { type: 'string', default: '20000' },
      packets: { type: 'string', default: '1000000' },
      bytes: { type: 'string', default: '200000000' },
      runs: { type: 'string', default: '3' },
      'no-tshark': { type: 'boolean', default: false },
    },
  });
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  try {
    await compare(folder, values);
    return 0;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

async function compare(folder, values) {
  const file = (name) => path.join(folder, name);
  const { connections, packets, bytes } = values;
  const runs = Number(values.runs);
  for (const kind of ['tls', 'plain']) await make('generate-tls.ts', file(kind), kind, connections, packets);
  say(`${connections} connections, about ${packets} packets, ${megabytes(fs.statSync(file('tls')).size)}`);
  const opened = { tls: [], plain: [] };
  for (let run = 0; run < runs; run++) for (const kind of ['plain', 'tls']) opened[kind].push(await engine(file(kind)));
  const best = (kind, of) => Math.min(...opened[kind].map(of));
  const load = best('tls', ({ loadMs }) => loadMs);
  const plain = best('plain', ({ loadMs }) => loadMs);
  const listed = best('tls', ({ passes }) => passes.tls);
  const loadCpu = best('tls', ({ cpu }) => cpu.load);
  row('opened, without TLS', plain, `own thread ${seconds(best('plain', ({ cpu }) => cpu.load))}`);
  row('opened, with TLS', load, `own thread ${seconds(loadCpu)}, × ${(load / plain).toFixed(2)}`);
  const listedCpu = best('tls', ({ cpu }) => cpu.tls);
  row('all handshakes listed', listed, `own thread ${seconds(listedCpu)}, × ${(listed / load).toFixed(2)}`);
  row(
    'all passes',
    best('tls', ({ passes }) => Math.max(...Object.values(passes))),
    `peak ${megabytes(best('tls', ({ peak }) => peak))}, without TLS ${megabytes(best('plain', ({ peak }) => peak))}`,
  );
  const conversations = values['no-tshark'] ? null : await tshark(file('tls'), ['-q', '-z', 'conv,tcp']);
  const handshakes = values['no-tshark'] ? null : await tshark(file('tls'), ['-Y', 'tls.handshake']);
  if (conversations !== null) row('tshark -q -z conv,tcp', conversations, `× ${(conversations / load).toFixed(1)}`);
  if (handshakes !== null) row('tshark -Y tls.handshake', handshakes, `× ${(handshakes / listed).toFixed(1)}`);
  for (const name of ['tls', 'plain']) fs.rmSync(file(name));

  await make('generate-download.ts', file('download'), file('keys'), bytes);
  const downloads = [];
  for (let run = 0; run < runs; run++) downloads.push(await engine(file('download'), file('keys')));
  if (!downloads.every(({ opened: keys }) => keys?.opened === 1)) throw new Stop('the download was not decrypted');
  const rate = (ms) => Number(bytes) / 1000 / ms;
  // what the pass adds that opens records, and finds the messages in them
  const wall = Math.max(...downloads.map((one) => rate(one.passes.messages - one.loadMs)));
  const own = Math.max(...downloads.map((one) => rate(one.cpu.messages - one.cpu.load)));
  console.log(
    `${megabytes(Number(bytes))} decrypted and followed: ${wall.toFixed(0)} MB/s (of the own thread's time ${own.toFixed(0)})\n`,
  );

  goal('opening at most 20 % slower than without TLS', load <= SLOWER * plain);
  goal(`all handshakes listed in ${LISTED} times the time of opening`, listed <= LISTED * load);
  goal(
    `${FASTER} times faster than tshark -q -z conv,tcp`,
    conversations === null ? undefined : conversations >= FASTER * load,
  );
  goal(
    `${FASTER} times faster than tshark -Y tls.handshake`,
    handshakes === null ? undefined : handshakes >= FASTER * listed,
  );
  goal(`decryption of ${RATE} MB/s`, wall >= RATE);
}

function row(name, ms, more) {
  console.log(`${name.padEnd(24)} ${seconds(ms).padStart(9)}  ${more}`);
}

async function make(script, ...args) {
  const { code, output } = await runQuietly(process.execPath, [
    '--import',
    'tsx',
    inRoot('test/bench', script),
    ...args,
  ]);
  if (code !== 0) throw new Stop(`the capture could not be made:\n${output}`);
}

/** The built engine on one file, in a process of its own. */
async function engine(file, ...keyLog) {
  const cache = fs.mkdtempSync(`${file}-cache-`);
  const child = [inRoot('test/bench/bench-tls-engine.mjs'), file, cache, ...keyLog];
  const { code, output } = await runQuietly(process.execPath, child);
  fs.rmSync(cache, { recursive: true, force: true });
  if (code !== 0) throw new Stop(`the engine failed:\n${output}`);
  const result = JSON.parse(output.trim().split('\n').at(-1));
  if (result.phase !== 'ready') throw new Stop(`the engine ended as "${result.phase}"`);
  return result;
}

/** How long tshark takes; null: it is not on this machine. */
async function tshark(file, args) {
  const command = which('tshark');
  if (!command) return null;
  const began = performance.now();
  const { code, output } = await runQuietly(command, ['-n', '-r', file, ...args]);
  if (code !== 0) throw new Stop(`tshark failed:\n${output.slice(-2000)}`);
  return performance.now() - began;
}

// `npm run bench:reopen -- [--packets N] [--connections N] [--bytes N] [--seed N] [--runs N] [--file FILE]`
// Opens a large capture for the first time, lets what is known of it be kept, opens it again, and prints times, sizes and what the goals say of them. The
// best of some runs counts.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CAPTURE_OPTIONS, count, generate, goal, megabytes, seconds } from './bench-common.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { inRoot, runQuietly, runScript, Stop } from '../../native/project.mjs';

const OPENED_MS = 1000;
const FIRST_MS = 300;
const BYTES_A_PACKET = 40;

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      ...CAPTURE_OPTIONS,
      packets: { type: 'string', default: '10000000' },
      bytes: { type: 'string', default: '900000000' },
      runs: { type: 'string', default: '3' },
    },
  });
  await ensureBuilt();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-bench-'));
  try {
    const file = values.file ?? (await generate(path.join(folder, 'bench.pcap'), values));
    await compare(file, path.join(folder, 'cache'), Number(values.runs));
    return 0;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

async function compare(file, cache, runs) {
  const first = await engine(file, cache, 'keep');
  row('opened for the first time', first);
  const again = [];
  for (let run = 0; run < runs; run++) again.push(await engine(file, cache));
  const best = (of) => Math.min(...again.map(of));
  const loadedMs = best((one) => one.loadedMs);
  const firstMs = best((one) => one.firstMs);
  row('opened again', { ...first, firstMs, loadedMs, peakBytes: best((one) => one.peakBytes) });
  const each = first.keptBytes / first.frames;
  console.log(
    `kept: ${megabytes(first.keptBytes)}, ${each.toFixed(1)} bytes a packet; ${(first.loadedMs / loadedMs).toFixed(1)} × as fast`,
  );
  goal(`opened again within ${seconds(OPENED_MS)}`, loadedMs <= OPENED_MS);
  goal(`first rows within ${FIRST_MS} ms`, firstMs <= FIRST_MS);
  goal(`at most ${BYTES_A_PACKET} bytes a packet on the disk`, each <= BYTES_A_PACKET);
}

function row(what, { frames, firstMs, loadedMs, peakBytes }) {
  const times = `first rows ${Math.round(firstMs)} ms, all ${seconds(loadedMs)}`;
  console.log(`${what}: ${count(frames)} packets, ${times}, peak ${megabytes(peakBytes)}`);
}

async function engine(file, cache, ...more) {
  fs.mkdirSync(cache, { recursive: true });
  const script = inRoot('test', 'bench', 'reopen-engine.mjs');
  const { code, output } = await runQuietly(process.execPath, [script, file, cache, ...more]);
  if (code !== 0) throw new Stop(`the engine failed:\n${output}`);
  const answer = JSON.parse(output.trim().split('\n').at(-1));
  if (answer.phase !== 'ready') throw new Stop(`the capture was not read: ${answer.phase}`);
  return answer;
}

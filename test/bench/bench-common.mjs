// What the two benches share: the capture they run on, and how numbers are printed.
import { inRoot, runQuietly, say, Stop } from '../../native/project.mjs';

/** Options of the generated capture, for parseArgs. */
export const CAPTURE_OPTIONS = {
  packets: { type: 'string', default: '1000000' },
  connections: { type: 'string', default: '50000' },
  bytes: { type: 'string', default: '500000000' },
  seed: { type: 'string', default: '1' },
  file: { type: 'string' },
};

/** Makes the capture of test/bench/generate.ts at `file`; gives that path. */
export async function generate(file, { packets, connections, bytes, seed }) {
  const began = performance.now();
  const script = inRoot('test', 'bench', 'generate.ts');
  const { code, output } = await runQuietly(process.execPath, [
    ...['--import', 'tsx', script, file],
    ...[packets, connections, bytes, seed],
  ]);
  if (code !== 0) throw new Stop(`the capture could not be made:\n${output}`);
  const made = JSON.parse(output.trim().split('\n').at(-1));
  const size = `${count(made.packets)} packets, ${megabytes(made.bytes)}, ${count(made.connections)} connections`;
  say(`made ${size} (seed ${seed}) in ${seconds(performance.now() - began)}`);
  return file;
}

export function goal(text, met) {
  console.log(`${met === undefined ? 'not measured' : met ? 'met   ' : 'MISSED'}  ${text}`);
}

export const count = (n) => n.toLocaleString('en-US');
export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
export const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

// Runs tshark, two at a time, and keeps what it printed: all files of a corpus take minutes.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Where this and the other oracles keep what is slow to make. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'synscope-oracle');
const AT_ONCE = 2;
const MOST_BYTES = 1024 * 1024 * 1024;

/** Code of a run that ended by a signal: tshark crashed. */
export const KILLED = -1;

export interface TsharkOutput {
  /** 0: fine; 2: could not read the file, or not to its end, or the filter is none; KILLED */
  code: number;
  stdout: string;
  stderr: string;
}

/** `4.0.17`, or null where there is no tshark. */
export function tsharkVersion(): string | null {
  try {
    const text = execFileSync('tshark', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /^TShark \(Wireshark\) (\S+)/.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** The format of a file in Wireshark's words: `rh6_1pcap`; empty where capinfos cannot tell. */
export function fileType(path: string): string {
  const { stdout } = spawnSync('capinfos', ['-t', '-r', '-T', '-m', path], { encoding: 'utf8' });
  return /([^,"\n]*)"?\n$/.exec(stdout ?? '')?.[1] ?? '';
}

let running = 0;
const queue: (() => void)[] = [];
async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    queue.shift()?.();
  }
}

/** No configuration: Wireshark's defaults. */
const DEFAULTS = '/nonexistent';

/** Environment for tshark and sharkd. A home of its own: somebody's preferences must not change the figures. */
export const tsharkEnvironment = (settings: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HOME: '/nonexistent',
  XDG_CONFIG_HOME: settings,
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
});

function run(args: string[], settings: string): Promise<TsharkOutput> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: MOST_BYTES, env: tsharkEnvironment(settings), encoding: 'utf8' } as const;
    execFile('tshark', args, options, (error, stdout, stderr) => {
      if (!error) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else if (error.signal) resolve({ code: KILLED, stdout, stderr });
      else reject(new Error(error.message, { cause: error }));
    });
  });
}

/**
 * What `tshark -r FILE ARGS` prints; from the cache when file, version and arguments are the same. `settings`: folder for
 * XDG_CONFIG_HOME, named by its contents.
 */
export async function tshark(
  file: string,
  version: string,
  args: string[],
  settings = DEFAULTS,
): Promise<TsharkOutput> {
  const key = createHash('sha256')
    .update(readFileSync(file))
    .update(JSON.stringify(settings === DEFAULTS ? [version, args] : [version, args, settings]))
    .digest('hex');
  const cached = join(CACHE, `${key}.json.gz`);
  if (existsSync(cached)) return JSON.parse(gunzipSync(readFileSync(cached)).toString()) as TsharkOutput;
  const output = await turn(() => run(['-r', file, ...args], settings));
  mkdirSync(CACHE, { recursive: true });
  const partial = `${cached}.${process.pid}`;
  writeFileSync(partial, gzipSync(JSON.stringify(output)));
  renameSync(partial, cached);
  return output;
}

/** Rows of `-T fields`: one array of cells a frame. `extra` fields are appended behind `fields`. */
export async function tsharkFields(
  file: string,
  version: string,
  fields: string[],
  preferences: string[],
  settings = DEFAULTS,
): Promise<{ rows: string[][]; output: TsharkOutput }> {
  const args = ['-2', '-n', ...preferences.flatMap((p) => ['-o', p]), '-T', 'fields', '-E', 'separator=/t'];
  const output = await tshark(file, version, [...args, ...fields.flatMap((field) => ['-e', field])], settings);
  const lines = output.stdout.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { rows: lines.map((line) => line.split('\t')), output };
}

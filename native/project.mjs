// What the scripts of this folder share. Plain Node only: it runs before node_modules exists.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const inRoot = (...parts) => path.join(ROOT, ...parts);

export const IS_LINUX = process.platform === 'linux';
export const IS_ROOT = process.getuid?.() === 0;

/** One line to the terminal that can be told from what other programs print. */
export const say = (text) => console.log(`synscope: ${text}`);

/** An end that the user can do something about: the message says what; no stack. */
export class Stop extends Error {}

/** Run `main` and turn what it throws into one line and an exit code. For the end of a script. */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? `synscope: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** True when `url` (import.meta.url) is the script that node was started with. */
export function isStarted(url) {
  const script = process.argv[1];
  return (
    script !== undefined && fs.existsSync(script) && fs.realpathSync(script) === fs.realpathSync(fileURLToPath(url))
  );
}

/** Run a program to its end with our terminal; gives its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
  });
}

/** Run a program to its end; gives its exit code and everything it printed, in order. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), output }));
  });
}

/** The path of a program, or null. /sbin and /usr/sbin are looked at too. */
export function which(program) {
  const folders = `${process.env.PATH ?? ''}${path.delimiter}/usr/sbin${path.delimiter}/sbin`.split(path.delimiter);
  for (const folder of folders) {
    const file = path.join(folder, program);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      return file;
    } catch {
      // not here
    }
  }
  return null;
}

/** The JavaScript file behind a package's command: `binOf('vitest')`, `binOf('typescript', 'tsc')`. */
export function binOf(packageName, command = packageName) {
  const folder = inRoot('node_modules', packageName);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Run a package's command with this Node, as `run` does. */
export const runBin = (packageName, args, options) => run(process.execPath, [binOf(packageName), ...args], options);

/** True where a window can be shown. */
export function hasDisplay() {
  if (!IS_LINUX) return true;
  if (process.env.WAYLAND_DISPLAY) return true;
  const local = /^:(\d+)/.exec(process.env.DISPLAY ?? '');
  return local ? fs.existsSync(`/tmp/.X11-unix/X${local[1]}`) : Boolean(process.env.DISPLAY);
}

/** Put a virtual display around a command line. */
export const underXvfb = (command) => ['xvfb-run', '-a', '-s', '-screen 0 1440x1000x24', ...command];

/** `1.3 s`, `2 min 5 s` */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Whether a program of the system answers with success, quietly. */
export const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

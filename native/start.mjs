// `npm start [-- FILE]`: the app from a checkout. Without a display the main job is shown all the same, in the terminal.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { ensureBuilt } from './build.mjs';
import { electronProgram, runtimeVersion, sayRuntime, wantedVersion } from './parts/electron-runtime.mjs';
import {
  hasDisplay,
  inRoot,
  IS_LINUX,
  IS_ROOT,
  ROOT,
  run,
  runScript,
  say,
  Stop,
  succeeds,
  underXvfb,
} from './project.mjs';
import { setup } from './setup.mjs';

await runScript(async () => {
  const display = hasDisplay();
  const file = fileToOpen(process.argv.slice(2));
  if (!display) say('no display here (DISPLAY is not set): Synscope will run on a virtual one (Xvfb)');
  const installed = await setup(display ? [] : ['display'], 'npm start');
  if (!installed && runtimeVersion() !== wantedVersion()) sayRuntime();
  await ensureBuilt();
  checkSandbox();
  return display ? showWindow(file) : showInTerminal(file ?? inRoot('resources/samples/https.pcapng'));
});

/** The path given, made absolute from where the user typed it. npm changes into the checkout. */
function fileToOpen(words) {
  const word = words.find((one) => !one.startsWith('-'));
  if (word === undefined) return null;
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), word);
  if (!fs.existsSync(file)) throw new Stop(`${file} does not exist.`);
  return file;
}

/** Chromium locks its processes in, except for root, where it cannot. */
function sandboxArgs() {
  return IS_LINUX && IS_ROOT ? ['--no-sandbox'] : [];
}

/** Never start unprotected: where the system forbids what the sandbox is made of, say how to allow it. */
function checkSandbox() {
  if (!IS_LINUX || IS_ROOT || succeeds('unshare', ['-Ur', 'true'])) return;
  const helper = path.join(path.dirname(electronProgram()), 'chrome-sandbox');
  const { uid, mode } = fs.statSync(helper);
  if (uid === 0 && (mode & 0o4000) !== 0) return;
  throw new Stop(
    `this system does not let Chromium's sandbox start for normal users. Run this once, then try again:\n` +
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

async function showWindow(file) {
  return run(electronProgram(), [...sandboxArgs(), ROOT, ...(file ? [file] : [])]);
}

/** Open `file` on a virtual display, print its connections, save a picture of the window. */
async function showInTerminal(file) {
  say(`connections of ${path.relative(ROOT, file).startsWith('..') ? file : path.relative(ROOT, file)}`);
  const flows = await run(process.execPath, [inRoot('native/synscope.mjs'), 'flows', file]);
  const picture = inRoot('out/screenshot.png');
  fs.rmSync(picture, { force: true });
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'synscope-'));
  try {
    const electron = [
      electronProgram(),
      ...sandboxArgs(),
      ROOT,
      `--user-data-dir=${data}`,
      `--screenshot=${picture}`,
      file,
    ];
    const code = await runWithoutChatter(underXvfb(electron));
    if (!fs.existsSync(picture)) throw new Stop(`Electron ended with ${code} and without a picture.`);
    // the picture is what counts; how the runtime went down afterwards is said, not hidden
    if (code !== 0) say(`Electron ended with ${code} after it had taken the picture`);
    say(`the window opened the file; what it showed: ${picture}`);
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
  return flows;
}

/** Run it; Chromium's own log lines (no D-Bus, no GPU: expected on a virtual display) are left out. */
function runWithoutChatter([command, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'pipe'] });
    readline.createInterface({ input: child.stderr }).on('line', (line) => {
      if (!/^\[\d+:\d{4}\/\d{6}\.\d+:|^$/.test(line)) console.error(line);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

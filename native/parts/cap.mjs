// Builds the npm package "cap" (the second capture driver) for this Node, in native/build/cap, beside node_modules: for
// tests and for the command line. Electron would need a build of its own; the app uses the capture helper.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, isStarted, runScript, say, Stop } from '../project.mjs';
import { nodeGyp, nodeHeaders } from './sqlite.mjs';
import { ensurePackages } from './system-packages.mjs';

const FOLDER = inRoot('native/build/cap');

/** Build it unless it is there. Gives the folder from which `require('cap')` finds it. */
export async function ensureCap() {
  const source = inRoot('node_modules/cap');
  if (!fs.existsSync(source)) throw new Stop('the optional package "cap" is not installed.');
  const { version } = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8'));
  const stamp = `${version} ${process.versions.modules} ${process.platform}-${process.arch}`;
  const stampFile = path.join(FOLDER, 'stamp');
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return FOLDER;

  await ensurePackages(['compile', 'capture'], 'building the package "cap"');
  fs.rmSync(FOLDER, { recursive: true, force: true });
  for (const name of ['cap', 'nan'])
    fs.cpSync(inRoot('node_modules', name), path.join(FOLDER, 'node_modules', name), {
      recursive: true,
      dereference: true,
    });
  const cwd = path.join(FOLDER, 'node_modules/cap');
  const done = spawnSync(process.execPath, [nodeGyp(), 'rebuild', '--release', ...nodeHeaders()], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0)
    throw new Stop(
      `the package "cap" could not be compiled:\n${(done.stdout + done.stderr).split('\n').slice(-20).join('\n')}`,
    );
  fs.writeFileSync(stampFile, stamp);
  return FOLDER;
}

if (isStarted(import.meta.url)) await runScript(async () => void say(`cap: ${await ensureCap()}`));

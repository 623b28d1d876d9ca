// node_modules: is it what the lock file says, and `npm ci` where it is not.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { duration, inRoot, ROOT, say, Stop } from '../project.mjs';

/** Install the packages of package-lock.json unless exactly they are there. True when it installed. */
export async function ensureNodePackages() {
  const why = whatDiffers();
  if (why === null) return false;
  const folder = inRoot('node_modules');
  if (fs.existsSync(folder) && fs.lstatSync(folder).isSymbolicLink())
    throw new Stop(
      `node_modules (${why}) is a link to ${fs.realpathSync(folder)}, which other checkouts may use: run npm ci there.`,
    );
  say(`installing npm packages (${why}); about a minute`);
  const began = Date.now();
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const shell = process.platform === 'win32';
  if (spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], shell }).status !== 0)
    throw new Stop('npm ci failed. Its message is above.');
  say(`npm packages installed in ${duration(Date.now() - began)}`);
  return true;
}

/** Null when node_modules holds what the lock file names, else a few words. npm keeps a lock file of what it installed. */
function whatDiffers() {
  const wanted = readPackages(inRoot('package-lock.json'));
  if (!wanted) throw new Stop(`package-lock.json is missing in ${ROOT}.`);
  const installed = readPackages(inRoot('node_modules/.package-lock.json'));
  if (!installed) return 'there are none yet';
  for (const [place, { version, optional, devOptional }] of Object.entries(wanted)) {
    if (place === '' || optional || devOptional) continue;
    if (installed[place]?.version !== version) return `${path.basename(place)} is not ${version}`;
  }
  return null;
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

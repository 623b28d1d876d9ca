// `npm run setup`: everything that a checkout needs before it can start. Quick when it is all there.
import { ensureCaptureHelper } from './capture-helper.mjs';
import { ensureRuntime } from './parts/electron-runtime.mjs';
import { ensureNodePackages } from './parts/node-packages.mjs';
import { isStarted, runScript, say, Stop } from './project.mjs';
import { ensureSqlite } from './parts/sqlite.mjs';
import { ensurePackages } from './parts/system-packages.mjs';

/** Check and install. `groups`: what of system-packages.mjs is needed beside the runtime; `why`: for messages. */
export async function setup(groups = [], why = 'Synscope') {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 18))
    throw new Stop(`Node ${process.versions.node} is too old: install Node 20.18 or newer.`);
  await ensurePackages(['runtime', ...groups], why);
  const installed = [await ensureNodePackages(), await ensureRuntime(), await ensureSqlite()];
  await tryCaptureHelper();
  return installed.some(Boolean);
}

/** Live capture needs it, nothing else does: without it the app starts, and its capture check says what is missing. */
async function tryCaptureHelper() {
  if (process.platform === 'win32') return;
  try {
    await ensureCaptureHelper();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(`without live capture, because ${error.message}`);
  }
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    const groups = process.argv.slice(2).map((word) => word.replace(/^--/, ''));
    if (!(await setup(groups))) say('everything is there');
  });

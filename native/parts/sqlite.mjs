// The SQLite addon. better-sqlite3 brings builds for Node-API 10; older runtimes (Node 20, Electron 33) crash on them and
// get one compiled here for Node-API 9, which loads in Node and in Electron's processes alike.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runtimeVersion } from './electron-runtime.mjs';
import { duration, inRoot, isStarted, runScript, say, Stop } from '../project.mjs';
import { ensurePackages } from './system-packages.mjs';

const FIRST_ELECTRON_WITH_10 = 35;

/** Compile the addon unless it is there or not needed. True when it did. */
export async function ensureSqlite() {
  const electron = Number((runtimeVersion() ?? '0').split('.')[0]);
  if (Number(process.versions.napi) >= 10 && electron >= FIRST_ELECTRON_WITH_10) return false;
  const folder = fs.realpathSync(inRoot('node_modules/better-sqlite3'));
  const addon = path.join(folder, 'build/Release/better_sqlite3.node');
  if (fs.existsSync(addon)) return false;

  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const cache = process.env.SQLITE_CACHE ?? path.join(os.homedir(), '.cache/better-sqlite3-napi9');
  const cached = path.join(cache, `${version}-${process.platform}-${process.arch}.node`);
  if (!fs.existsSync(cached)) {
    await ensurePackages(['compile'], 'compiling the SQLite addon');
    say('compiling the SQLite addon; two or three minutes, once');
    const began = Date.now();
    compile(folder);
    fs.mkdirSync(cache, { recursive: true });
    place(addon, cached);
    say(`SQLite addon compiled in ${duration(Date.now() - began)}, kept in ${cache}`);
  }
  fs.rmSync(path.join(folder, 'build'), { recursive: true, force: true }); // only the addon stays: no object files to pack
  fs.mkdirSync(path.dirname(addon), { recursive: true });
  place(cached, addon);
  return true;
}

/** Copy so that a broken-off copy is never taken for the file. */
function place(from, to) {
  const temporary = `${to}.${process.pid}`;
  fs.copyFileSync(from, temporary);
  fs.renameSync(temporary, to);
}

function compile(folder) {
  const env = {
    ...process.env,
    CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    JOBS: 'max',
  };
  const args = [nodeGyp(), 'rebuild', '--release', '--force_build=1', ...nodeHeaders()];
  const done = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status === 0) return;
  throw new Stop(
    `the SQLite addon could not be compiled:\n${(done.stdout + done.stderr).split('\n').slice(-30).join('\n')}`,
  );
}

const nodePrefix = () => path.dirname(path.dirname(fs.realpathSync(process.execPath)));

/** node-gyp's argument that names the headers beside this Node; without them it fetches some. */
export function nodeHeaders() {
  const prefix = nodePrefix();
  return fs.existsSync(path.join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/** Ours by the lock file; else the one inside npm. */
export function nodeGyp() {
  const prefix = nodePrefix();
  const places = [
    inRoot('node_modules/node-gyp'),
    process.env.npm_execpath && path.join(process.env.npm_execpath, '../../node_modules/node-gyp'),
    path.join(prefix, 'lib/node_modules/npm/node_modules/node-gyp'),
  ];
  for (const place of places) {
    const script = place && path.join(place, 'bin/node-gyp.js');
    if (script && fs.existsSync(script)) return script;
  }
  throw new Stop('node-gyp was not found beside npm. Install npm, then try again.');
}

if (isStarted(import.meta.url)) await runScript(async () => void (await ensureSqlite()));

// Build out/ when it is older than the sources.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { binOf, duration, inRoot, isStarted, runQuietly, runScript, say, Stop } from './project.mjs';

const SOURCES = [
  'src-main',
  'src-renderer',
  'electron.config.ts',
  'svelte.config.js',
  'tsconfig.json',
  'package-lock.json',
];
const STAMP = 'out/built-from';

/** Build unless out/ was built from exactly these sources. True when it did. `quiet`: say nothing of success. */
export async function ensureBuilt({ quiet = false } = {}) {
  const state = stateOfSources();
  const stamp = inRoot(STAMP);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === state) return false;
  const began = Date.now();
  fs.rmSync(stamp, { force: true });
  const { code, output } = await runQuietly(process.execPath, [
    binOf('electron-vite'),
    'build',
    '-c',
    'electron.config.ts',
  ]);
  if (code !== 0) throw new Stop(`the build failed:\n${output}`);
  fs.writeFileSync(stamp, state);
  if (!quiet) say(`built in ${duration(Date.now() - began)}`);
  return true;
}

/** A digest of name, size and time of every source file. */
function stateOfSources() {
  const digest = createHash('sha256');
  const add = (file) => {
    const { size, mtimeMs } = fs.statSync(file);
    digest.update(`${file}\0${size}\0${mtimeMs}\n`);
  };
  for (const source of SOURCES) {
    const place = inRoot(source);
    if (!fs.statSync(place).isDirectory()) add(place);
    else
      for (const entry of fs.readdirSync(place, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) add(path.join(entry.parentPath, entry.name));
  }
  return digest.digest('hex');
}

if (isStarted(import.meta.url))
  await runScript(async () => {
    if (!(await ensureBuilt())) say('out/ is up to date');
  });

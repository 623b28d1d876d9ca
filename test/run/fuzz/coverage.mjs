// What fuzzing has reached, of all slices together: added up, printed by folder, and what was not reached as a list.
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../../native/project.mjs';
import { intervals } from './coverage-of-thread.mjs';

/** Folders of src-main that no input of a target gets to: they are about texts, windows, processes and devices. */
const NOT_MEANT = new Set(['i18n', 'shell', 'capture', 'cli', 'store', 'main.ts', 'preload.ts']);
/** Folders are told apart so deep. */
const DEPTH = 4;

/** Adds `more` (of coverage-of-thread.mjs) to `all`. */
export function addCoverage(all, more) {
  for (const [file, found] of Object.entries(more)) {
    const known = all[file];
    if (known?.length !== found.length) {
      all[file] = found; // new, or the file has been changed since
      continue;
    }
    const bits = bitsOf(known);
    for (let i = 0; i < found.run.length; i += 2) bits.fill(1, found.run[i], found.run[i + 1]);
    known.run = intervals(bits);
    const seen = new Set(known.functions.map(([, start]) => start));
    known.functions.push(...found.functions.filter(([, start]) => !seen.has(start)));
  }
}

const bitsOf = ({ length, run }) => {
  const bits = new Uint8Array(length);
  for (let i = 0; i < run.length; i += 2) bits.fill(1, run[i], run[i + 1]);
  return bits;
};

/** Lines by folder: functions reached, code reached; and the functions that were not, by file. */
export function coverageReport(all) {
  const folders = new Map();
  const unreached = [];
  for (const file of sources()) {
    const folder = file.split('/').slice(0, -1).slice(0, DEPTH).join('/');
    const sum = folders.get(folder) ?? { functions: 0, reached: 0, bytes: 0, run: 0, files: 0, missing: 0 };
    folders.set(folder, sum);
    sum.files++;
    const found = all[file];
    if (!found) {
      sum.missing++;
      unreached.push(`${file}: never loaded`);
      continue;
    }
    const bits = bitsOf(found);
    sum.bytes += found.length;
    sum.run += bits.reduce((count, bit) => count + bit, 0);
    // a function is reached where anything inside of it was run: its first bytes are always among that
    const missed = found.functions.filter(([, start]) => bits[start] === 0);
    sum.functions += found.functions.length;
    sum.reached += found.functions.length - missed.length;
    const names = missed.map(([name]) => name || '(nameless)');
    if (names.length > 0) unreached.push(`${file}: ${names.join(', ')}`);
  }
  const lines = [...folders]
    .sort()
    .map(([folder, { functions, reached, bytes, run, files, missing }]) =>
      [
        folder.padEnd(34),
        `${reached}/${functions} functions`.padStart(22),
        `${bytes > 0 ? Math.round((run / bytes) * 1000) / 10 : 0} % of the code`.padStart(20),
        missing > 0 ? `  ${missing} of ${files} files never loaded` : '',
      ].join(''),
    );
  return { lines, unreached };
}

/** The files that fuzzing is about; those of types, texts and numbers alone have nothing to run. */
function sources() {
  const folder = inRoot('src-main');
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /\.ts$/.test(name) && !NOT_MEANT.has(name.split('/')[0]))
    .filter((name) => /=>|\b(function|class)\b/.test(fs.readFileSync(path.join(folder, name), 'utf8')))
    .map((name) => `src-main/${name}`)
    .sort();
}

// The list of the samples, resources/samples/index.json: written by the makers of samples, each for its own.
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../native/project.mjs';

export const SAMPLES_FOLDER = inRoot('resources/samples');
const INDEX = path.join(SAMPLES_FOLDER, 'index.json');
/** as in the menu */
const ORDER = [
  ...[
    'https',
    'retry',
    'expired',
    'fastopen',
    'three',
    'half',
    'crossing',
    'refused',
    'firewall',
    'prohibited',
    'filtered',
  ],
  ...['reset', 'unread', 'lost', 'window'],
];

/** Writes a sample, and its line in the list. */
export function saveSample(id, bytes, packets) {
  const file = `${id}.pcapng`;
  fs.mkdirSync(SAMPLES_FOLDER, { recursive: true });
  fs.writeFileSync(path.join(SAMPLES_FOLDER, file), bytes);
  const others = fs.existsSync(INDEX) ? JSON.parse(fs.readFileSync(INDEX, 'utf8')).filter((one) => one.id !== id) : [];
  const all = [...others, { id, file, packets }].sort((x, y) => ORDER.indexOf(x.id) - ORDER.indexOf(y.id));
  fs.writeFileSync(INDEX, `${JSON.stringify(all, null, 2)}\n`);
}

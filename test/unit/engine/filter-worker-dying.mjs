// A worker thread of filters that dies in the middle of a block: the first one of all does, those after it live.
import { existsSync, writeFileSync } from 'node:fs';

const marker = new URL('died', process.env.SYNSCOPE_TEST_FOLDER);
const load = Atomics.load.bind(Atomics);
let looks = 0;
Atomics.load = (array, index) => {
  // looked at every few rows of a block
  if (++looks === 30 && !existsSync(marker)) {
    writeFileSync(marker, '');
    process.exit(4);
  }
  return load(array, index);
};
await import('./filter-worker.mjs');

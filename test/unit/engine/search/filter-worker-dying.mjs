// A worker thread of filters that dies in the middle of a block: the first one of all does, at its SYNSCOPE_TEST_LOOK-th look at
// whether to stop; those after it live. Only looks at blocks are counted: what loads the modules makes many of its own.
import { existsSync, writeFileSync } from 'node:fs';
import './filter-worker.mjs';

const marker = new URL('died', process.env.SYNSCOPE_TEST_FOLDER);
const load = Atomics.load.bind(Atomics);
let looks = 0;
Atomics.load = (array, index) => {
  if (++looks === Number(process.env.SYNSCOPE_TEST_LOOK) && !existsSync(marker)) {
    writeFileSync(marker, '');
    process.exit(4);
  }
  return load(array, index);
};

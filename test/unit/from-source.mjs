// Runs a worker thread of the source: as it was bundled for this run of the tests (bundled-workers.ts), else translated while it is loaded.
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @param {URL} file the module, in TypeScript */
export async function runFromSource(file) {
  const bundles = process.env.SYNSCOPE_TEST_WORKERS;
  if (bundles) {
    await import(pathToFileURL(join(bundles, `${basename(file.pathname, '.ts')}.js`)).href);
    return;
  }
  const { register } = await import('tsx/esm/api');
  register();
  await import(file.href);
}

import { join } from 'node:path';

/** The file of a process or thread that was bundled for this run of the tests (bundled-workers.ts). */
export function bundled(name: string): string {
  const folder = process.env.SYNSCOPE_TEST_WORKERS;
  if (!folder) throw new Error('nothing was bundled: is this run by vitest?');
  return join(folder, `${name}.js`);
}

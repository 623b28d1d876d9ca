// Runs once before the unit tests: bundles the worker threads and the processes that tests start out of the source, so that each of these
// hundreds need not translate it anew (`from-source.mjs`, `bundled.ts`).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { registers } from '../../native/parts/registers.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ENTRIES = [
  'src-main/engine/search/filter-worker.ts',
  'src-main/engine/document/store-worker.ts',
  'src-main/engine/front/front-worker.ts',
  'src-main/engine/kept/kept-worker.ts',
  'src-main/engine/answers/sql/sql-worker.ts',
  'src-main/engine/port/engine-process.ts',
  'src-main/engine/port/folder-process.ts',
  'test/unit/cli/cli-process.ts',
  'test/unit/engine/port/engine-child.ts',
  'test/unit/engine/kept/keep-again.ts',
  'test/unit/engine/folder/update-again.ts',
  'test/unit/engine/picture-worker.ts',
];

export default async function bundleWorkers(): Promise<() => void> {
  const results = join(ROOT, 'test-results');
  mkdirSync(results, { recursive: true });
  // of its own: another run may be under way in this checkout
  const outDir = mkdtempSync(join(results, 'workers-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [registers()],
    build: {
      outDir,
      ssr: true,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(ENTRIES.map((file) => [basename(file, '.ts'), join(ROOT, file)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  process.env.SYNSCOPE_TEST_WORKERS = outDir;
  return () => {
    rmSync(outDir, { recursive: true, force: true });
  };
}

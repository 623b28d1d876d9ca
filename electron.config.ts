// One build for the three kinds of process: main side (Electron entry, engine, command line), preload, renderer.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { packageOf, registers } from './native/parts/registers.ts';

/** Writes down which npm packages became part of this bundle: their licences go with the app (native/packaging/). */
const notePackages = (): Plugin => ({
  name: 'note-packages',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? Object.keys(one.modules) : []));
    const names = modules.flatMap(
      (id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? packageOf(id) ?? [],
    );
    const source = JSON.stringify([...new Set(names)].sort());
    this.emitFile({ type: 'asset', fileName: 'packages.json', source });
  },
});

/** A sum of all sources of the main side: what another build has worked out of a capture is not taken over. */
function sumOfSources(): string {
  const sum = createHash('sha256');
  const files = readdirSync('src-main', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  for (const path of paths) sum.update(path.replaceAll('\\', '/')).update(readFileSync(path));
  return sum.digest('hex').slice(0, 16);
}

export default defineConfig({
  main: {
    define: { SYNSCOPE_BUILD: JSON.stringify(sumOfSources()) },
    plugins: [registers(), notePackages()],
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          main: resolve('src-main/main.ts'),
          engine: resolve('src-main/engine/port/engine-process.ts'),
          'cap-process': resolve('src-main/capture/cap/cap-process.ts'),
          'filter-worker': resolve('src-main/engine/search/filter-worker.ts'),
          'front-worker': resolve('src-main/engine/front/front-worker.ts'),
          'store-worker': resolve('src-main/engine/document/store-worker.ts'),
          'sql-worker': resolve('src-main/engine/answers/sql/sql-worker.ts'),
          'folder-process': resolve('src-main/engine/port/folder-process.ts'),
          'kept-worker': resolve('src-main/engine/kept/kept-worker.ts'),
          cli: resolve('src-main/cli/cli.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [notePackages()],
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      rolldownOptions: {
        input: { preload: resolve('src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [svelte({ configFile: resolve('svelte.config.js') }), registers(), notePackages()],
    build: {
      outDir: resolve('out/renderer'),
      target: 'chrome130',
      minify: true,
      rolldownOptions: {
        input: { index: resolve('src-renderer/index.html'), packet: resolve('src-renderer/packet.html') },
      },
    },
  },
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { registers } from './native/parts/registers.ts';

const ALL = ['unit', 'oracle', 'native'].flatMap((folder) =>
  readdirSync(join('test', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${folder}/${file.replaceAll('\\', '/')}`),
);
/** Tests that put something else in the place of a module: others may have loaded it before them. */
const ALONE = ALL.filter((file) => readFileSync(file, 'utf8').includes('vi.mock('));

export default defineConfig({
  // for the runes of the page's state classes
  plugins: [svelte({ configFile: './svelte.config.js' }), registers()],
  test: {
    // loading the engine takes longer than most tests: those of one process share it
    projects: [
      { extends: true, test: { name: 'shared', include: ALL.filter((file) => !ALONE.includes(file)), isolate: false } },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
    globalSetup: ['test/unit/bundled-workers.ts'],
    // two cores: more workers only take turns
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
  },
});

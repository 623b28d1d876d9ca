import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { registers } from './native/parts/registers.ts';

export default defineConfig({
  // for the runes of the page's state classes
  plugins: [svelte({ configFile: './svelte.config.js' }), registers()],
  test: {
    include: ['test/unit/**/*.test.ts', 'test/oracle/**/*.test.ts', 'test/native/**/*.test.ts'],
    globalSetup: ['test/unit/bundled-workers.ts'],
    // two cores: more workers only take turns
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
  },
});

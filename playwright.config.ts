// End-to-end tests: the built app in the real Electron (`npm run e2e`).
import { defineConfig } from '@playwright/test';

/** They capture on loopback, and would see each other's packets. */
const LIVE = /live[^/]*\.spec\.ts$/;

export default defineConfig({
  testDir: 'test/e2e',
  // the default would be emptied at the start, with the results of the other runners in it
  outputDir: 'test-results/e2e',
  // long, for machines that do other things as well: nothing waits for these but a failure
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // where there is a display for each (test/run/e2e.mjs)
  workers: process.env.SYNSCOPE_OTHER_DISPLAY ? 2 : 1,
  projects: [
    { name: 'live', testMatch: LIVE, workers: 1 },
    { name: 'window', testIgnore: LIVE },
  ],
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});

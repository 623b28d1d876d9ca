#!/usr/bin/env node
// The command line. An installed package holds out/main/cli.js; in a checkout it is built first when it is not fresh.
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot, Stop } from './project.mjs';

async function prepare() {
  if (!fs.existsSync(inRoot('src-main'))) return; // an installed package: nothing to build from
  if (!fs.existsSync(inRoot('node_modules/better-sqlite3/package.json'))) {
    throw new Stop('the packages are missing: run "npm run setup" first');
  }
  const { ensureBuilt } = await import('./build.mjs');
  await ensureBuilt({ quiet: true });
}

try {
  await prepare();
  // `npm run cli` runs in the checkout; file names are meant from where the user stands.
  if (process.env.npm_lifecycle_event === 'cli' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const { main } = await import(pathToFileURL(inRoot('out/main/cli.js')).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Stop ? `synscope: ${error.message}` : error);
  process.exitCode = 1;
}

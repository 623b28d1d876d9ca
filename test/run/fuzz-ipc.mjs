// `node test/run/fuzz-ipc.mjs [--calls N] [--seed N]`: what test/e2e/ipc-fuzz.spec.ts does in short, with 100,000 requests to the main
// process and as many to the engine. It needs a build.
import { parseArgs } from 'node:util';
import { runScript } from '../../native/project.mjs';
import { setup } from '../../native/setup.mjs';
import { ensureBuilt } from '../../native/build.mjs';
import { runE2e } from './e2e.mjs';

await runScript(async () => {
  const { values } = parseArgs({ options: { calls: { type: 'string' }, seed: { type: 'string' } } });
  process.env.SYNSCOPE_IPC_CALLS = values.calls ?? '100000';
  process.env.SYNSCOPE_IPC_SEED = values.seed ?? String(Date.now() % 1_000_000_000);
  await setup(['display', 'test'], 'node test/run/fuzz-ipc.mjs');
  await ensureBuilt();
  return runE2e(['test/e2e/ipc-fuzz.spec.ts']);
});

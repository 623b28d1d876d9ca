// The worker thread that stores connections out of the source instead of what was built. With SYNSCOPE_TEST_STORE_DIES it ends when
// there is work.
import { parentPort } from 'node:worker_threads';
import { runFromSource } from '../../from-source.mjs';

if (process.env.SYNSCOPE_TEST_STORE_DIES) parentPort?.once('message', () => process.exit(3));
await runFromSource(new URL('../../../../src-main/engine/document/store-worker.ts', import.meta.url));

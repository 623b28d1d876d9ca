// The worker thread that stores connections out of the source instead of what was built. With SYNSCOPE_TEST_STORE_DIES it ends when
// there is work.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
if (process.env.SYNSCOPE_TEST_STORE_DIES) parentPort?.once('message', () => process.exit(3));
await import('../../../../src-main/engine/document/store-worker.ts');

// The worker thread that keeps captures out of the source instead of what was built.
import { runFromSource } from '../../from-source.mjs';

await runFromSource(new URL('../../../../src-main/engine/kept/kept-worker.ts', import.meta.url));

// The thread that reads ahead out of the source instead of what was built.
import { runFromSource } from '../../from-source.mjs';

await runFromSource(new URL('../../../../src-main/engine/front/front-worker.ts', import.meta.url));

// The worker thread of filters out of the source instead of what was built.
import { runFromSource } from '../../from-source.mjs';

await runFromSource(new URL('../../../../src-main/engine/search/filter-worker.ts', import.meta.url));

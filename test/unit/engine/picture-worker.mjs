// The worker thread that dissects frames of a capture that is shared with it, out of the source.
import { runFromSource } from '../from-source.mjs';

await runFromSource(new URL('./picture-worker.ts', import.meta.url));

// The worker thread that dissects frames of a capture that is shared with it, out of the source.
import { register } from 'tsx/esm/api';

register();
await import('./picture-worker.ts');

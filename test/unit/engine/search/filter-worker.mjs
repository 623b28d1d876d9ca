// The worker thread of filters out of the source instead of what was built.
import { register } from 'tsx/esm/api';

register();
await import('../../../../src-main/engine/search/filter-worker.ts');

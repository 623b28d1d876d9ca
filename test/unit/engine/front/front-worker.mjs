// The thread that reads ahead out of the source instead of what was built.
import { register } from 'tsx/esm/api';

register();
await import('../../../../src-main/engine/front/front-worker.ts');

// The worker thread that keeps captures out of the source instead of what was built.
import { register } from 'tsx/esm/api';

register();
await import('../../../../src-main/engine/kept/kept-worker.ts');

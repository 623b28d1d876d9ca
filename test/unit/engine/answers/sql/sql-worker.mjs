// The thread that runs statements out of the source instead of what was built.
import { register } from 'tsx/esm/api';

register();
await import('../../../../../src-main/engine/answers/sql/sql-worker.ts');

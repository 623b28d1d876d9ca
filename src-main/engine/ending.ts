// How the reading of a capture ended.
import type { Problem } from '../ipc/message';

export type LoadEnd =
  | { phase: 'ready' }
  | { phase: 'cancelled' }
  /** what was before the damage is usable */
  | { phase: 'damaged'; problem: Problem }
  /** nothing could be read */
  | { phase: 'failed'; problem: Problem };

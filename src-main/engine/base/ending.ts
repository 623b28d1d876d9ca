// How the reading of a capture ended.
import type { Problem } from '../../ipc/message';

export type LoadEnd =
  | { phase: 'ready' }
  | { phase: 'cancelled' }
  /** what was before the damage is usable */
  | { phase: 'damaged'; problem: Problem }
  /** what was before a limit of ours is usable */
  | { phase: 'limited'; problem: Problem }
  /** nothing could be read */
  | { phase: 'failed'; problem: Problem };

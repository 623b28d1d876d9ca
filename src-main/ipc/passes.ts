// Work over all packets of a capture that goes on beside or after its reading. Texts stand in the catalogues under `pass.<id>`; what each
// one does, in the engine's `passes/registry.ts`.
import type { Problem } from './message';

export const PASSES = ['expert', 'messages', 'names', 'timing', 'tls'] as const;
export type PassId = (typeof PASSES)[number];

export interface PassStatus {
  id: PassId;
  /** packets gone over, and packets there are */
  done: number;
  total: number;
  /** `running` as long as packets may come; what was found so far is usable in each state */
  state: 'running' | 'done' | 'stopped' | 'failed';
  /** why it failed */
  problem: Problem | null;
}

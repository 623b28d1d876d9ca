// How requests to the engine fail.
import type { Problem } from '../../src-main/ipc/message';

/** What a request to the engine is rejected with when it fails; `problem` is for people. */
export class EngineError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.kind}: ${problem.detail ?? problem.message.key}`);
    this.name = 'EngineError';
  }
}

/** True for the rejection of a request that its caller gave up, or whose capture was closed meanwhile. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

import type { Problem } from '../../ipc/message';

/** Thrown by what answers a request when the answer is an expected failure; crosses the port as its problem. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly problem: Problem;
  constructor(failure: Problem) {
    super(failure.kind);
    this.problem = failure;
  }
}

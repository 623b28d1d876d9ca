// The worker threads of a command.
import type { CaptureDocument } from '../engine/document/document';
import { WorkerFailure, WorkerPool } from '../engine/search/worker-pool';
import { BAD_INPUT, CommandFailure, type CommandContext } from './context';

/** Does `work` with worker threads, and ends them. */
export async function withPool<T>(
  context: CommandContext,
  document: CaptureDocument,
  work: (pool: WorkerPool) => Promise<T>,
): Promise<T> {
  const pool = new WorkerPool(document, context.workers);
  try {
    return await work(pool);
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error;
    throw new CommandFailure(BAD_INPUT, context.text('cli.workerFailed', { reason: error.message.split('\n', 1)[0] }));
  } finally {
    pool.close();
  }
}

// `-Y`: which packets of a capture a display filter matches, for the commands that take one. A packet is judged with what the whole
// file tells of its conversation, as with `tshark -2`; by the same run over columns and worker threads as the window's list.
import type { DissectOptions } from '../dissect/contract/context';
import type { FilterTask } from '../engine/search/block';
import type { CaptureDocument } from '../engine/document/document';
import { FilterRun } from '../engine/search/filter-run';
import { DEFAULT_OPTIONS } from '../engine/answers/row-options';
import { findMessages } from '../engine/document/messages/message-finder';
import { findTimings } from '../engine/passes/timing-pass';
import { findHandshakes } from '../engine/passes/tls-pass';
import { WorkerFailure, WorkerPool } from '../engine/search/worker-pool';
import { passesOf } from '../filter/columns/column-plan';
import { compileFilter } from '../filter/compile';
import type { PassId } from '../ipc/passes';
import type { Test } from '../filter/language/tree';
import { BAD_INPUT, CommandFailure, type CommandContext } from './context';
import { COMMAND_LINE } from './filter';
import { filterFailure } from './filter-mistake';

/** What was given with `-Y`; `test` null: it matches everything. */
export interface CommandFilter {
  text: string;
  test: Test | null;
}

/** What was given with `-Y`; null: nothing. Throws CommandFailure: a mistake is told before the file is read. */
export function displayFilter(context: CommandContext, text: string | undefined): CommandFilter | null {
  if (text === undefined) return null;
  const compiled = compileFilter(text, COMMAND_LINE);
  if (!compiled.ok) throw filterFailure(context, text, compiled.mistake);
  return { text, test: compiled.filter.test };
}

/** What is found out about the whole capture before it is filtered. */
interface Before {
  /** what whoever asks needs, beside what the filter does; messages and times, unless told */
  wanted?: readonly PassId[];
  /** false: the messages of TCP streams are not put together in any case */
  streams?: boolean;
  /** threads that are there already */
  pool?: WorkerPool;
}

/** Rows handed on at once. */
const MOST = 2048;

/** Rows of the document from 0 that the filter matches, in their order, some at a time and as soon as they are known. */
export async function* matchingRows(
  context: CommandContext,
  document: CaptureDocument,
  filter: CommandFilter | null,
  options: DissectOptions,
  { wanted = ['messages', 'timing'], streams = true, pool: given }: Before = {},
): AsyncGenerator<readonly number[]> {
  const passes = new Set([...wanted, ...(filter?.test ? passesOf(filter.test) : [])]);
  // … which tells handshakes apart by them
  if (streams && (passes.has('messages') || passes.has('tls'))) await findMessages(document);
  if (passes.has('timing')) findTimings(document);
  if (!filter || filter.test === null) {
    for (let row = 0; row < document.frames; row += MOST)
      yield Array.from({ length: Math.min(MOST, document.frames - row) }, (_, i) => row + i);
    return;
  }
  const task: FilterTask = { kind: 'filter', text: filter.text, macros: [], references: [] };
  if (JSON.stringify(options) !== JSON.stringify(DEFAULT_OPTIONS)) task.options = options;
  const pool = given ?? new WorkerPool(document, context.workers);
  const run = new FilterRun(document, pool, filter.test, task);
  if (passes.has('tls')) findHandshakes(document);
  let news: () => void = () => undefined;
  let ended = false;
  const working = run
    .advance(() => news())
    .finally(() => {
      ended = true;
      news();
    });
  working.catch(() => undefined); // heard of where it is waited for
  try {
    for (let from = 0; ;) {
      const end = Math.min(run.rows.count, from + MOST);
      if (end > from) yield Array.from({ length: end - from }, (_, i) => run.rows.at(from + i));
      else if (ended) break;
      else await new Promise<void>((resolve) => (news = resolve));
      from = end;
    }
    await working;
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error;
    throw new CommandFailure(BAD_INPUT, context.text('cli.workerFailed', { reason: error.message.split('\n', 1)[0] }));
  } finally {
    run.close();
    if (!given) pool.close();
  }
}

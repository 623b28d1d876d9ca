// Rows of a capture to standard output, made by the worker threads.
import type { DissectOptions } from '../dissect/contract/context';
import type { CaptureDocument } from '../engine/document/document';
import type { TextOf } from '../engine/search/block';
import { textOf } from '../engine/search/text-run';
import type { PassId } from '../ipc/passes';
import { rowsTable } from '../report/tables/rows-text';
import type { TextTable } from '../report/tables/text-table';
import type { CommandContext } from './context';
import { matchingRows, type CommandFilter } from './display-filter';
import { withPool } from './with-pool';

/** Rows for which threads are begun at once. */
const MANY = 2048;

/** Which rows, and how frames are dissected for that. */
export interface RowChoice {
  filter: CommandFilter | null;
  options: DissectOptions;
  /** what is found out about the whole capture before, beside what the filter needs */
  wanted: readonly PassId[];
  /** false: the messages of TCP streams are not put together in any case */
  streams?: boolean;
}

/** Prints the rows that the filter matches, as `what`, with what stands around them in `table`. */
export function printRows(
  context: CommandContext,
  document: CaptureDocument,
  what: TextOf,
  table: Omit<TextTable, 'row'>,
  { filter, options, ...before }: RowChoice,
): Promise<void> {
  return withPool(context, document, async (pool) => {
    if (document.frames >= MANY) pool.warmUp();
    const rows = matchingRows(context, document, filter, options, { ...before, pool });
    for await (const { text } of rowsTable(table, textOf(document, pool, rows, what))) await context.out.made(text);
  });
}

// `-Y`: which packets of a capture a display filter matches, for the commands that take one. A packet is judged with what the whole
// file tells of its conversation, as with `tshark -2`.
import type { DissectOptions } from '../dissect/context';
import { FrameDissector } from '../dissect/dissect';
import { reportBug } from '../engine/bug-log';
import type { CaptureDocument } from '../engine/document';
import { compileFilter, type CompiledFilter } from '../filter/compile';
import { createEvaluation } from '../filter/evaluate';
import type { CommandContext } from './context';
import { COMMAND_LINE } from './filter';
import { filterFailure } from './filter-mistake';

/** What was given with `-Y`; null: nothing. Throws CommandFailure: a mistake is told before the file is read. */
export function displayFilter(context: CommandContext, text: string | undefined): CompiledFilter | null {
  if (text === undefined) return null;
  const compiled = compileFilter(text, COMMAND_LINE);
  if (!compiled.ok) throw filterFailure(context, text, compiled.mistake);
  return compiled.filter;
}

/** Rows of the document from 0 that the filter matches, in their order. */
export function* matchingRows(
  document: CaptureDocument,
  filter: CompiledFilter | null,
  options: DissectOptions,
): Generator<number> {
  if (filter === null) {
    for (let row = 0; row < document.frames; row++) yield row;
    return;
  }
  const { sink, matches } = createEvaluation(filter);
  const dissector = new FrameDissector(options, sink, reportBug);
  for (let row = 0; row < document.frames; row++) {
    dissector.dissect(document.bytes(row), document.context(row));
    if (matches()) yield row;
  }
}

/** The same as runs of neighbours, none longer than `most`. */
export function* runsOf(rows: Iterable<number>, most: number): Generator<{ from: number; count: number }> {
  let from = 0;
  let count = 0;
  for (const row of rows) {
    if (count > 0 && row === from + count && count < most) {
      count++;
      continue;
    }
    if (count > 0) yield { from, count };
    from = row;
    count = 1;
  }
  if (count > 0) yield { from, count };
}

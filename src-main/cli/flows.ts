// `synscope flows`: the conversations as a table, as JSON or as CSV. A page is read, printed and forgotten before the next one.
import { tunnelsOf } from '../engine/answers/tunnels-of';
import type { CaptureDocument } from '../engine/document/document';
import type { FlowRow } from '../ipc/contracts/engine-contract';
import { FlowCondition } from '../store/flow-condition';
import { checkWhere, WHERE_COLUMNS } from '../store/where';
import type { CommandContext } from './context';
import { displayFilter } from './display-filter';
import { csvCell } from '../text/table-cell';
import { CSV_COLUMNS } from './flow-csv';
import { flowPages } from './flow-rows';
import { FlowTable } from './flow-table';
import { JsonList } from './json-list';
import { nearest } from '../filter/language/nearest';

export interface FlowsArguments {
  file: string;
  format: 'text' | 'json' | 'csv';
  where: string | null;
  /** -Y: conversations with a packet that it matches */
  filter?: string;
}

type Pages = AsyncIterable<readonly FlowRow[]>;

/** A condition is checked before the file is read: a slip should not cost a minute. */
function conditionOf(context: CommandContext, where: string): FlowCondition {
  const result = checkWhere(where);
  if (!result.ok) {
    const args = { word: result.word, column: result.at + 1 };
    if (result.why !== 'word') throw context.usage(result.why === 'long' ? 'cli.whereLong' : 'cli.whereSign', args);
    const hint = nearest(result.word, WHERE_COLUMNS);
    if (hint !== null) throw context.usage('cli.whereWordNear', { ...args, hint });
    throw context.usage('cli.whereWord', { ...args, columns: WHERE_COLUMNS.join(', ') });
  }
  try {
    return new FlowCondition(where);
  } catch (error) {
    // The words are fine, the grammar is not: SQLite says where.
    throw context.usage('cli.whereGrammar', { reason: error instanceof Error ? error.message : String(error) });
  }
}

export async function flowsCommand(context: CommandContext, args: FlowsArguments): Promise<void> {
  const filter = displayFilter(context, args.filter);
  const condition = args.where === null ? null : conditionOf(context, args.where);
  try {
    await context.withCapture(args.file, async (document) => {
      // a look at every handshake: only where something of it is asked for
      const tls = args.format === 'json' || /\btls_/i.test(args.where ?? '');
      const pages = flowPages(context, document, { filter, condition, tls });
      if (args.format === 'json') await printJson(context, pages, document);
      else if (args.format === 'csv') await printCsv(context, pages);
      else await printTable(context, pages, new FlowTable(context, document));
    });
  } finally {
    condition?.close();
  }
}

async function printJson({ out, byTunnel }: CommandContext, pages: Pages, document: CaptureDocument): Promise<void> {
  const list = new JsonList(out);
  const told = (row: FlowRow): object => (byTunnel ? { ...row, tunnels: tunnelsOf(document, row.id) } : row);
  for await (const rows of pages) for (const row of rows) if (list.add(told(row))) await out.flush();
  list.end();
}

async function printCsv({ out }: CommandContext, pages: Pages): Promise<void> {
  out.ready(CSV_COLUMNS.join(','));
  for await (const rows of pages)
    for (const row of rows) if (out.ready(CSV_COLUMNS.map((key) => cell(row[key])).join(','))) await out.flush();
}

async function printTable(context: CommandContext, pages: Pages, table: FlowTable): Promise<void> {
  const { out } = context;
  let empty = true;
  for await (const rows of pages) {
    for (const line of table.lines(rows)) if (out.line(line)) await out.flush();
    if (empty) await out.flush(); // something to look at, before the rest is worked out
    empty = false;
  }
  if (empty) out.line(context.text('cli.noFlows'));
}

const cell = (value: FlowRow[keyof FlowRow]): string => csvCell(Array.isArray(value) ? value.join(' ') : value);

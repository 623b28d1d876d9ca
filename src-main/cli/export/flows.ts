// `synscope export flows`: the table of connections as a file.
import { writeProblem } from '../../formats/writing/write-problem';
import { TEXT_FORMATS, type TextFormat } from '../../report/tables/text-table';
import { writeConnections } from '../../report/tables/write-table';
import { BAD_INPUT, CommandFailure, type CommandContext } from '../context';
import { displayFilter } from '../display-filter';
import { flowPages } from '../flow-rows';
import { StopSignal } from './stop-signal';

export const FLOW_FORMATS = [...TEXT_FORMATS, 'parquet'] as const;

export interface ExportFlowsOptions {
  write?: string;
  displayFilter?: string;
  format?: TextFormat | 'parquet';
}

export async function exportFlowsCommand(
  context: CommandContext,
  file: string,
  { write: path, displayFilter: text, format }: ExportFlowsOptions,
): Promise<void> {
  if (path === undefined) throw context.usage('cli.noExportOutput');
  const filter = displayFilter(context, text);
  const chosen = format ?? FLOW_FORMATS.find((known) => path.toLowerCase().endsWith(`.${known}`)) ?? 'csv';
  const stop = new StopSignal();
  try {
    await context.withCapture(file, async (document) => {
      const pages = flowPages(context, document, { filter, condition: null, tls: true });
      const run = { progress: () => undefined, stopped: () => stop.asked };
      const end = await writeConnections(path, chosen, pages, run);
      if (end === 'cancelled') throw new CommandFailure(BAD_INPUT, context.text('cli.exportStopped'));
      if ('kind' in end) throw new CommandFailure(BAD_INPUT, context.message(writeProblem(end, path).message));
      context.out.line(context.text('cli.exportedFlows', { items: end.rows, bytes: end.bytes, path }));
    });
  } finally {
    stop.close();
  }
}

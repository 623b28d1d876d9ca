// `synscope stats io`: packets and bytes in each interval, for all packets or for several filters side by side.
import { IoGraphs } from '../../engine/statistics/io-graphs';
import {
  LEAST_IO_INTERVAL_NS,
  MOST_IO_INTERVAL_NS,
  MOST_IO_INTERVALS,
  MOST_IO_LINES,
} from '../../ipc/contracts/statistics-contract';
import { findMessages } from '../../engine/document/messages/message-finder';
import type { CommandContext } from '../context';
import { decodeRules } from '../decode-as';
import { displayFilter } from '../display-filter';
import { printTable, type PrintedColumn, type PrintedRow, type StatsOptions } from './print';
import { withPool } from '../with-pool';
import { chosenRows } from './rows';

const nobodyCancels = new AbortController().signal;

export async function ioStats(
  context: CommandContext,
  file: string,
  { interval, filter: texts, ...options }: StatsOptions & { interval: string; filter: string[] },
): Promise<void> {
  const intervalNs = Math.round(Number(interval) * 1e9);
  if (!(intervalNs >= LEAST_IO_INTERVAL_NS && intervalNs <= MOST_IO_INTERVAL_NS))
    throw context.usage('cli.stats.badInterval', { text: interval });
  if (texts.length > MOST_IO_LINES) throw context.usage('cli.stats.manyFilters', { most: MOST_IO_LINES });
  const filter = displayFilter(context, options.displayFilter);
  for (const text of texts) displayFilter(context, text);
  const decodeAs = decodeRules(context, options.decodeAs);
  const lines = texts.length === 0 ? [''] : texts;
  const columns: PrintedColumn[] = [
    { id: 'startNs', title: context.text('statistics.column.startNs'), kind: 'ns' },
    ...lines.flatMap((text): PrintedColumn[] =>
      (['packets', 'bytes'] as const).map((id) => ({
        id: text === '' ? id : `${id}: ${text}`,
        title:
          text === '' ? context.text(`statistics.column.${id}`) : `${context.text(`statistics.column.${id}`)}: ${text}`,
        kind: 'count',
      })),
    ),
  ];
  await context.withCapture(
    file,
    async (document) => {
      const shown = await chosenRows(context, document, filter);
      if (texts.length > 0) await findMessages(document);
      const list = { list: 0, shown, isFiltered: filter !== null };
      const filters = lines.map((text) => ({ text, macros: [], frame: 0 }));
      const query = { filters, displayed: true, intervalNs, fromNs: null, toNs: null };
      await withPool(context, document, async (pool) => {
        const graphs = new IoGraphs(document, pool);
        const graph = await graphs.graph(query, list, nobodyCancels);
        graphs.close();
        if (graph.intervalNs !== intervalNs)
          throw context.usage('cli.stats.intervals', { most: MOST_IO_INTERVALS - 2 });
        function* rows(): Generator<PrintedRow> {
          for (let i = 0; i < graph.intervals; i++)
            yield {
              cells: [
                graph.fromNs + i * graph.intervalNs,
                ...graph.lines.flatMap(({ packets, bytes }) => [packets?.[i] ?? null, bytes?.[i] ?? null]),
              ],
            };
        }
        await printTable(context, columns, rows, options);
      });
    },
    { decodeAs },
  );
}

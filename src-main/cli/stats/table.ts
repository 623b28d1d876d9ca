// `synscope stats phs|endpoints|conversations|plen|responses|flow`: one table of statistics.
import { findMessages } from '../../engine/document/messages/message-finder';
import { findHandshakes } from '../../engine/passes/tls-pass';
import { counterOf, createCounter } from '../../engine/statistics/counters';
import { Counting } from '../../engine/statistics/counting';
import { orderOf } from '../../engine/statistics/listing';
import { ALL_LENGTHS, flowKindOf, measuredOf, type StatisticsTable } from '../../ipc/contracts/statistics-contract';
import type { CommandContext } from '../context';
import { decodeRules } from '../decode-as';
import { displayFilter } from '../display-filter';
import { printTable, type PrintedRow, type StatsOptions } from './print';
import { withPool } from '../with-pool';
import { chosenRows } from './rows';

export async function tableStats(
  context: CommandContext,
  file: string,
  table: StatisticsTable,
  options: StatsOptions,
): Promise<void> {
  const filter = displayFilter(context, options.displayFilter);
  const decodeAs = decodeRules(context, options.decodeAs);
  await context.withCapture(
    file,
    async (document) => {
      const rows = await chosenRows(context, document, filter);
      // what a packet carries may have begun in another
      if (table === 'hierarchy' || table === 'responses' || flowKindOf(table) !== null) await findMessages(document);
      if (table === 'responses') findHandshakes(document);
      const counter = createCounter(document, counterOf(table));
      await withPool(context, document, (pool) => new Counting(rows, counter, pool).advance(Infinity, () => undefined));
      const listing = counter.listing(table);
      const order = orderOf(listing, null, false);
      const people = !options.json && !options.csv;
      const columns = listing.columns.map(({ id, kind }) => ({
        id,
        kind,
        title: context.text(`statistics.column.${id}`),
      }));
      function* printed(): Generator<PrintedRow> {
        for (const i of order) {
          const row = listing.row(i);
          if (people && row.cells[0] === ALL_LENGTHS) row.cells[0] = context.text('statistics.allLengths');
          if (people && table === 'responses') row.cells[0] = measuredText(context, String(row.cells[0]));
          yield row;
        }
      }
      await printTable(context, columns, printed, options, { tree: listing.parent !== undefined, filters: true });
      if (listing.unlisted > 0) context.note({ key: 'statistics.unlisted', args: { count: listing.unlisted } });
    },
    { decodeAs },
  );
}

function measuredText(context: CommandContext, cell: string): string {
  const { kind, value } = measuredOf(cell);
  return context.text(`statistics.response.${kind}`, { value });
}

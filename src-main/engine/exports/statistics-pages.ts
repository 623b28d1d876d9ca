// Tables of statistics as they are exported: the cells of the window, the filter that finds a row behind them; times in ns.
import type { ExportedTable } from '../../ipc/contracts/export-contract';
import { STATISTICS_TABLES, type StatisticsTable } from '../../ipc/contracts/statistics-contract';
import type { Cell } from '../../report/tables/text-table';
import { Slice } from '../base/pause';
import type { IoGraphs } from '../statistics/io-graphs';
import { orderOf, type Listing } from '../statistics/listing';
import type { Statistics } from '../statistics/statistics';

const PAGE = 500;

export interface ExportTable {
  columns: readonly string[];
  pages(): AsyncGenerator<Cell[][]>;
}

export const isStatistics = (table: ExportedTable): table is StatisticsTable =>
  (STATISTICS_TABLES as readonly string[]).includes(table);

/** Null: nobody wants it any more. */
export async function statisticsTable(
  { statistics, ioGraphs }: { statistics: Statistics; ioGraphs: IoGraphs },
  table: StatisticsTable | 'io',
  displayed: boolean,
  stopped: () => boolean,
): Promise<ExportTable | null> {
  if (table === 'io') return ioTable(ioGraphs);
  const listing = await statistics.whole({ table, displayed }, stopped);
  return listing && listingTable(listing);
}

/** A tree tells how deep its rows stand. */
export function listingTable(listing: Listing): ExportTable {
  const tree = listing.parent !== undefined;
  const names = listing.columns.map(({ id }) => id);
  const order = orderOf(listing, null, false);
  const cells = (i: number): Cell[] => {
    const { cells, depth, filter } = listing.row(i);
    return [...(tree ? [depth] : []), ...cells, filter];
  };
  return {
    columns: [...(tree ? ['depth'] : []), ...names, 'filter'],
    pages: () => pagesOf(order.length, (i) => cells(order[i])),
  };
}

/** A line an interval; packets and bytes of each filter side by side. */
export function ioTable({ drawn }: Pick<IoGraphs, 'drawn'>): ExportTable {
  const { query, graph } = drawn ?? {
    query: { filters: [] },
    graph: { intervals: 0, lines: [], fromNs: 0, intervalNs: 0 },
  };
  const columns = query.filters.flatMap(({ text }) =>
    text === '' ? ['packets', 'bytes'] : [`packets: ${text}`, `bytes: ${text}`],
  );
  const row = (i: number): Cell[] => [
    graph.fromNs + i * graph.intervalNs,
    ...graph.lines.flatMap(({ packets, bytes }) => [packets?.[i] ?? null, bytes?.[i] ?? null]),
  ];
  return { columns: ['startNs', ...columns], pages: () => pagesOf(graph.intervals, row) };
}

async function* pagesOf(count: number, row: (i: number) => Cell[]): AsyncGenerator<Cell[][]> {
  const slice = new Slice();
  for (let from = 0; from < count; from += PAGE) {
    yield Array.from({ length: Math.min(PAGE, count - from) }, (_, i) => row(from + i));
    if (slice.over) await slice.giveWay();
  }
}

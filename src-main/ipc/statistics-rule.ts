// What orders for statistics must look like, at every border that they cross.
import * as v from 'valibot';
import { MAX_FILTER_TEXT } from './contracts/filter-contract';
import {
  END_LAYERS,
  FLOW_KINDS,
  IO_UNITS,
  LEAST_IO_INTERVAL_NS,
  MOST_IO_INTERVAL_NS,
  MOST_IO_LINES,
  STATISTICS_COLUMN_IDS,
  STATISTICS_PAGES,
  STATISTICS_TABLES,
  type StatisticsChoice,
  type StatisticsColumnId,
  type StatisticsTable,
} from './contracts/statistics-contract';

const STATISTICS_TABLE = v.picklist(STATISTICS_TABLES as [StatisticsTable, ...StatisticsTable[]]);
export const STATISTICS_VIEW = v.strictObject({ table: STATISTICS_TABLE, displayed: v.boolean() });
export const STATISTICS_SORT = v.strictObject({
  column: v.nullable(v.picklist(STATISTICS_COLUMN_IDS as [StatisticsColumnId, ...StatisticsColumnId[]])),
  descending: v.boolean(),
});

const IO_INTERVAL = v.pipe(v.number(), v.integer(), v.minValue(LEAST_IO_INTERVAL_NS), v.maxValue(MOST_IO_INTERVAL_NS));
/** ns since the first packet: some 300 years either way */
const moment = v.nullable(v.pipe(v.number(), v.minValue(-1e19), v.maxValue(1e19)));
/** All but the filters. */
export const IO_QUERY = { displayed: v.boolean(), intervalNs: IO_INTERVAL, fromNs: moment, toNs: moment };

export const STATISTICS_CHOICE: v.GenericSchema<unknown, StatisticsChoice> = v.strictObject({
  page: v.picklist(STATISTICS_PAGES),
  layer: v.picklist(END_LAYERS),
  // of choices that were kept before there were flow graphs
  flows: v.optional(v.picklist(FLOW_KINDS), 'all'),
  displayed: v.boolean(),
  lines: v.pipe(
    v.array(v.strictObject({ text: v.pipe(v.string(), v.maxLength(MAX_FILTER_TEXT)), shown: v.boolean() })),
    v.minLength(1),
    v.maxLength(MOST_IO_LINES),
  ),
  unit: v.picklist(IO_UNITS),
  intervalNs: v.nullable(IO_INTERVAL),
});

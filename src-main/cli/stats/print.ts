// Tables of statistics on standard output: aligned for people, as JSON or CSV for programs.
import type { CellKind } from '../../ipc/contracts/statistics-contract';
import type { CommandContext } from '../context';
import { csvCell } from '../../text/table-cell';
import { JsonList } from '../json-list';
import { padEnd, padStart, width } from '../text';
import { milliseconds, secondsText } from '../../text/duration';

export interface StatsOptions {
  displayFilter?: string;
  json?: boolean;
  csv?: boolean;
  decodeAs: string[];
}

type Value = string | number | null;

export interface PrintedColumn {
  /** its name for programs, and its title for people */
  id: string;
  title: string;
  kind: CellKind;
}
export interface PrintedRow {
  cells: readonly Value[];
  /** of a tree, from 0 */
  depth?: number;
  /** for programs alone */
  filter?: string;
}

/** Rows that the widths of columns are made for; wider ones later stand out. */
const MEASURED = 2000;
const FINE: Partial<Record<CellKind, number>> = { percent: 2, bitRate: 0, number: 4 };

const isText = (kind: CellKind): boolean => kind === 'text';

function cellText(value: Value, kind: CellKind): string {
  if (value === null) return '-';
  if (typeof value === 'string') return value;
  if (kind === 'ns') return secondsText(value);
  if (kind === 'ms') return milliseconds(value, 9);
  const digits = FINE[kind];
  return digits === undefined ? String(value) : value.toFixed(digits);
}

/** Prints a table of any length. `tree`: its rows stand in each other; `filters`: programs are told the filter of each. */
export async function printTable(
  { out }: CommandContext,
  columns: readonly PrintedColumn[],
  rows: () => Iterable<PrintedRow>,
  { json, csv }: Pick<StatsOptions, 'json' | 'csv'>,
  { tree = false, filters = false }: { tree?: boolean; filters?: boolean } = {},
): Promise<void> {
  if (json) {
    const list = new JsonList(out);
    for (const { cells, depth, filter } of rows()) {
      const object = Object.fromEntries(columns.map(({ id }, i) => [id, cells[i]]));
      if (list.add({ ...(tree ? { depth } : {}), ...object, ...(filters ? { filter } : {}) })) await out.flush();
    }
    return list.end();
  }
  if (csv) {
    out.ready(
      [...(tree ? ['depth'] : []), ...columns.map(({ id }) => id), ...(filters ? ['filter'] : [])]
        .map(csvCell)
        .join(','),
    );
    for (const { cells, depth = 0, filter = '' } of rows())
      if (out.ready([...(tree ? [depth] : []), ...cells, ...(filters ? [filter] : [])].map(csvCell).join(',')))
        await out.flush();
    return;
  }
  const textsOf = ({ cells, depth = 0 }: PrintedRow): string[] =>
    columns.map(({ kind }, i) => (i === 0 ? '  '.repeat(depth) : '') + cellText(cells[i], kind));
  const widths = columns.map(({ title }) => width(title));
  let measured = 0;
  for (const row of rows()) {
    textsOf(row).forEach((text, i) => (widths[i] = Math.max(widths[i], width(text))));
    if (++measured === MEASURED) break;
  }
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => (isText(columns[i].kind) ? padEnd(text, widths[i]) : padStart(text, widths[i])))
      .join('  ')
      .trimEnd();
  out.line(line(columns.map(({ title }) => title)));
  for (const row of rows()) if (out.line(line(textsOf(row)))) await out.flush();
}

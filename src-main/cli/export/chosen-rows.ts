// Which packets `export` takes: a display filter, numbers, connections; all that is given must hold.
import type { CaptureDocument } from '../../engine/document/document';
import { DEFAULT_OPTIONS } from '../../engine/answers/row-options';
import type { CommandContext } from '../context';
import { matchingRows, type CommandFilter } from '../display-filter';

export interface RowChoice {
  filter: CommandFilter | null;
  /** null: all */
  ranges: [number, number][] | null;
  /** tcp.stream; null: all */
  streams: ReadonlySet<number> | null;
}

/** Rows handed on at once. */
const MOST = 8192;

/** Chosen rows from 0 in their order, some at a time. */
export async function* chosenRows(
  context: CommandContext,
  document: CaptureDocument,
  { filter, ranges, streams }: RowChoice,
): AsyncGenerator<ArrayLike<number>> {
  const { columns } = document;
  const taken = (row: number): boolean =>
    (ranges === null || ranges.some(([from, to]) => row + 1 >= from && row + 1 <= to)) &&
    (streams === null || (columns.streamKind(row) === 'tcp' && streams.has(columns.stream(row))));
  const given =
    filter === null || filter.test === null
      ? everyRow(document.frames)
      : matchingRows(context, document, filter, DEFAULT_OPTIONS, { wanted: [] });
  const all = ranges === null && streams === null;
  for await (const rows of given) yield all ? rows : [...rows].filter(taken);
}

function* everyRow(count: number): Generator<Uint32Array> {
  for (let row = 0; row < count; row += MOST) {
    const rows = new Uint32Array(Math.min(MOST, count - row));
    for (let i = 0; i < rows.length; i++) rows[i] = row + i;
    yield rows;
  }
}

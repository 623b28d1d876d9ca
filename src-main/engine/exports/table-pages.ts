// Pages of the tables that are exported of an open capture.
import { NOTE_KINDS } from '../../dissect/expert-notes';
import type { FlowRow } from '../../ipc/flow-facts';
import type { Cell } from '../../report/tables/text-table';
import type { CaptureDocument } from '../document/document';
import type { Notes } from '../passes/notes';
import { Slice } from '../base/pause';

const PAGE = 500;

export const NOTE_TABLE = ['packet', 'severity', 'group', 'field', 'name', 'protocol', 'stream'];

/** `chosen`: FlowRow.id of those that are wanted; null: all. */
export async function* flowRowPages(
  { analysis }: CaptureDocument,
  chosen: readonly number[] | null,
): AsyncGenerator<FlowRow[]> {
  const { flows } = analysis;
  const slice = new Slice();
  const ids = chosen === null ? null : knownFlows(flows.count, chosen);
  const count = ids?.length ?? flows.count;
  for (let at = 0; at < count; at += PAGE) {
    yield Array.from({ length: Math.min(PAGE, count - at) }, (_, i) => flows.row(ids?.[at + i] ?? at + i));
    if (slice.over) await slice.giveWay();
  }
}

/** Those that are there, each once, in their order. */
export const knownFlows = (count: number, chosen: readonly number[]): number[] =>
  [...new Set(chosen)].filter((id) => id < count).sort((a, b) => a - b);

/** `wanted`: only notes of the packets in these rows. */
export async function* notePages(
  { columns }: CaptureDocument,
  notes: Notes,
  wanted: (row: number) => boolean,
): AsyncGenerator<Cell[][]> {
  const slice = new Slice();
  const count = notes.listed;
  for (let from = 0; from < count; from += PAGE) {
    const page: Cell[][] = [];
    for (let i = from; i < Math.min(count, from + PAGE); i++) {
      const row = notes.rows.at(i);
      if (!wanted(row)) continue;
      const { field, severity, group, protocol } = NOTE_KINDS[notes.kinds.at(i)];
      const stream = columns.streamKind(row) === 'none' ? null : columns.stream(row);
      page.push([row + 1, severity, group, field.abbrev, field.name, protocol, stream]);
    }
    yield page;
    if (slice.over) await slice.giveWay();
  }
}

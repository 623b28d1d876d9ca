// The packets that a command of `stats` counts.
import { DEFAULT_OPTIONS } from '../../engine/answers/row-options';
import type { CaptureDocument } from '../../engine/document/document';
import { AllRows, RowList, type ShownRows } from '../../engine/document/shown-rows';
import type { CommandContext } from '../context';
import { matchingRows, type CommandFilter } from '../display-filter';

/** All of them, or those that `-Y` leaves. */
export async function chosenRows(
  context: CommandContext,
  document: CaptureDocument,
  filter: CommandFilter | null,
): Promise<ShownRows> {
  if (filter === null || filter.test === null) return new AllRows(document.columns);
  const list = new RowList();
  for await (const rows of matchingRows(context, document, filter, DEFAULT_OPTIONS))
    for (const row of rows) list.push(row);
  return list;
}

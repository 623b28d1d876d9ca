// The packets that are selected as text on the clipboard, in the columns that are shown.
import { csvLine } from '../../../src-main/text/table-cell';
import type { FrameRange } from '../../format/frame-ranges';
import { rowsOfPage, type PacketRow } from '../../format/packet-row';
import { engine } from '../../state/client';
import { copyTable, copyText } from '../../state/clipboard';
import { t } from '../../state/i18n.svelte';
import { toasts } from '../../state/toasts.svelte';
import { picked, preferences, session } from '../../state/window';

/** More than anybody pastes; each row is dissected for it. */
const MOST_ROWS = 20_000;
const PAGE = 500;

/** A column that is shown: its title, and the text of a row in it. */
export interface CopiedColumn {
  title: string;
  text: (row: PacketRow) => string;
}

/** The displayed packets of the ranges, in their order. */
async function rowsIn(ranges: readonly FrameRange[]): Promise<PacketRow[]> {
  const fields = preferences.now.fieldColumns.map(({ field }) => field);
  const rows: PacketRow[] = [];
  for (const [first, last] of ranges) {
    let at = await engine.request('rowOfFrame', { frame: first, nearest: true });
    for (let more = at >= 0; more && rows.length < MOST_ROWS; at += PAGE) {
      const page = rowsOfPage(await engine.request('packetRows', { from: at, count: PAGE, fields }), fields);
      rows.push(...page.filter(({ frame }) => frame >= first && frame <= last));
      more = page.length === PAGE && page[page.length - 1].frame < last;
    }
  }
  return rows.slice(0, MOST_ROWS);
}

/** With the titles above. */
export async function copyRows(as: 'table' | 'csv', columns: readonly CopiedColumn[]): Promise<void> {
  try {
    const rows = await rowsIn(picked.ranges);
    const lines = rows.map((row) => columns.map(({ text }) => text(row)));
    const all = [columns.map(({ title }) => title), ...lines];
    if (as === 'table') await copyTable(all);
    else await copyText(all.map(csvLine).join('\n'));
    if (rows.length === MOST_ROWS) toasts.show(t('packets.menu.copiedSome', { count: MOST_ROWS }));
  } catch (error) {
    session.report(error);
  }
}

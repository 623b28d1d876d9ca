// What the dialog asks to have printed, as the main process takes it.
import {
  MOST_PRINTED_CELLS,
  MOST_OPEN_PLACES,
  MOST_PRINTED_LINES,
  type PacketsToPrint,
  type TableToPrint,
} from '../../../src-main/ipc/contracts/print-contract';
import type { PacketScope } from '../../../src-main/ipc/contracts/export-contract';
import { parseRange } from '../../../src-main/text/packet-ranges';
import { expansion } from '../../state/list/expansion.svelte';
import { mainList } from '../../state/list/main-list';
import { t } from '../../state/i18n.svelte';
import { picked, pickedFlows, preferences, session } from '../../state/window';
import { printing, type ScopeKind } from '../../state/views/print.svelte';

/** Packets `from … to` by number, or null where the text names none. */
export const rangesOf = (text: string): [number, number][] | null =>
  parseRange(text)?.map(([from, to]) => [from, Math.min(to, 0xffffffff)]) ?? null;

function scopeOf(kind: ScopeKind): PacketScope | null {
  if (kind === 'selected')
    return picked.ranges.length > 0 ? { by: 'frames', ranges: picked.ranges.map(([a, b]) => [a, b]) } : null;
  if (kind === 'flows') return pickedFlows.ids.length > 0 ? { by: 'flows', flows: [...pickedFlows.ids] } : null;
  if (kind !== 'range') return { by: kind };
  const ranges = rangesOf(printing.range);
  return ranges && { by: 'frames', ranges };
}

/** Null: it is not said yet which. */
export function packetsOrder(): PacketsToPrint | null {
  const scope = scopeOf(printing.scope);
  const { summary, details, bytes } = printing.choice;
  const { timeFormat, timeDigits } = preferences.now;
  return (
    scope && {
      what: 'packets',
      scope,
      ...{ summary, details, bytes },
      open: details === 'open' ? [...expansion.places].slice(0, MOST_OPEN_PLACES) : [],
      time: timeFormat,
      digits: timeDigits === 'auto' ? session.digits() : timeDigits,
    }
  );
}

/** The table of the page in view, as it stands there. */
export async function tableOrder(): Promise<TableToPrint | 'long' | null> {
  const rows = await mainList.texts?.(MOST_PRINTED_LINES);
  if (!rows) return rows === null ? 'long' : null;
  if (rows.length * rows[0].length > MOST_PRINTED_CELLS) return 'long';
  return { what: 'table', title: `${session.name ?? ''} · ${t(`view.${printing.view}`)}`.slice(0, 500), rows };
}

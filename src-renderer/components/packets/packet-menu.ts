// Context menu of a row of the packet list.
import Copy from '@lucide/svelte/icons/copy';
import { copyText } from '../../state/clipboard';
import { exporting, selection, walk } from '../../state/window';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { t } from '../../state/i18n.svelte';
import { keyName, keyOf } from '../../state/key-name';
import { followEntries } from '../../state/follow-entry';
import { decodeAsEntry } from '../../state/decode-as';
import { applyMenu, copyFilterEntry } from '../../state/apply-menu';
import { cellFilter } from '../../format/cell-filter';
import type { PacketRow } from '../../format/packet-row';

const LONGEST = 32;

/** `column` under the pointer and the text of its cell; `all`: the whole row, separated by tabs. */
export function packetMenu(row: PacketRow, column: string, cell: string, all: string): MenuEntry[] {
  const short = cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell;
  const kind = row.protocol === 'UDP' ? 'udp' : 'tcp';
  const inConversation = row.stream >= 0;
  const filter = cellFilter(row, column);
  return [
    ...applyMenu(filter),
    copyFilterEntry(filter),
    'separator',
    {
      id: 'show-connection',
      label: t('packets.menu.connection'),
      shortcut: keyName('Enter'),
      disabled: !inConversation,
      run: () => selection.showTab('connections'),
    },
    ...followEntries('follow-stream', inConversation ? kind : null, /^(?:TCP|HTTP)/.test(row.protocol)),
    {
      id: 'next-in-conversation',
      label: t('packets.menu.next'),
      shortcut: keyOf('nextInConversation'),
      disabled: !inConversation,
      run: () => void walk.stepInConversation(1),
    },
    {
      id: 'previous-in-conversation',
      label: t('packets.menu.previous'),
      shortcut: keyOf('previousInConversation'),
      disabled: !inConversation,
      run: () => void walk.stepInConversation(-1),
    },
    decodeAsEntry(inConversation ? row.frame : null),
    {
      id: 'export-packets',
      label: t('export.menuPacket'),
      run: () => exporting.open({ what: 'packets', scope: 'frame', flows: [] }),
    },
    'separator',
    {
      id: 'copy-cell',
      label: t('packets.menu.copyCell', { text: short }),
      icon: Copy,
      disabled: cell === '',
      run: () => void copyText(cell),
    },
    { id: 'copy-row', label: t('packets.menu.copyRow'), icon: Copy, run: () => void copyText(all) },
  ];
}

// Context menu of a row of the packet list.
import Copy from '@lucide/svelte/icons/copy';
import { copyText } from '../../state/clipboard';
import { commands } from '../../state/commands.svelte';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { t } from '../../state/i18n.svelte';
import { keyName } from '../../state/key-name';
import { selection } from '../../state/selection.svelte';
import type { PacketRow } from './packet-row';

const LONGEST = 32;

/** `cell`: text of the cell under the pointer; `all`: the whole row, separated by tabs. */
export function packetMenu(row: PacketRow, cell: string, all: string): MenuEntry[] {
  const short = cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell;
  const inConversation = row.stream >= 0;
  return [
    {
      id: 'show-connection',
      label: t('packets.menu.connection'),
      shortcut: keyName('Enter'),
      disabled: !inConversation,
      run: () => selection.showTab('connections'),
    },
    {
      id: 'next-in-conversation',
      label: t('packets.menu.next'),
      shortcut: keyName('Ctrl+.'),
      disabled: !inConversation,
      run: () => commands.run('nextInConversation'),
    },
    {
      id: 'previous-in-conversation',
      label: t('packets.menu.previous'),
      shortcut: keyName('Ctrl+,'),
      disabled: !inConversation,
      run: () => commands.run('previousInConversation'),
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

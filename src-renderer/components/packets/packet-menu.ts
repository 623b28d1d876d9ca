// Context menu of a row of the packet list.
import Copy from '@lucide/svelte/icons/copy';
import Palette from '@lucide/svelte/icons/palette';
import { MARK_BITS, type MarkKind } from '../../../src-main/ipc/contracts/mark-contract';
import type { PageCommand } from '../../../src-main/ipc/commands';
import { cellFilter } from '../../format/cell-filter';
import { CONVERSATION_LAYERS, conversationFilter, type ConversationLayer } from '../../format/conversation-filter';
import type { PacketRow } from '../../format/packet-row';
import { applyMenu, copyFilterEntry } from '../../state/filter/apply-menu';
import { engine } from '../../state/client';
import { copyText } from '../../state/clipboard';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { TEMPORARY_COLOURS } from '../../state/list/colouring.svelte';
import { decodeAsEntry } from '../../state/list/decode-as';
import { followEntries } from '../../state/views/follow-entry';
import { t } from '../../state/i18n.svelte';
import { keyName, keyOf } from '../../state/key-name';
import { openPacketWindow } from '../../state/packet-window';
import { toasts } from '../../state/toasts.svelte';
import { colouring, comments, displayFilter, exporting, marks, selection, session, walk } from '../../state/window';
import { copyRows, type CopiedColumn } from './copy-rows';

const LONGEST = 32;

/** `column` under the pointer and the text of its cell; `shown`: the columns of the list. */
export function packetMenu(row: PacketRow, column: string, cell: string, shown: readonly CopiedColumn[]): MenuEntry[] {
  const short = cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell;
  const kind = row.protocol === 'UDP' ? 'udp' : 'tcp';
  const inConversation = row.stream >= 0;
  const filter = cellFilter(row, column);
  return [
    ...applyMenu(filter),
    conversationMenu(row),
    colourMenu(row),
    copyFilterEntry(filter),
    'separator',
    markEntry(row, 'marked', 'marks.menu.mark', 'markPacket'),
    markEntry(row, 'ignored', 'marks.menu.ignore', 'ignorePacket'),
    markEntry(row, 'reference', 'marks.menu.reference', 'timeReference'),
    {
      id: 'comment-packet',
      label: t('comments.menu'),
      shortcut: keyOf('commentPacket'),
      checked: row.comment !== '',
      run: () => void comments.onPacket(row.frame),
    },
    'separator',
    {
      id: 'show-connection',
      label: t('packets.menu.connection'),
      shortcut: keyName('Enter'),
      disabled: !inConversation,
      run: () => selection.showTab('connections'),
    },
    { id: 'packet-window', label: t('packets.window.open'), run: () => void openPacketWindow(row.frame) },
    ...followEntries('follow-stream', inConversation ? kind : null, row.frame),
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
      run: () => exporting.open({ what: 'packets', scope: 'frames', flows: [] }),
    },
    'separator',
    {
      id: 'copy-cell',
      label: t('packets.menu.copyCell', { text: short }),
      icon: Copy,
      disabled: cell === '',
      run: () => void copyText(cell),
    },
    { id: 'copy-row', label: t('packets.menu.copyRow'), icon: Copy, run: () => void copyRows('table', shown) },
    { id: 'copy-csv', label: t('packets.menu.copyCsv'), icon: Copy, run: () => void copyRows('csv', shown) },
  ];
}

/** About all packets that are selected; checked where the one under the pointer has it. */
function markEntry(
  row: PacketRow,
  what: MarkKind,
  label: 'marks.menu.mark' | 'marks.menu.ignore' | 'marks.menu.reference',
  command: PageCommand,
): MenuEntry {
  return {
    id: `toggle-${what}`,
    label: t(label),
    shortcut: keyOf(command),
    checked: (row.marks & MARK_BITS[what]) !== 0,
    run: () => void marks.toggle(what),
  };
}

/** What layers there are is known once the packet is dissected: a moment after the menu has opened, so it is asked when it is drawn. */
function conversationMenu({ frame }: PacketRow): MenuEntry {
  const entries = (): MenuEntry[] => {
    const detail = selection.detail?.frame === frame ? selection.detail : null;
    return CONVERSATION_LAYERS.map((layer) => ({
      id: `conversation-${layer}`,
      label: t(`packets.menu.conversation.${layer}`),
      disabled: detail !== null && conversationFilter(detail, layer) === '',
      run: () => void showConversation(frame, layer),
    }));
  };
  return {
    id: 'conversation-filter',
    label: t('packets.menu.conversation'),
    get entries() {
      return entries();
    },
  };
}

/** Colours of the conversation for the time being, on its innermost layer. */
function colourMenu({ frame }: PacketRow): MenuEntry {
  return {
    id: 'colour-conversation',
    label: t('colours.menu'),
    icon: Palette,
    entries: [
      ...TEMPORARY_COLOURS.map((colour, at) => ({
        id: `colour-conversation-${at + 1}`,
        label: t(`colours.palette.${colour}`),
        shortcut: keyOf(`colourConversation${at + 1}` as PageCommand),
        run: () => void colouring.colourConversation(at, frame),
      })),
      'separator',
      {
        id: 'colour-conversation-forget',
        label: t('colours.menu.forget'),
        shortcut: keyOf('forgetColours'),
        disabled: colouring.temporary.every((filter) => filter === ''),
        run: () => colouring.forgetTemporary(),
      },
    ],
  };
}

async function showConversation(frame: number, layer: ConversationLayer): Promise<void> {
  try {
    const filter = conversationFilter(await engine.request('packetDetail', { frame }), layer);
    if (filter !== '') displayFilter.use(filter, 'selected', true);
    else toasts.show(t('packets.menu.noConversation'));
  } catch (error) {
    session.report(error);
  }
}

// Every key of the window, in groups, as the dialog of shortcuts lists them. A test holds it to the menu, to the window's own keys and
// to the README.
import type { MessageKey } from '../../../src-main/i18n/catalogue';

export interface ShortcutGroup {
  title: MessageKey;
  /** what is pressed, as on Linux and Windows, and what it does */
  keys: readonly (readonly [key: string, what: MessageKey])[];
}

/** the group that begins the second column, so that both are about as long */
export const SECOND_COLUMN: MessageKey = 'keys.in.find';

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'keys.in.file',
    keys: [
      ['Ctrl+O', 'keys.open'],
      ['Ctrl+R', 'keys.reload'],
      ['Ctrl+S', 'keys.save'],
      ['Ctrl+P', 'keys.print'],
      ['Ctrl+W', 'keys.close'],
      ['Ctrl+Q', 'keys.quit'],
    ],
  },
  {
    title: 'keys.in.capture',
    keys: [
      ['Ctrl+E', 'keys.startStop'],
      ['Ctrl+Shift+R', 'keys.restart'],
      ['Ctrl+K', 'keys.options'],
      ['F5', 'keys.adapters'],
      ['Space', 'keys.chooseAdapter'],
    ],
  },
  {
    title: 'keys.in.filter',
    keys: [
      ['Ctrl+/', 'keys.filter'],
      ['Enter', 'keys.apply'],
      ['Ctrl+Space', 'keys.complete'],
      ['Tab', 'keys.take'],
      ['Alt+Enter', 'keys.correct'],
      ['↓', 'keys.history'],
    ],
  },
  {
    title: 'keys.in.go',
    keys: [
      ['Ctrl+G', 'keys.goTo'],
      ['F8', 'keys.next'],
      ['F7', 'keys.previous'],
      ['Ctrl+.', 'keys.nextInConversation'],
      ['Ctrl+,', 'keys.previousInConversation'],
      ['Alt+←', 'keys.back'],
      ['Alt+→', 'keys.forward'],
      ['Ctrl+1', 'keys.packets'],
      ['Ctrl+2', 'keys.connections'],
      ['Esc', 'keys.list'],
    ],
  },
  {
    title: 'keys.in.find',
    keys: [
      ['Ctrl+F', 'keys.find'],
      ['Ctrl+N', 'keys.findNext'],
      ['Ctrl+B', 'keys.findPrevious'],
    ],
  },
  {
    title: 'keys.in.lists',
    keys: [
      ['↑ ↓ PgUp PgDn', 'keys.walk'],
      ['Home End', 'keys.ends'],
      ['Enter', 'keys.deeper'],
      ['← →', 'keys.sideways'],
      ['Shift+F10', 'keys.menu'],
    ],
  },
  {
    title: 'keys.in.header',
    keys: [
      ['← →', 'keys.column'],
      ['Enter', 'keys.sort'],
      ['Shift+← →', 'keys.columnWidth'],
      ['Ctrl+Shift+← →', 'keys.columnMove'],
    ],
  },
  {
    title: 'keys.in.tree',
    keys: [
      ['→ ←', 'keys.branch'],
      ['Shift+→ ←', 'keys.branchAll'],
      ['Enter', 'keys.branchToggle'],
    ],
  },
  {
    title: 'keys.in.timeline',
    keys: [
      ['→ ←', 'keys.fold'],
      ['Enter', 'keys.toPacket'],
    ],
  },
  {
    title: 'keys.in.dividers',
    keys: [
      ['↑ ↓ ← →', 'keys.divide'],
      ['Enter', 'keys.foldPane'],
    ],
  },
  {
    title: 'keys.in.view',
    keys: [
      ['Ctrl++', 'keys.zoomIn'],
      ['Ctrl+-', 'keys.zoomOut'],
      ['Ctrl+0', 'keys.zoomReset'],
      ['F11', 'keys.fullScreen'],
      ['F1', 'keys.keys'],
    ],
  },
];

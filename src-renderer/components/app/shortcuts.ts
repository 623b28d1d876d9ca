// Every key of the window, in groups, as the dialog of shortcuts lists them: those of commands, then those that mean something where the
// focus is.
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import { COMMAND_IDS, COMMANDS } from '../../../src-main/ipc/commands';
import type { HelpGroup } from '../../../src-main/ipc/commands/command';

/** what is pressed, as on Linux and Windows (the first and the last of a row of keys), and what it does */
type Shortcut = readonly [key: string, what: MessageKey, upTo?: string];

export interface ShortcutGroup {
  title: MessageKey;
  keys: readonly Shortcut[];
}

/** One line for each text: commands that are described alike are a row of keys. */
function ofCommands(group: HelpGroup): Shortcut[] {
  const lines = new Map<string, Shortcut>();
  for (const id of COMMAND_IDS) {
    const { help, keys } = COMMANDS[id];
    if (help?.[0] !== group || !keys) continue;
    const what = help[1] as MessageKey;
    const first = lines.get(what);
    lines.set(what, first ? [first[0], what, keys[0]] : [keys[0], what]);
  }
  return [...lines.values()];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  { title: 'keys.in.file', keys: ofCommands('file') },
  { title: 'keys.in.capture', keys: [...ofCommands('capture'), ['Space', 'keys.chooseAdapter']] },
  {
    title: 'keys.in.filter',
    keys: [
      ...ofCommands('filter'),
      ['Enter', 'keys.apply'],
      ['Ctrl+Space', 'keys.complete'],
      ['Tab', 'keys.take'],
      ['Alt+Enter', 'keys.correct'],
      ['↓', 'keys.history'],
    ],
  },
  { title: 'keys.in.go', keys: ofCommands('go') },
  { title: 'keys.in.find', keys: ofCommands('find') },
  { title: 'keys.in.marks', keys: ofCommands('marks') },
  {
    title: 'keys.in.lists',
    keys: [
      ['↑ ↓ PgUp PgDn', 'keys.walk'],
      ['Home End', 'keys.ends'],
      ['Shift+↑ ↓', 'keys.pick'],
      ['Ctrl+↑ ↓', 'keys.pickWalk'],
      ['Ctrl+Space', 'keys.pickMore'],
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
      ['Ctrl+→ ←', 'keys.everything'],
      ['Backspace', 'keys.parent'],
      ['Enter', 'keys.branchToggle'],
    ],
  },
  {
    title: 'keys.in.timeline',
    keys: [['→ ←', 'keys.fold'], ['Enter', 'keys.toPacket'], ...ofCommands('timeline'), ['← → Home End', 'keys.steps']],
  },
  {
    title: 'keys.in.dividers',
    keys: [
      ['↑ ↓ ← →', 'keys.divide'],
      ['Enter', 'keys.foldPane'],
    ],
  },
  { title: 'keys.in.view', keys: ofCommands('view') },
];

// Every key of the window, in groups, as the dialog of shortcuts lists them: those of commands, then those that mean something where the
// focus is.
import type { MessageKey } from '../../../src-main/i18n/catalogue';
import { COMMAND_IDS, COMMANDS } from '../../../src-main/ipc/commands';
import type { HelpGroup } from '../../../src-main/ipc/commands/command';
import { CHANGEABLE, isChosen, keysOf, type ChosenKeys } from '../../../src-main/ipc/commands/keys';

/** what is pressed, as on Linux and Windows, and what it does */
interface Shortcut {
  /** several: a row of keys, the first and the last of which say enough */
  keys: readonly string[];
  what: MessageKey;
}

export interface ShortcutGroup {
  title: MessageKey;
  lines: readonly Shortcut[];
}

/** One line for each text: commands that are described alike are a row of keys, unless one of them was given another. */
function ofCommands(group: HelpGroup, chosen: ChosenKeys): Shortcut[] {
  const lines: { keys: string[]; what: MessageKey }[] = [];
  for (const id of COMMAND_IDS) {
    const { help } = COMMANDS[id];
    const [key] = keysOf(id, chosen);
    if (help?.[0] !== group || !key) continue;
    const what = help[1] as MessageKey;
    const before = lines.find((one) => one.what === what && isRow(what, chosen));
    if (before) before.keys.push(key);
    else lines.push({ keys: [key], what });
  }
  return lines;
}

const isRow = (what: MessageKey, chosen: ChosenKeys): boolean =>
  !COMMAND_IDS.some((id) => COMMANDS[id].help?.[1] === what && isChosen(id, chosen));

/** Commands that have no key unless somebody gives them one. */
const given = (chosen: ChosenKeys): Shortcut[] =>
  CHANGEABLE.filter((id) => !COMMANDS[id].help && keysOf(id, chosen).length > 0).map((id) =>
    line(keysOf(id, chosen)[0], COMMANDS[id].label as MessageKey),
  );

const line = (key: string, what: MessageKey): Shortcut => ({ keys: [key], what });

export const shortcuts = (chosen: ChosenKeys): readonly ShortcutGroup[] => [
  { title: 'keys.in.file', lines: ofCommands('file', chosen) },
  { title: 'keys.in.capture', lines: [...ofCommands('capture', chosen), line('Space', 'keys.chooseAdapter')] },
  {
    title: 'keys.in.filter',
    lines: [
      ...ofCommands('filter', chosen),
      line('Enter', 'keys.apply'),
      line('Ctrl+Space', 'keys.complete'),
      line('Tab', 'keys.take'),
      line('Alt+Enter', 'keys.correct'),
      line('↓', 'keys.history'),
    ],
  },
  { title: 'keys.in.go', lines: ofCommands('go', chosen) },
  { title: 'keys.in.find', lines: ofCommands('find', chosen) },
  { title: 'keys.in.marks', lines: ofCommands('marks', chosen) },
  {
    title: 'keys.in.lists',
    lines: [
      line('↑ ↓ PgUp PgDn', 'keys.walk'),
      line('Home End', 'keys.ends'),
      line('Shift+↑ ↓', 'keys.pick'),
      line('Ctrl+↑ ↓', 'keys.pickWalk'),
      line('Ctrl+Space', 'keys.pickMore'),
      line('Enter', 'keys.deeper'),
      line('← →', 'keys.sideways'),
      line('Shift+F10', 'keys.menu'),
    ],
  },
  {
    title: 'keys.in.header',
    lines: [
      line('← →', 'keys.column'),
      line('Enter', 'keys.sort'),
      line('Shift+← →', 'keys.columnWidth'),
      line('Ctrl+Shift+← →', 'keys.columnMove'),
    ],
  },
  {
    title: 'keys.in.tree',
    lines: [
      line('→ ←', 'keys.branch'),
      line('Shift+→ ←', 'keys.branchAll'),
      line('Ctrl+→ ←', 'keys.everything'),
      line('Backspace', 'keys.parent'),
      line('Enter', 'keys.branchToggle'),
    ],
  },
  {
    title: 'keys.in.timeline',
    lines: [
      line('→ ←', 'keys.fold'),
      line('Enter', 'keys.toPacket'),
      ...ofCommands('timeline', chosen),
      line('← → Home End', 'keys.steps'),
    ],
  },
  {
    title: 'keys.in.dividers',
    lines: [line('↑ ↓ ← →', 'keys.divide'), line('Enter', 'keys.foldPane')],
  },
  { title: 'keys.in.view', lines: ofCommands('view', chosen) },
  ...(given(chosen).length > 0 ? [{ title: 'keys.in.given', lines: given(chosen) } as const] : []),
];

// What the dialog of all commands lists: everything that is declared, whoever carries it out.
import { LANGUAGES } from '../../src-main/ipc/languages';
import type { MessageKey } from '../../src-main/i18n/catalogue';
import { translate } from '../../src-main/i18n/translate';
import { COMMAND_IDS, COMMANDS, type CommandId } from '../../src-main/ipc/commands';
import type { When } from '../../src-main/ipc/commands/command';
import { keyOf } from '../state/key-name';
import { WHEN } from './when';

export interface ListedCommand {
  id: CommandId;
  /** it can be used now */
  usable: boolean;
}

/** Of the two sides of a switch only one is there; the dialog has no use for itself. */
const HIDDEN: ReadonlySet<When> = new Set(['idle', 'running', 'developer']);

/** Those that can be used now, then the others. */
export function listedCommands(): ListedCommand[] {
  const all = COMMAND_IDS.filter((id) => id !== 'palette').map((id) => ({ id, usable: WHEN[COMMANDS[id].when]() }));
  return [
    ...all.filter(({ usable }) => usable),
    ...all.filter(({ id, usable }) => !usable && !HIDDEN.has(COMMANDS[id].when)),
  ];
}

/** What a command is found by: its name, its menu's and what its key does, in all languages, and the key. */
export function textsOf(id: CommandId): string[] {
  const { label, menu, help } = COMMANDS[id];
  const keys = [label, ...(menu ? [`menu.${menu.split('.')[0]}`] : []), ...(help ? [help[1]] : [])];
  const texts = LANGUAGES.flatMap((language) => keys.map((key) => translate(language, key as MessageKey)));
  return [...texts, keyOf(id)];
}

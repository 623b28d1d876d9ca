// Which keys a command has: those that somebody has chosen, else those that it is declared with.
import { COMMAND_IDS, COMMANDS, type CommandId } from './index';

/** By command, what is pressed, as the declarations write it; empty: no key. What is no command's name is ignored. */
export type ChosenKeys = Readonly<Record<string, string>>;

/** Longer ones are nobody's. */
export const MAX_KEY_TEXT = 24;

const OF_FUNCTION = String.raw`F(?:[1-9]|1\d|2[0-4])`;
const SIGN = '[!-`{-~]'; // letters as capitals
const WITH_MODIFIERS = new RegExp(
  String.raw`^(?:Ctrl\+(?:Alt\+)?(?:Shift\+)?${SIGN}|Alt\+${SIGN}|Alt\+[←→]|(?:Ctrl\+|Alt\+)?${OF_FUNCTION})$`,
);
const PLAIN = new RegExp(String.raw`^(?:${SIGN}|Space|${OF_FUNCTION})$`);

/** What every text field and every window has, and the key of the menu bar. */
const TAKEN: ReadonlySet<string> = new Set(
  ['C', 'X', 'V', 'A', 'Z', 'Y', 'Shift+Z'].map((key) => `Ctrl+${key}`).concat('Alt+F4', 'F10'),
);

/**
 * Whether the command may have this key. Without Ctrl or Alt there are only keys of functions: letters belong to the text fields,
 * but where the rows of a timeline have the focus.
 */
export const mayHave = (id: CommandId, key: string): boolean =>
  !TAKEN.has(key) && (WITH_MODIFIERS.test(key) || (COMMANDS[id].when === 'timeline' && PLAIN.test(key)));

/** Two sides of a switch have one key and one line in the list of keys: the one that has the line. */
export function ownerOf(id: CommandId): CommandId {
  const { keys, help } = COMMANDS[id];
  if (!keys || help) return id;
  return COMMAND_IDS.find((other) => COMMANDS[other].help && COMMANDS[other].keys?.[0] === keys[0]) ?? id;
}

/** Commands whose key somebody may choose: Esc closes whatever is open, and tools of developers have no key. */
export const CHANGEABLE = COMMAND_IDS.filter(
  (id) => ownerOf(id) === id && id !== 'backToList' && COMMANDS[id].when !== 'developer' && !hasItsRole(id),
);

/** Undo, copy and their like have the system's keys. */
function hasItsRole(id: CommandId): boolean {
  const { by, keys } = COMMANDS[id];
  return typeof by === 'object' && keys === undefined;
}

/** The one to show comes first; those behind it are other ways to press the same on other keyboards. */
export function keysOf(id: CommandId, chosen: ChosenKeys): readonly string[] {
  const owner = ownerOf(id);
  const own = Object.hasOwn(chosen, owner) ? chosen[owner] : null;
  if (own === '') return [];
  return own !== null && mayHave(owner, own) ? [own] : (COMMANDS[id].keys ?? []);
}

/** Somebody has chosen it, and it is not what the command is declared with. */
export const isChosen = (id: CommandId, chosen: ChosenKeys): boolean =>
  keysOf(id, chosen)[0] !== COMMANDS[id].keys?.[0];

/** The other command that has this key, or null. */
export const holderOf = (id: CommandId, key: string, chosen: ChosenKeys): CommandId | null =>
  COMMAND_IDS.find((other) => ownerOf(other) !== ownerOf(id) && keysOf(other, chosen).includes(key)) ?? null;

/** What is chosen once this command has this key: it is taken from the command that has it. Empty: the command has none. */
export function withKey(id: CommandId, key: string, chosen: ChosenKeys): Record<string, string> {
  const holder = key === '' ? null : holderOf(id, key, chosen);
  const then: Record<string, string> = { ...chosen, ...(holder && { [ownerOf(holder)]: '' }) };
  delete then[id];
  return key === (COMMANDS[id].keys?.[0] ?? '') ? then : { ...then, [id]: key };
}

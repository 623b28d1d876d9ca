import type { CommandId } from '../../src-main/ipc/commands';
import { keysOf } from '../../src-main/ipc/commands/keys';
import { preferences } from './window';

/** `Ctrl+O` as this platform writes it: `⌘O` on macOS. */
export function keyName(keys: string): string {
  if (preferences.platform !== 'darwin') return keys;
  return keys.replace('Ctrl+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧');
}

/** The key of a command, as this platform writes it. */
export const keyOf = (id: CommandId): string => keyName(keysOf(id, preferences.now.keys)[0] ?? '');

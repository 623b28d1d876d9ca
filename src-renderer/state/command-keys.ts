// Keys that carry out commands, whatever has the focus.
import type { MenuCommand } from '../../src-main/ipc/shell-contract';

/** with Ctrl, on macOS ⌘ */
export const CONTROL: Record<string, MenuCommand> = {
  f: 'find',
  n: 'findNext',
  b: 'findPrevious',
  g: 'goToPacket',
  '/': 'focusFilter',
  ',': 'previousInConversation',
  '.': 'nextInConversation',
  '1': 'tabPackets',
  '2': 'tabConnections',
  k: 'captureOptions',
  p: 'print',
};

export const ALT: Record<string, MenuCommand> = { ArrowLeft: 'back', ArrowRight: 'forward' };
export const PLAIN: Record<string, MenuCommand> = { F1: 'shortcuts', F7: 'previousPacket', F8: 'nextPacket' };

/** Ctrl, on macOS ⌘, and nothing else. */
export function isControl(event: KeyboardEvent, mac: boolean): boolean {
  if (event.defaultPrevented || event.shiftKey || event.altKey) return false;
  return mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
}

export function commandOf(event: KeyboardEvent, mac: boolean): MenuCommand | null {
  if (event.defaultPrevented || event.shiftKey) return null;
  if (isControl(event, mac)) return CONTROL[event.key] ?? null;
  if (event.ctrlKey || event.metaKey) return null;
  return (event.altKey ? ALT : PLAIN)[event.key] ?? null;
}

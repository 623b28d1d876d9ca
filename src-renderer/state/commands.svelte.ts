// Commands of the window, whatever they come from: application menu, key, button.
import type { MenuCommand } from '../../src-main/ipc/shell-contract';
import { adapters } from './adapters.svelte';
import { capture } from './capture.svelte';
import { engine } from './client';
import { preferences } from './preferences.svelte';
import { selection } from './selection.svelte';
import { session } from './session.svelte';
import { findFrameInFlow } from './conversation';

class Commands {
  /** the "go to packet" dialog is open */
  goToOpen = $state(false);
  shortcutsOpen = $state(false);
  aboutOpen = $state(false);

  /** Puts the keyboard focus back on the main list; set by the view that is shown. */
  focusList: () => void = () => undefined;

  run(command: MenuCommand): void {
    switch (command) {
      case 'goToPacket':
        this.goToOpen = session.isOpen;
        break;
      case 'nextPacket':
        void this.step(1);
        break;
      case 'previousPacket':
        void this.step(-1);
        break;
      case 'back':
        selection.back();
        break;
      case 'forward':
        selection.forward();
        break;
      case 'nextInConversation':
        void this.stepInConversation(1);
        break;
      case 'previousInConversation':
        void this.stepInConversation(-1);
        break;
      case 'tabPackets':
        if (session.isOpen) selection.showTab('packets');
        break;
      case 'tabConnections':
        if (session.isOpen) selection.showTab('connections');
        break;
      case 'focusFilter':
        break; // display filters are not here yet
      case 'shortcuts':
        this.shortcutsOpen = true;
        break;
      case 'about':
        this.aboutOpen = true;
        break;
      case 'captureStart':
        capture.start();
        break;
      case 'captureOptions':
        capture.optionsOpen = true;
        break;
      case 'captureCheck':
        capture.checkOpen = true;
        break;
      case 'refreshAdapters':
        adapters.refresh();
        break;
      case 'cancelLoad':
        void session.cancelLoad();
        break;
    }
  }

  /** Next or previous frame of the list, from any pane. */
  async step(by: 1 | -1): Promise<void> {
    if (session.frames === 0) return;
    if (selection.frame === 0) return selection.selectFrame(1, 'walk');
    const row = await engine.request('rowOfFrame', { frame: selection.frame, nearest: false }).catch(nothing);
    if (row === null || row < 0) return;
    const page = await engine.request('packetRows', { from: Math.max(0, row + by), count: 1 }).catch(nothing);
    if (page && page.frame.length > 0) selection.selectFrame(page.frame[0], 'walk');
  }

  async stepInConversation(by: 1 | -1): Promise<void> {
    if (selection.frame === 0 || selection.flow < 0) return;
    const frame = await findFrameInFlow(selection.flow, selection.frame, by).catch(nothing);
    if (frame) selection.selectFrame(frame, 'walk');
  }

  /** Keys that mean one thing or another, by what the capture does. Answers whether this is one. */
  #captureKey(key: string): boolean {
    if (key === 'e') capture.toggle();
    else if (key === 's' && capture.status) void capture.save();
    else return false;
    return true;
  }

  /** Keys of the window. Those with a menu accelerator come by way of the menu as well; whoever is first wins. */
  key(event: KeyboardEvent): void {
    const mac = preferences.platform === 'darwin';
    const command = commandOf(event, mac);
    if (command) {
      event.preventDefault();
      this.run(command);
    } else if (isControl(event, mac) && this.#captureKey(event.key)) event.preventDefault();
    else if (event.key === 'Escape' && !event.defaultPrevented && session.isOpen) this.focusList();
  }
}

function nothing(error: unknown): null {
  session.report(error);
  return null;
}

const CONTROL: Record<string, MenuCommand> = {
  g: 'goToPacket',
  ',': 'previousInConversation',
  '.': 'nextInConversation',
  '1': 'tabPackets',
  '2': 'tabConnections',
  k: 'captureOptions',
};

/** Ctrl, on macOS ⌘, and nothing else. */
function isControl(event: KeyboardEvent, mac: boolean): boolean {
  if (event.defaultPrevented || event.shiftKey || event.altKey) return false;
  return mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
}

function commandOf(event: KeyboardEvent, mac: boolean): MenuCommand | null {
  if (event.defaultPrevented || event.shiftKey) return null;
  if (isControl(event, mac)) return CONTROL[event.key] ?? null;
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    if (event.key === 'ArrowLeft') return 'back';
    if (event.key === 'ArrowRight') return 'forward';
    return null;
  }
  if (event.key === 'F1') return 'shortcuts';
  if (event.key === 'F7') return 'previousPacket';
  if (event.key === 'F8') return 'nextPacket';
  return null;
}

export const commands = new Commands();

// Commands of the window, whatever they come from: application menu, key, button.
import type { MenuCommand } from '../../src-main/ipc/shell-contract';
import { adapters } from './adapters.svelte';
import { capture } from './capture.svelte';
import { engine } from './client';
import { commandOf, isControl } from './command-keys';
import { displayFilter } from './display-filter.svelte';
import { find } from './find.svelte';
import { preferences } from './preferences.svelte';
import { selection } from './selection.svelte';
import { session } from './session.svelte';

class Commands {
  /** the "go to packet" dialog is open */
  goToOpen = $state(false);
  shortcutsOpen = $state(false);
  aboutOpen = $state(false);

  /** there is nothing to print: a dialog says what to do for it */
  printHintOpen = $state(false);
  /** Prints the timeline of the selected connection; set by the app. */
  print: () => void = () => undefined;

  /** Puts the keyboard focus back on the main list; set by the view that is shown. */
  focusList: () => void = () => undefined;

  run(command: MenuCommand): void {
    switch (command) {
      case 'find':
        if (session.isOpen) find.show();
        break;
      case 'findNext':
      case 'findPrevious':
        if (session.isOpen) find.next(command === 'findPrevious');
        break;
      case 'goToPacket':
        this.goToOpen = session.isOpen;
        break;
      case 'firstPacket':
        void this.#goToRow(0);
        break;
      case 'lastPacket':
        void this.#goToRow(displayFilter.total - 1);
        break;
      case 'firstInConversation':
        void this.goToEndOfConversation('firstFrame');
        break;
      case 'lastInConversation':
        void this.goToEndOfConversation('lastFrame');
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
        if (session.isOpen) displayFilter.focus();
        break;
      case 'clearFilter':
        if (session.isOpen) displayFilter.clear();
        break;
      case 'saveFilter':
        displayFilter.saveOpen = session.isOpen;
        break;
      case 'filterMacros':
        displayFilter.macrosOpen = true;
        break;
      case 'copyCaptureFilter':
        displayFilter.captureOpen = session.isOpen;
        break;
      case 'print':
        if (session.isOpen) this.print();
        break;
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

  /** Next or previous frame of the displayed list, from any pane. */
  async step(by: 1 | -1): Promise<void> {
    if (displayFilter.total === 0) return;
    const { frame } = selection;
    if (frame === 0) return this.#goToRow(0);
    const row = await engine.request('rowOfFrame', { frame, nearest: false }).catch(nothing);
    if (row === null) return;
    // a packet that the filter hides: on from where it would be
    if (row < 0) return this.#goToNearest(frame, by);
    await this.#goToRow(row + by);
  }

  /** Selects the first or last packet of the selected connection. */
  async goToEndOfConversation(end: 'firstFrame' | 'lastFrame'): Promise<void> {
    if (selection.flow < 0) return;
    const flow = await engine.request('flow', { id: selection.flow }).catch(nothing);
    if (flow) selection.selectFrame(flow[end]);
  }

  /** Selects what stands in this row of the displayed list, if there is one. */
  async #goToRow(row: number): Promise<void> {
    if (row < 0 || row >= displayFilter.total) return;
    const page = await engine.request('packetRows', { from: row, count: 1 }).catch(nothing);
    if (page && page.frame.length > 0) selection.selectFrame(page.frame[0], 'walk');
  }

  async #goToNearest(frame: number, by: 1 | -1): Promise<void> {
    const near = await engine.request('rowOfFrame', { frame, nearest: true }).catch(nothing);
    if (near === null || near < 0) return;
    const page = await engine.request('packetRows', { from: near, count: 1 }).catch(nothing);
    if (!page || page.frame.length === 0) return;
    const isOnTheWay = by === 1 ? page.frame[0] > frame : page.frame[0] < frame;
    await this.#goToRow(isOnTheWay ? near : near + by);
  }

  async stepInConversation(by: 1 | -1): Promise<void> {
    const { flow, frame: from } = selection;
    if (from === 0 || flow < 0) return;
    const frame = await engine.request('frameInFlow', { flow, frame: from, by }).catch(nothing);
    if (frame) selection.selectFrame(frame, 'walk');
  }

  /** Keys that mean one thing or another, by what the capture does. Answers whether this is one. */
  #captureKey(key: string): boolean {
    if (key === 'e') capture.toggle();
    else if (key === 's' && capture.status) void capture.save();
    else return false;
    return true;
  }

  /** Back to the list; from the list, the find bar goes. */
  #escape(): void {
    if (find.open) find.close();
    this.focusList();
  }

  /** Keys of the window. Those with a menu accelerator come by way of the menu as well; whoever is first wins. */
  key(event: KeyboardEvent): void {
    const mac = preferences.platform === 'darwin';
    const command = commandOf(event, mac);
    if (command) {
      event.preventDefault();
      this.run(command);
    } else if (isControl(event, mac) && this.#captureKey(event.key)) event.preventDefault();
    else if (event.key === 'Escape' && !event.defaultPrevented && session.isOpen) this.#escape();
  }
}

function nothing(error: unknown): null {
  session.report(error);
  return null;
}

export const commands = new Commands();

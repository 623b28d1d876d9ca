// From packet to packet: through the displayed list, through a conversation.
import { engine } from './client';
import { displayFilter } from './display-filter.svelte';
import { selection } from './selection.svelte';
import { session } from './session.svelte';

class Walk {
  toFirst(): Promise<void> {
    return this.#goToRow(0);
  }

  toLast(): Promise<void> {
    return this.#goToRow(displayFilter.total - 1);
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
  async toEndOfConversation(end: 'firstFrame' | 'lastFrame'): Promise<void> {
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

  /** Next or previous frame of the selected conversation. */
  async stepInConversation(by: 1 | -1): Promise<void> {
    const { flow, frame: from } = selection;
    if (from === 0 || flow < 0) return;
    const frame = await engine.request('frameInFlow', { flow, frame: from, by }).catch(nothing);
    if (frame) selection.selectFrame(frame, 'walk');
  }
}

function nothing(error: unknown): null {
  session.report(error);
  return null;
}

export const walk = new Walk();

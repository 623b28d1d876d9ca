// From packet to packet: through the displayed list, through a conversation.
import type { Parts } from '../parts';

export class Walk {
  readonly #with: Pick<Parts, 'engine' | 'displayFilter' | 'selection' | 'session'>;

  constructor(parts: Pick<Parts, 'engine' | 'displayFilter' | 'selection' | 'session'>) {
    this.#with = parts;
  }

  toFirst(): Promise<void> {
    return this.#goToRow(0);
  }

  toLast(): Promise<void> {
    return this.#goToRow(this.#with.displayFilter.total - 1);
  }

  /** Next or previous frame of the displayed list, from any pane. */
  async step(by: 1 | -1): Promise<void> {
    if (this.#with.displayFilter.total === 0) return;
    const { frame } = this.#with.selection;
    if (frame === 0) return this.#goToRow(0);
    const row = await this.#with.engine
      .request('rowOfFrame', { frame, nearest: false })
      .catch((error: unknown) => this.#nothing(error));
    if (row === null) return;
    // a packet that the filter hides: on from where it would be
    if (row < 0) return this.#goToNearest(frame, by);
    await this.#goToRow(row + by);
  }

  /** Selects the first or last packet of the selected connection. */
  async toEndOfConversation(end: 'firstFrame' | 'lastFrame'): Promise<void> {
    const id = await this.#with.selection.settledFlow();
    if (id < 0) return;
    const flow = await this.#with.engine.request('flow', { id }).catch((error: unknown) => this.#nothing(error));
    if (flow) this.#with.selection.selectFrame(flow[end]);
  }

  /** Selects what stands in this row of the displayed list, if there is one. */
  async #goToRow(row: number): Promise<void> {
    if (row < 0 || row >= this.#with.displayFilter.total) return;
    const page = await this.#with.engine
      .request('packetRows', { from: row, count: 1 })
      .catch((error: unknown) => this.#nothing(error));
    if (page && page.frame.length > 0) this.#with.selection.selectFrame(page.frame[0], 'walk');
  }

  async #goToNearest(frame: number, by: 1 | -1): Promise<void> {
    const near = await this.#with.engine
      .request('rowOfFrame', { frame, nearest: true })
      .catch((error: unknown) => this.#nothing(error));
    if (near === null || near < 0) return;
    const page = await this.#with.engine
      .request('packetRows', { from: near, count: 1 })
      .catch((error: unknown) => this.#nothing(error));
    if (!page || page.frame.length === 0) return;
    const isOnTheWay = by === 1 ? page.frame[0] > frame : page.frame[0] < frame;
    await this.#goToRow(isOnTheWay ? near : near + by);
  }

  /** Next or previous frame of the selected conversation. */
  async stepInConversation(by: 1 | -1): Promise<void> {
    const flow = await this.#with.selection.settledFlow();
    const from = this.#with.selection.frame;
    if (from === 0 || flow < 0) return;
    const frame = await this.#with.engine
      .request('frameInFlow', { flow, frame: from, by })
      .catch((error: unknown) => this.#nothing(error));
    if (frame) this.#with.selection.selectFrame(frame, 'walk');
  }

  #nothing(error: unknown): null {
    this.#with.session.report(error);
    return null;
  }
}

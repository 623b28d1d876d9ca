// Connections that are selected together: with Shift all from the one before in the order of their table, with Ctrl one more or one less.
/* eslint-disable svelte/prefer-svelte-reactivity -- sets are replaced as a whole here, never changed */
import { MOST_CHOSEN_FLOWS } from '../../../src-main/ipc/contracts/export-contract';
import type { EngineRequests } from '../../../src-main/ipc/contracts/engine-contract';
import type { PickKind } from '../../format/frame-ranges';
import { Latest } from '../latest';
import type { Parts } from '../parts';

type Order = Pick<EngineRequests['flows']['args'], 'kind' | 'sort' | 'descending'>;

const NONE: ReadonlySet<number> = new Set();

export class PickedFlows {
  readonly #with: Pick<Parts, 'engine' | 'selection' | 'session'>;
  readonly #asking: Latest;
  #ids = $state.raw(NONE);
  /** connection that was selected when they were picked: with another one selected elsewhere they are forgotten */
  #of = $state(-1);
  #anchor = -1;

  /** FlowRow.id of each; empty: the selected connection is alone */
  readonly several = $derived.by(() => (this.#of === this.#with.selection.flow ? this.#ids : NONE));

  constructor(parts: Pick<Parts, 'engine' | 'selection' | 'session'>) {
    this.#with = parts;
    this.#asking = new Latest((error) => parts.session.report(error));
    parts.engine.onConnect(() => {
      this.#asking.cancel();
      this.#ids = NONE;
      this.#anchor = -1;
    });
  }

  /** What is selected, the single connection as well. */
  get ids(): number[] {
    const { flow } = this.#with.selection;
    if (this.several.size > 0) return [...this.several];
    return flow >= 0 ? [flow] : [];
  }

  has(id: number): boolean {
    return this.several.has(id);
  }

  /** The reader picks the connection in this row of the order, which is selected afterwards. */
  pick(id: number, row: number, order: Order, how: PickKind): void {
    const before = this.#with.selection.flow;
    const now = this.ids;
    this.#asking.cancel();
    this.#of = id;
    if (how === 'keep') {
      this.#ids = new Set(now);
      return;
    }
    if (how === 'range') {
      if (this.#anchor < 0) this.#anchor = before < 0 ? id : before;
      const anchor = this.#anchor;
      this.#asking.ask((signal) => this.#range(anchor, row, order, signal));
      return;
    }
    this.#anchor = id;
    if (how === 'only') {
      this.#ids = NONE;
      return;
    }
    const next = new Set(now);
    if (!next.delete(id)) next.add(id);
    if (next.size <= MOST_CHOSEN_FLOWS) this.#ids = next;
  }

  /** All from the row of the anchor to this one. */
  async #range(anchor: number, row: number, order: Order, signal: AbortSignal): Promise<void> {
    const { engine } = this.#with;
    const from = await engine.request('rowOfFlow', { id: anchor, ...order }, signal);
    const first = from < 0 ? row : Math.min(from, row);
    const last = from < 0 ? row : Math.max(from, row);
    // the row that was picked is among them, however many there are
    const count = Math.min(MOST_CHOSEN_FLOWS, last - first + 1);
    const begin = row === last ? last - count + 1 : first;
    const ids = await engine.request('flowIds', { ...order, from: begin, count }, signal);
    if (!signal.aborted) this.#ids = new Set(ids);
  }
}

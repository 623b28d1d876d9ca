// Where the selected frame stands in the displayed list, and what is selected instead when a filter hides it.
import { Latest } from '../latest';
import type { Parts } from '../parts';

export class ListPlace {
  readonly #with: Pick<Parts, 'engine' | 'selection' | 'session'>;

  /** row of the selected frame; -1: none, or not displayed */
  row = $state(-1);

  #frame = 0;
  #list = -1;
  /** the list has changed, and the selection has not been looked after yet */
  #changed = false;
  /** `to` was selected because `from` was hidden: `from` comes back with a list that has it */
  #moved: { from: number; to: number } | null = null;
  #asking = new Latest((error) => this.#with.session.report(error));

  constructor(parts: Pick<Parts, 'engine' | 'selection' | 'session'>) {
    this.#with = parts;
  }

  /** The list itself has selected a frame: its row is known. */
  told(frame: number, row: number): void {
    this.#asking.cancel();
    this.#frame = frame;
    this.row = row;
  }

  /** `list` as FilterStatus has it; `settled`: all matches are known, no more will come but new packets. */
  update(frame: number, list: number, settled: boolean): void {
    if (list !== this.#list) this.#changed = this.#list >= 0;
    const isNews = frame !== this.#frame || list !== this.#list || (this.#changed && settled);
    this.#frame = frame;
    this.#list = list;
    if (!isNews) return;
    if (frame === 0) this.row = -1;
    else this.#asking.ask((signal) => this.#find(frame, settled, signal));
  }

  async #find(frame: number, settled: boolean, signal: AbortSignal): Promise<void> {
    const back = this.#changed && this.#moved?.to === frame ? this.#moved.from : 0;
    if (back > 0 && (await this.#rowOf(back, false, signal)) >= 0) return this.#select(back);
    const row = await this.#rowOf(frame, false, signal);
    if (signal.aborted) return;
    this.row = row;
    const hidden = this.#changed && row < 0;
    if (settled) this.#changed = false;
    if (!hidden || !settled) return;
    const near = await this.#rowOf(frame, true, signal);
    if (near < 0) return;
    const page = await this.#with.engine.request('packetRows', { from: near, count: 1 }, signal);
    if (signal.aborted || page.frame.length === 0) return;
    this.#select(page.frame[0]);
    this.#moved = { from: back || frame, to: page.frame[0] };
  }

  #select(frame: number): void {
    this.#moved = null;
    this.#with.selection.selectFrame(frame, 'walk');
  }

  #rowOf(frame: number, nearest: boolean, signal: AbortSignal): Promise<number> {
    return this.#with.engine.request('rowOfFrame', { frame, nearest }, signal);
  }
}

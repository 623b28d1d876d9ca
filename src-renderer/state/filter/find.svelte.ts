// Ctrl+F: the next packet that holds something, from the selected one on.
import { treeLabel } from '../../../src-main/i18n/tree-label';
import type { FilterMistake, FindPlace, FindStatus, FindWhat } from '../../../src-main/ipc/contracts/filter-contract';
import { Latest } from '../latest';
import { type Sought } from '../selection.svelte';
import type { Parts } from '../parts';

export const FIND_BY = ['filter', 'text', 'hex', 'regex'] as const;
export const FIND_PLACES: readonly FindPlace[] = ['list', 'details', 'bytes'];

export type FindOutcome =
  | { kind: 'hit'; frame: number; wrapped: boolean; backward: boolean }
  | { kind: 'none'; backward: boolean; whole: boolean }
  | { kind: 'mistake'; mistake: FilterMistake };

export class Find {
  readonly #with: Pick<Parts, 'engine' | 'preferences' | 'displayFilter' | 'selection' | 'session'>;

  open = $state(false);
  by = $state<FindWhat['by']>('text');
  place = $state<FindPlace>('list');
  text = $state('');
  caseSensitive = $state(false);
  wrap = $state(true);
  /** of the search made last; null: the words have changed since, or none was made */
  outcome = $state.raw<FindOutcome | null>(null);
  /** from the question to its answer */
  searching = $state(false);
  /** how far the search is; null until the engine tells */
  progress = $state.raw<FindStatus | null>(null);

  readonly hasPlace = $derived(this.by === 'text' || this.by === 'regex');
  readonly canSearch = $derived(this.text.trim() !== '');

  /** the bar's input; set by it */
  focus: () => void = () => undefined;

  #asking = new Latest((error) => this.#failed(error));

  constructor(parts: Pick<Parts, 'engine' | 'preferences' | 'displayFilter' | 'selection' | 'session'>) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.engine.on('find', (progress) => (this.progress = progress));
    this.#with.engine.onConnect(() => this.#ended());
  }

  show(): void {
    this.open = true;
    this.#with.selection.showTab('packets');
    this.focus();
  }

  close(): void {
    this.cancel();
    this.open = false;
    this.outcome = null;
  }

  /** Words, place or way have changed: what was found before says nothing any more. */
  changed(): void {
    this.cancel();
    this.outcome = null;
  }

  /** Selects the next packet (the one before, `backward`) that holds what is looked for. */
  next(backward: boolean): void {
    if (!this.canSearch) return this.show();
    const { wrap } = this;
    const args = { what: this.#what(), from: this.#with.selection.frame, backward, wrap };
    this.searching = true;
    this.progress = null;
    this.#asking.ask(async (signal) => {
      const answer = await this.#with.engine.request('find', args, signal);
      if (signal.aborted) return;
      this.#ended();
      if (!answer.ok) this.outcome = { kind: 'mistake', mistake: answer.mistake };
      else if (!answer.hit) this.outcome = { kind: 'none', backward, whole: wrap || args.from === 0 };
      else {
        const { frame, wrapped, bytes } = answer.hit;
        this.outcome = { kind: 'hit', frame, wrapped, backward };
        this.#with.selection.selectFrame(frame, 'jump', bytes ?? this.#lineSought());
      }
    });
  }

  cancel(): void {
    this.#asking.cancel();
    this.#ended();
  }

  #ended(): void {
    this.searching = false;
    this.progress = null;
  }

  #failed(error: unknown): void {
    this.#ended();
    this.#with.session.report(error);
  }

  /** The line of the tree that holds the text; a pattern is not tried here: it might take its time. */
  #lineSought(): Sought | null {
    const { text, caseSensitive } = this;
    if (this.by !== 'text' || this.place !== 'details') return null;
    const folded = (line: string): string => (caseSensitive ? line : line.toLowerCase());
    const wanted = folded(text);
    return {
      line: (node) => folded(treeLabel(node, this.#with.preferences.language)).includes(wanted),
    };
  }

  #what(): FindWhat {
    const { text, place, caseSensitive } = this;
    const { language } = this.#with.preferences;
    switch (this.by) {
      case 'filter':
        return { by: 'filter', source: this.#with.displayFilter.source(text) };
      case 'text':
        return { by: 'text', place, text, caseSensitive, language };
      case 'hex':
        return { by: 'hex', hex: text };
      case 'regex':
        return { by: 'regex', place, pattern: text, caseSensitive, language };
    }
  }
}

// The list under the filter bar: what could be typed next, or the filters used before. The keyboard walks it.
import { fieldHelp } from '../../../src-main/i18n/field-help';
import { fieldName } from '../../../src-main/i18n/fields-zh-cn';
import type { CompletionItem, CompletionKind } from '../../../src-main/ipc/contracts/filter-contract';
import { engine } from '../client';
import { displayFilter, preferences, session } from '../window';
import { tm } from '../i18n.svelte';
import { Latest } from '../latest';

const ASK_AFTER_MS = 40;
/** more than anybody reads; what is looked for comes nearer with each letter */
const MOST = 200;

export interface Suggestion {
  kind: CompletionKind | 'history';
  text: string;
  /** Wireshark's type of a field */
  type: string;
  /** what it is, in the reader's language */
  name: string;
  /** a sentence on what it means; empty where nothing was written */
  help: string;
}

class FilterCompletion {
  items = $state.raw<readonly Suggestion[]>([]);
  /** the one that Enter takes; -1: none, Enter applies the filter */
  index = $state(-1);
  /** part of the text that an item replaces */
  from = $state(0);
  to = $state(0);
  readonly isOpen = $derived(this.items.length > 0);
  /** the text that the suggestions are for */
  #text = '';

  /** the mistake is in the part that suggestions are open for: it is being written, and no mistake yet */
  readonly isHalfWritten = $derived.by(() => {
    const verdict = displayFilter.current;
    return this.isOpen && verdict?.ok === false && verdict.mistake.at + verdict.mistake.len > this.from;
  });

  #asking = new Latest((error) => session.report(error));

  /** Whether the suggestions are for this text, and not for one before the last letters. */
  isFor(text: string): boolean {
    return this.#text === text;
  }

  /** What could stand at `cursor`. `typing`: nothing is shown where all is written already. `then`: called when it is shown. */
  ask(text: string, cursor: number, typing: boolean, then: () => void = () => undefined): void {
    this.#asking.ask(
      async (signal) => {
        const macros = [...preferences.now.filterMacros];
        const { from, to, items } = await engine.request('completeFilter', { text, cursor, macros }, signal);
        if (signal.aborted) return;
        const written = text.slice(from, to);
        const done = typing && (items.length === 0 || items.some((one) => one.text === written && items.length === 1));
        this.#text = text;
        this.#show(done ? [] : items.slice(0, MOST).map(suggestion), from, to, typing ? -1 : 0);
        then();
      },
      typing ? ASK_AFTER_MS : 0,
    );
  }

  /** The filters used before, in place of the whole text. */
  showHistory(): void {
    this.#asking.cancel();
    const items = preferences.now.displayFilters.map((text) => ({
      kind: 'history' as const,
      text,
      type: '',
      name: '',
      help: '',
    }));
    this.#text = displayFilter.text;
    this.#show(items, 0, displayFilter.text.length, 0);
  }

  close(): void {
    this.#asking.cancel();
    this.items = [];
    this.index = -1;
  }

  /** Up and down, round the ends by way of "none". */
  move(by: number): void {
    const { length } = this.items;
    if (Math.abs(by) > 1) this.index = Math.min(Math.max(0, this.index + by), length - 1);
    else this.index = ((this.index + 1 + by + length + 1) % (length + 1)) - 1;
  }

  #show(items: readonly Suggestion[], from: number, to: number, index: number): void {
    this.items = items;
    this.from = from;
    this.to = to;
    this.index = items.length > 0 ? index : -1;
  }
}

function suggestion(item: CompletionItem): Suggestion {
  const { kind, text, type } = item;
  const { language } = preferences;
  if (item.name === '') return { kind, text, type, name: item.detail ? tm(item.detail) : '', help: '' };
  const name = fieldName(language, text, item.name);
  return { kind, text, type, name, help: fieldHelp(text, language) ?? '' };
}

export const completion = new FilterCompletion();

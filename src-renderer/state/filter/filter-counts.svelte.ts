// How many packets each reading of a filter matches: asked when somebody looks, given up when the filter changes.
import { engine } from '../client';
import { displayFilter, session } from '../window';
import { Latest } from '../latest';

/** The engine counts no more at once. */
const MOST = 10;
const ASK_AFTER_MS = 300;

class FilterCounts {
  /** by filter; null: cannot be counted */
  #known = $state.raw<ReadonlyMap<string, number | null>>(new Map());
  #asking = new Latest((error) => session.report(error));

  /** undefined: not counted yet */
  of(text: string): number | null | undefined {
    return this.#known.get(text);
  }

  /** Counts these filters, all anew; gives that up when the returned function is called. */
  watch(texts: readonly string[]): () => void {
    const asked = [...new Set(texts)].slice(0, MOST);
    this.#known = new Map();
    this.#asking.ask(async (signal) => {
      const sources = asked.map((text) => displayFilter.source(text));
      const counts = await engine.request('countMatches', { sources }, signal);
      if (!signal.aborted) this.#known = new Map(asked.map((text, i) => [text, counts[i]]));
    }, ASK_AFTER_MS);
    return () => this.#asking.cancel();
  }
}

export const filterCounts = new FilterCounts();

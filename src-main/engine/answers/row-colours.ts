// Which colouring rule a packet matches: asked of rows that somebody looks at, each dissected once for all rules together.
import { dissectGuarded } from '../../dissect/dissect';
import { compileFilter } from '../../filter/compile';
import { createFirstMatch, type FirstMatch } from '../../filter/run/evaluate';
import type { Test } from '../../filter/language/tree';
import { IGNORED } from '../../flow/columns/reader-marks';
import type { ColourRequests } from '../../ipc/contracts/colour-contract';
import type { FilterMacro, FilterMistake } from '../../ipc/contracts/filter-contract';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import { DEFAULT_OPTIONS } from './row-options';

type Wanted = ColourRequests['setColouring']['args'];

/** A rule holds for all packets, so it refers to no selected one. */
const compile = (text: string, macros: FilterMacro[]): ReturnType<typeof compileFilter> =>
  compileFilter(text, { macros, reference: () => null });

/** See `ColourRequests`. */
export const checkRules = (filters: readonly string[], macros: FilterMacro[]): (FilterMistake | null)[] =>
  filters.map((text) => {
    const compiled = compile(text, macros);
    return compiled.ok ? null : compiled.mistake;
  });

export class RowColours {
  /** of the rules, as the window counts them; 0: none were set */
  id = 0;
  /** by place in `#match`: which rule it is */
  #places: readonly number[] = [];
  #match: FirstMatch | null = null;

  /** See `ColourRequests`. */
  set({ id, rules, macros }: Wanted): (FilterMistake | null)[] {
    const places: number[] = [];
    const tests: Test[] = [];
    const mistakes = rules.map(({ filter }, i) => {
      const compiled = compile(filter, macros);
      if (!compiled.ok) return compiled.mistake;
      const { test } = compiled.filter;
      if (test === null) return null; // an empty one is not written yet
      places.push(i);
      tests.push(test);
      return null;
    });
    this.id = id;
    this.#places = places;
    this.#match = tests.length > 0 ? createFirstMatch(tests) : null;
    return mistakes;
  }

  /** The first rule that the frame in this row matches, -1: none. */
  of(frames: FrameView, row: number): number {
    const match = this.#match;
    if (!match || frames.analysis.readerMarks.of(row) & IGNORED) return -1;
    dissectGuarded(frames.bytes(row), frames.context(row), DEFAULT_OPTIONS, match.sink, reportBug);
    const first = match.first();
    return first < 0 ? -1 : this.#places[first];
  }
}

// A display filter as a question about single frames: what the columns leave open is looked for in the bytes, then dissected.
import type { DissectOptions } from '../../dissect/contract/context';
import { FrameDissector } from '../../dissect/dissect';
import { ColumnPlan } from '../../filter/columns/column-plan';
import { DISSECT } from '../../filter/columns/column-verdict';
import { createEvaluation } from '../../filter/run/evaluate';
import { fieldsOf } from '../../filter/language/tests';
import type { Test } from '../../filter/language/tree';
import { CHUNK_ROWS } from '../../flow/columns/columns';
import type { Block } from './block';
import { reportBug } from '../base/bug-log';
import type { FrameView } from '../document/frame-view';
import { DEFAULT_OPTIONS } from '../answers/row-options';
import type { RowTest } from './row-decider';

export class FilterTest implements RowTest {
  readonly #frames: FrameView;
  readonly #evaluation: ReturnType<typeof createEvaluation>;
  readonly #plan: ColumnPlan | null;
  readonly #dissector: FrameDissector;
  readonly #needsPrevious: boolean;
  readonly #undecided = new Uint8Array(CHUNK_ROWS);
  readonly #verdicts = new Uint8Array(CHUNK_ROWS);

  /** `options`: as in `FilterTask` */
  constructor(test: Test, frames: FrameView, options?: DissectOptions) {
    this.#frames = frames;
    this.#evaluation = createEvaluation({ test });
    this.#plan = options ? null : new ColumnPlan(test, frames);
    this.#dissector = new FrameDissector(options ?? DEFAULT_OPTIONS, this.#evaluation.sink, reportBug);
    this.#needsPrevious = fieldsOf(test).fields.some((field) => field.needsPrevious);
  }

  before({ chunk, first, last, verdicts }: Block): void {
    if (!this.#plan?.looksAtBytes) return;
    const undecided = this.#undecided;
    undecided.set(verdicts, first);
    const bytes = (row: number): Uint8Array => this.#frames.bytes(row);
    const hasSources = (row: number): boolean => this.#frames.hasSources(row);
    this.#plan.evaluate(chunk, first, last, this.#verdicts, { bytes, hasSources, undecided });
    for (let i = first; i < last; i++) if (undecided[i] === DISSECT) verdicts[i - first] = this.#verdicts[i];
  }

  test(row: number): boolean {
    const frames = this.#frames;
    frames.previousTimes = this.#needsPrevious;
    this.#dissector.dissect(frames.bytes(row), frames.nextContext(row));
    return this.#evaluation.matches();
  }
}

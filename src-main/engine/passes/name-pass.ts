// The pass that collects the names which the packets themselves prove for addresses. Columns tell of most frames that they have none; the
// others are looked at by the worker threads.
import { NAME_FILTER } from '../../dissect/name-proofs';
import { ColumnPlan } from '../../filter/columns/column-plan';
import { DISSECT, NO } from '../../filter/columns/column-verdict';
import { compileFilter } from '../../filter/compile';
import { CHUNK_ROWS } from '../../flow/columns/columns';
import type { CaptureDocument } from '../document/document';
import { unpackNames } from '../search/name-test';
import type { PoolTask } from '../search/worker-pool';
import { walkBlocks, type Walk } from './block-walk';
import { LookUps } from './look-ups';
import { CaptureNames } from './names';
import type { Pass, PassWork } from './pass';

export class NamePass implements Pass {
  readonly version = 1;
  // a message may be longer than a segment
  readonly after = ['messages'] as const;
  readonly names = new CaptureNames();
  readonly lookUps = new LookUps();
  readonly #task: PoolTask = { what: { kind: 'names' } };

  async run(work: PassWork, signal: AbortSignal, progress: (done: number) => void): Promise<void> {
    const { names, lookUps } = this;
    const { analysis } = work.document;
    const choose = chooser(work.document);
    do {
      const walk: Walk = {
        task: this.#task,
        from: names.looked,
        limit: Infinity,
        choose,
        took: (found, end) => {
          if (found)
            unpackNames(found, (row, proof) => {
              names.add(row, analysis.flowOfRow(row), proof);
              if (proof.by === 'dns') lookUps.add(row, proof.address, proof.name);
            });
          names.looked = end;
          progress(end);
        },
      };
      await walkBlocks(work, walk, signal);
    } while (await work.more(names.looked));
  }
}

/** Leaves out the rows of which columns tell that there is no name in them. */
function chooser(document: CaptureDocument): Walk['choose'] {
  const compiled = compileFilter(NAME_FILTER, { macros: [], reference: () => null });
  if (!compiled.ok || !compiled.filter.test) return undefined;
  const plan = new ColumnPlan(compiled.filter.test, document.frameView);
  const scratch = new Uint8Array(CHUNK_ROWS);
  return (chunk, first, last, verdicts) => {
    plan.evaluate(chunk, first, last, scratch);
    let wanted = false;
    for (let i = first; i < last; i++) {
      verdicts[i - first] = scratch[i] === NO ? NO : DISSECT;
      wanted ||= scratch[i] !== NO;
    }
    return wanted;
  };
}

// What the reader puts on packets: marked, ignored, time reference. The engine keeps it; here it is asked for.
import type { Marked, MarkCounts, MarkKind } from '../../../src-main/ipc/contracts/mark-contract';
import { t } from '../i18n.svelte';
import type { Parts } from '../parts';
import type { Picked } from './picked.svelte';
import { toasts } from '../toasts.svelte';

const NONE: MarkCounts = { marked: 0, ignored: 0, references: 0, version: 0 };

export class Marks {
  readonly #with: Pick<Parts, 'engine' | 'selection' | 'session'> & { picked: Pick<Picked, 'ranges'> };

  readonly counts = $derived.by(() => this.#with.session.status?.marks ?? NONE);

  constructor(parts: Pick<Parts, 'engine' | 'selection' | 'session'> & { picked: Pick<Picked, 'ranges'> }) {
    this.#with = parts;
  }

  /** Puts it on what is selected, or takes it away where all of that has it. */
  async toggle(what: MarkKind): Promise<void> {
    const ranges = this.#with.picked.ranges.map(([from, to]): [number, number] => [from, to]);
    if (ranges.length > 0) await this.put(what, { by: 'frames', ranges }, null);
  }

  async put(what: MarkKind, packets: Marked, on: boolean | null): Promise<void> {
    const refused = await this.#with.engine
      .request('mark', { what, packets, on })
      .catch((error: unknown) => this.#with.session.report(error));
    this.#with.selection.refresh();
    if (refused) toasts.show(t('marks.refused', { count: refused }));
  }

  /** Selects the displayed packet with it that comes next. */
  async next(what: MarkKind, by: 1 | -1): Promise<void> {
    const frame = Math.max(1, this.#with.selection.frame);
    const found = await this.#with.engine
      .request('nextMarked', { what, frame, by })
      .catch((error: unknown) => this.#with.session.report(error));
    if (found) this.#with.selection.selectFrame(found);
    else if (found === 0) toasts.show(t(what === 'reference' ? 'marks.noReference' : 'marks.none'));
  }
}

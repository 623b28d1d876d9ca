// What is said of the connection whose timeline is shown: asked for once a connection, and again when it has grown.
import type { FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import type { ConnectionVerdict } from '../../../src-main/ipc/contracts/verdict-contract';
import { isAbort } from '../engine-error';
import type { Parts } from '../parts';

export class VerdictState {
  readonly #with: Pick<Parts, 'engine' | 'session'>;

  /** of the connection asked for last; the one before stays until it has arrived */
  verdict = $state.raw<ConnectionVerdict | null>(null);
  #told = '';
  #asking: AbortController | null = null;

  constructor(parts: Pick<Parts, 'engine' | 'session'>) {
    this.#with = parts;
  }

  /** null: nothing is shown */
  show(flow: FlowRow | null): void {
    const wanted = flow === null ? '' : `${this.#with.session.generation} ${flow.id} ${flow.lastFrame}`;
    if (wanted === this.#told) return;
    this.#told = wanted;
    this.#asking?.abort();
    this.#asking = null;
    if (flow === null) this.verdict = null;
    else void this.#ask(flow.id);
  }

  async #ask(flow: number): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const verdict = await this.#with.engine.request('verdict', { flow }, asking.signal);
      if (!asking.signal.aborted) this.verdict = verdict;
    } catch (error) {
      // the timeline that stands below says what is wrong with the capture
      if (!isAbort(error) && !asking.signal.aborted) this.verdict = null;
    }
  }
}

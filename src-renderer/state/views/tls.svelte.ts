// The TLS look of the connection whose timeline is shown: asked for once a connection, and again when it has grown, or keys have opened more.
import type { FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import type { TlsLook } from '../../../src-main/ipc/contracts/tls-contract';
import { isAbort } from '../engine-error';
import type { Parts } from '../parts';

export class TlsState {
  readonly #with: Pick<Parts, 'engine' | 'session'>;

  /** of the connection asked for last; null: there is no TLS in it, or nothing is known yet */
  look = $state.raw<TlsLook | null>(null);
  #told = '';
  #asking: AbortController | null = null;

  constructor(parts: Pick<Parts, 'engine' | 'session'>) {
    this.#with = parts;
  }

  /** null: nothing is shown */
  show(flow: FlowRow | null): void {
    const { generation, status } = this.#with.session;
    const wanted = flow?.kind === 'tcp' ? `${generation} ${status?.opened ?? 0} ${flow.id} ${flow.lastFrame}` : '';
    if (wanted === this.#told) return;
    this.#told = wanted;
    this.#asking?.abort();
    this.#asking = null;
    if (wanted === '' || flow === null) this.look = null;
    else void this.#ask(flow.id);
  }

  async #ask(flow: number): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const look = await this.#with.engine.request('tlsLook', { flow }, asking.signal);
      if (!asking.signal.aborted) this.look = look;
    } catch (error) {
      if (!isAbort(error) && !asking.signal.aborted) this.look = null;
    }
  }
}

// The keys of the TLS connections of the open capture: how many are opened, which are looked at.
import type { KeyedConnection, KeyState, KeySummary } from '../../../src-main/ipc/contracts/key-contract';
import { Latest } from '../latest';
import type { Parts } from '../parts';
import type { Session } from '../session.svelte';

type DoctorParts = Pick<Parts, 'engine'> & { session: Pick<Session, 'generation' | 'report' | 'status'> };

export class KeyDoctorState {
  readonly #with: DoctorParts;

  /** only connections that are in this state; null: all */
  state = $state.raw<KeyState | null>(null);
  /** null until the engine has answered */
  summary = $state.raw<KeySummary | null>(null);
  /** some of the capture was not looked at yet */
  readonly running = $derived(this.#passes().some(({ state }) => state === 'running'));
  /** another value: the summary is to be asked for again */
  readonly news = $derived(this.#news());
  /** another value: rows mean something else */
  readonly version = $derived(`${this.news} ${this.state}`);

  #asking = new Latest((error) => this.#with.session.report(error));

  constructor(parts: DoctorParts) {
    this.#with = parts;
  }

  listen(): void {
    this.#with.engine.onConnect(() => {
      this.summary = null;
      this.state = null;
    });
  }

  /** Asks for the numbers as they are now. To be called when `news` is another, while somebody looks. */
  refresh(): void {
    this.#asking.ask(async (signal) => {
      const summary = await this.#with.engine.request('keySummary', {}, signal);
      if (signal.aborted) return;
      this.summary = summary;
      // what was looked at may have become something else
      if (this.state !== null && !summary.states[this.state]) this.state = null;
    });
  }

  rows(from: number, count: number, signal: AbortSignal): Promise<KeyedConnection[]> {
    return this.#with.engine.request('keyRows', { state: this.state, from, count }, signal);
  }

  #passes() {
    return this.#with.session.status?.passes.filter(({ id }) => id === 'tls' || id === 'messages') ?? [];
  }

  #news(): string {
    const { session } = this.#with;
    const said = session.status?.remarks.filter(({ key }) => key.startsWith('remark.tls'));
    const passes = this.#passes().map(({ done, state }) => `${done} ${state}`);
    return [session.generation, session.status?.opened, ...passes, JSON.stringify(said)].join(' ');
  }
}

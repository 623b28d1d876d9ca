// The graph of the selected connection: which one, of which direction, which part of it, and the point under the pointer.
import type { FlowRow } from '../../../src-main/ipc/contracts/engine-contract';
import type { Graph, GraphKind, GraphRole } from '../../../src-main/ipc/contracts/graph-contract';
import { Latest } from '../latest';
import type { Parts } from '../parts';
import type { Session } from '../session.svelte';
import { Zoomed } from '../zoomed.svelte';

/** Follows a connection that grows, so often. */
const REFRESH_MS = 700;

type GraphParts = Pick<Parts, 'engine'> & { session: Pick<Session, 'generation' | 'report'> };

export class GraphState extends Zoomed {
  readonly #with: GraphParts;

  kind = $state<GraphKind>('tcptrace');
  /** of data that goes from a to b */
  fromA = $state(true);
  flow = $state.raw<FlowRow | null>(null);
  /** null until the engine has answered */
  graph = $state.raw<Graph | null>(null);
  /** lines that are not drawn */
  hidden = $state.raw<readonly GraphRole[]>([]);

  #asking: Latest;
  #columns = 1000;
  #generation = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly lines = $derived(this.graph?.lines.filter(({ role }) => !this.hidden.includes(role)) ?? []);

  constructor(parts: GraphParts) {
    super();
    this.#with = parts;
    this.#asking = new Latest((error) => parts.session.report(error));
  }

  get duration(): number {
    return this.graph?.duration ?? 0;
  }

  /** Follows a capture that is still being read; returns the end of that. */
  listen(): () => void {
    return this.#with.engine.on('status', () => {
      if (this.#timer !== undefined) return;
      this.#timer = setTimeout(() => void this.#refresh(), REFRESH_MS);
    });
  }

  /** Shows the connection with this id; -1: none. */
  show(id: number): void {
    const fresh = this.#with.session.generation !== this.#generation;
    if (!fresh && id === (this.flow?.id ?? -1)) return;
    this.#generation = this.#with.session.generation;
    this.part = null;
    if (id < 0) {
      this.#asking.cancel();
      this.flow = null;
      this.graph = null;
      return;
    }
    this.#asking.ask(async (signal) => {
      const flow = await this.#with.engine.request('flow', { id }, signal);
      if (signal.aborted) return;
      this.flow = flow;
      this.graph = null;
      if (flow === null) return;
      // the side that sends more is the one whose sending one wants to see
      this.fromA = flow.bytesAB >= flow.bytesBA;
      await this.#load(signal);
    });
  }

  choose(kind: GraphKind): void {
    this.kind = kind;
    this.ask();
  }

  turn(): void {
    this.fromA = !this.fromA;
    this.ask();
  }

  toggle(role: GraphRole): void {
    this.hidden = this.hidden.includes(role) ? this.hidden.filter((one) => one !== role) : [...this.hidden, role];
  }

  /** px across the picture: more points than that cannot be told apart. */
  fit(columns: number): void {
    const wanted = Math.min(16_000, Math.max(100, Math.round(columns)));
    if (Math.abs(wanted - this.#columns) < 100) return;
    this.#columns = wanted;
    this.ask();
  }

  ask(): void {
    if (this.flow?.kind === 'tcp') this.#asking.ask((signal) => this.#load(signal));
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { flow, kind, fromA, part } = this;
    if (flow?.kind !== 'tcp') return;
    const [from, to] = part ?? [null, null];
    const query = { flow: flow.id, kind, fromA, from, to, columns: this.#columns };
    const graph = await this.#with.engine.request('graph', query, signal);
    if (!signal.aborted) this.graph = graph;
  }

  async #refresh(): Promise<void> {
    this.#timer = undefined;
    const { flow } = this;
    if (!flow || this.#with.session.generation !== this.#generation) return;
    try {
      const now = await this.#with.engine.request('flow', { id: flow.id });
      if (now === null || this.flow?.id !== now.id || now.lastFrame === flow.lastFrame) return;
      this.flow = now;
      this.ask();
    } catch {
      // the engine has ended: the next one is asked anew
    }
  }
}

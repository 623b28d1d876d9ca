// The conversations of an open capture as the window asks for them: pages in the order of a column. Rows are made out of memory when
// they are asked for; an order is kept until there are more packets, and worked out anew only so often.
import { flowOrder } from '../../flow/conversations/flow-order';
import type { FlowRows } from '../../flow/conversations/flow-rows';
import type { EngineRequests, FlowCounts, FlowPage, FlowRow } from '../../ipc/contracts/engine-contract';

type Sorting = Pick<EngineRequests['flows']['args'], 'kind' | 'sort' | 'descending'>;

/** Orders kept at a time: 100,000 conversations are 400 kB each. */
const KEPT = 8;
/** Sorting takes at most this part of the time while packets come. */
const SHARE = 0.1;

interface Order {
  ids: Uint32Array;
  /** place of an id in `ids`, made when it is first asked for */
  places: Map<number, number> | null;
  /** packets there were, and passes that had found what they find of connections */
  frames: number;
  found: number;
  /** not worked out anew before */
  until: number;
}

export class FlowList {
  readonly #flows: FlowRows;
  readonly #kept = new Map<string, Order>();
  #counted: { counts: FlowCounts; frames: number; until: number } | null = null;
  #ended = false;

  constructor(flows: FlowRows) {
    this.#flows = flows;
  }

  /** No more packets come: from now on nothing but the newest order will do. */
  ended(): void {
    this.#ended = true;
  }

  #order({ kind, sort, descending }: Sorting): Order {
    const name = `${kind} by ${sort}${descending ? ' descending' : ''}`;
    const known = this.#kept.get(name);
    this.#kept.delete(name); // the one used last is dropped last
    const begun = performance.now();
    const { frames, found } = this.#flows;
    const usable = known?.found === found && (known.frames === frames || (!this.#ended && begun < known.until));
    const order = usable
      ? known
      : { ids: flowOrder(this.#flows, kind, sort, descending), places: null, frames, found, until: 0 };
    if (!usable) order.until = begun + (performance.now() - begun) / SHARE;
    if (this.#kept.size >= KEPT) for (const oldest of [...this.#kept.keys()].slice(0, 1)) this.#kept.delete(oldest);
    this.#kept.set(name, order);
    return order;
  }

  page({ from, count, ...sorting }: EngineRequests['flows']['args']): Omit<FlowPage, 'rows'> & { rows: FlowRow[] } {
    const { ids } = this.#order(sorting);
    return { from, total: ids.length, rows: Array.from(ids.subarray(from, from + count), (id) => this.#flows.row(id)) };
  }

  /** FlowRow.id of those in the rows asked for. */
  ids({ from, count, ...sorting }: EngineRequests['flowIds']['args']): Uint32Array {
    return this.#order(sorting).ids.slice(from, from + count);
  }

  /** Counted anew when there are more packets, as often as an order is worked out. */
  counts(): FlowCounts {
    const { frames } = this.#flows;
    const begun = performance.now();
    const known = this.#counted;
    if (known && (known.frames === frames || (!this.#ended && begun < known.until))) return known.counts;
    const counts: FlowCounts = { handshake: {}, ending: {} };
    for (let stream = 0; stream < this.#flows.tcpCount; stream++) {
      const [handshake, ending] = this.#flows.verdicts(this.#flows.ofStream('tcp', stream));
      counts.handshake[handshake] = (counts.handshake[handshake] ?? 0) + 1;
      counts.ending[ending] = (counts.ending[ending] ?? 0) + 1;
    }
    this.#counted = { counts, frames, until: begun + (performance.now() - begun) / SHARE };
    return counts;
  }

  flow(id: number): FlowRow | null {
    return id >= 0 && id < this.#flows.count ? this.#flows.row(id) : null;
  }

  /** Place of a conversation in an order, or -1. */
  rowOf({ id, ...sorting }: EngineRequests['rowOfFlow']['args']): number {
    const order = this.#order(sorting);
    order.places ??= new Map(Array.from(order.ids, (known, row) => [known, row] as const));
    return order.places.get(id) ?? -1;
  }
}

// The order of the connections view: ids sorted by a column, kept until the conversations change.
import type { FlowColumn, FlowKind } from '../ipc/engine-contract';
import type { ReadDb } from './database';
import { sql, trusted } from './sql';

// What a column sorts by. Equal rows stay in the order of their stream, whichever way the column goes.
const SORT: Record<FlowColumn, string[]> = {
  id: ['id'],
  kind: ['kind'],
  stream: ['stream'],
  addressA: ['address_a_key', 'port_a'],
  portA: ['port_a'],
  addressB: ['address_b_key', 'port_b'],
  portB: ['port_b'],
  packets: ['packets_ab + packets_ba'],
  packetsAB: ['packets_ab'],
  packetsBA: ['packets_ba'],
  bytes: ['bytes_ab + bytes_ba'],
  bytesAB: ['bytes_ab'],
  bytesBA: ['bytes_ba'],
  startSec: ['start_sec', 'start_nano'],
  durationNs: ['duration_ns'],
  handshake: ['handshake'],
  synToSynAckNs: ['syn_to_syn_ack_ns'],
  synAckToAckNs: ['syn_ack_to_ack_ns'],
  ending: ['ending'],
  completeness: ['completeness'],
};
/** Every column that the connections can be sorted by. */
export const FLOW_COLUMNS = Object.keys(SORT) as FlowColumn[];

/** Orders kept at a time: 100,000 conversations are 400 kB each. */
const KEPT = 8;

interface Order {
  ids: Int32Array;
  /** place of an id in `ids`, made when it is first asked for */
  places: Map<number, number> | null;
}

/** Sorted ids by column and direction. Call `changed` after conversations were stored. */
export class FlowOrders {
  readonly #db: ReadDb;
  readonly #kept = new Map<string, Order>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  changed(): void {
    this.#kept.clear();
  }

  #order(kind: FlowKind, sort: FlowColumn, descending: boolean): Order {
    const name = `${kind} by ${sort}${descending ? ' descending' : ''}`;
    const known = this.#kept.get(name);
    if (known) {
      this.#kept.delete(name);
      this.#kept.set(name, known); // the one used last is dropped last
      return known;
    }
    // An unknown duration is neither short nor long: it stands behind the known ones both ways.
    const terms = SORT[sort].map((term) => `${term} ${descending ? 'DESC' : 'ASC'} NULLS LAST`).join(', ');
    const ids = this.#db.pluck(
      `flows ${name}`,
      sql`SELECT id FROM flow WHERE kind = ${kind} ORDER BY ${trusted(terms)}, stream`,
    );
    const order: Order = { ids: Int32Array.from(ids as number[]), places: null };
    if (this.#kept.size >= KEPT) for (const oldest of [...this.#kept.keys()].slice(0, 1)) this.#kept.delete(oldest);
    this.#kept.set(name, order);
    return order;
  }

  /** Ids of all conversations of a kind in this order. Do not change the array. */
  ids(kind: FlowKind, sort: FlowColumn, descending: boolean): Int32Array {
    return this.#order(kind, sort, descending).ids;
  }

  /** Place of a conversation in this order, or -1. */
  rowOf(id: number, kind: FlowKind, sort: FlowColumn, descending: boolean): number {
    const order = this.#order(kind, sort, descending);
    order.places ??= new Map(Array.from(order.ids, (known, row) => [known, row] as const));
    return order.places.get(id) ?? -1;
  }
}

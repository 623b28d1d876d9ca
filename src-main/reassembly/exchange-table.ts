// Requests and responses of streams, and which answers which; where a stream turned out to carry another protocol than its ports say. Lists in
// shared memory: 24 bytes an exchange and 12 a message of it; nothing where there are none. Written in frame order.
import { GrowingList } from '../memory/growing-list';

const LISTS = [
  ...(['request', 'response', 'before', 'after', 'number', 'kind'] as const),
  ...(['row', 'place', 'exchange'] as const),
  ...(['turnRow', 'turnFlow', 'turnKey'] as const),
  ...(['unlisted'] as const),
] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;

/** What a worker is sent. */
export type ExchangeShare = Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;

/** More exchanges than this are not joined. */
export const MOST_EXCHANGES = 16_777_216;
/** `turnKey` of a stream that no hand-off leads on. */
export const NO_KEY = 0;

/** What begins in a row, by `sidesOf`: bits. */
export const ASKS = 1;
export const ANSWERS = 2;

/** Numbers of exchanges count from 1; 0 is none. Frames count from 1 as well. */
export class ExchangeTable {
  readonly #lists = Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;
  /** by flow: its turns, as far as they were gone through */
  readonly #turns = new Map<number, Turn[]>();
  #turnsSeen = 0;

  get exchanges(): number {
    return this.#lists.request.length;
  }

  /** requests and responses that belong to one */
  get messages(): number {
    return this.#lists.row.length;
  }

  /** One more exchange of a flow, behind the one that began before it. `kind`: the protocol's number of what is asked. */
  add(before: number, kind: number): number {
    const lists = this.#lists;
    for (const list of [lists.request, lists.response, lists.after]) list.push(0);
    lists.before.push(before);
    lists.number.push(before === 0 ? 1 : this.number(before) + 1);
    lists.kind.push(kind);
    if (before !== 0) lists.after.set(before - 1, this.exchanges);
    return this.exchanges;
  }
  setRequest(exchange: number, row: number): void {
    this.#lists.request.set(exchange - 1, row + 1);
  }
  setResponse(exchange: number, row: number): void {
    this.#lists.response.set(exchange - 1, row + 1);
  }
  /** A message: the one with number `place` of those that the row completes. Rows only ever rise, and places in a row. */
  addMessage(row: number, place: number, exchange: number): void {
    this.#lists.row.push(row);
    this.#lists.place.push(place);
    this.#lists.exchange.push(exchange);
  }
  /** There was a message that is in none of the lists. */
  addUnlisted(): void {
    if (this.#lists.unlisted.length === 0) this.#lists.unlisted.push(1);
  }
  /** From this row on a flow carries what `key` of the table of its ports leads to. */
  addTurn(flow: number, row: number, key: number): void {
    this.#lists.turnFlow.push(flow);
    this.#lists.turnRow.push(row);
    this.#lists.turnKey.push(key);
  }

  /** frame of the request, and of the response; 0: none */
  request(exchange: number): number {
    return this.#lists.request.at(exchange - 1);
  }
  response(exchange: number): number {
    return this.#lists.response.at(exchange - 1);
  }
  before(exchange: number): number {
    return this.#lists.before.at(exchange - 1);
  }
  after(exchange: number): number {
    return this.#lists.after.at(exchange - 1);
  }
  /** its place in the flow, from 1 */
  number(exchange: number): number {
    return this.#lists.number.at(exchange - 1);
  }
  kind(exchange: number): number {
    return this.#lists.kind.at(exchange - 1);
  }

  /** Number of the first message that a row, or one behind it, completes; messages count from 0 */
  firstMessage(row: number): number {
    return this.#lists.row.firstFrom(row);
  }
  /** Whether a row completes a request or a response. */
  has(row: number): boolean {
    const message = this.firstMessage(row);
    return message < this.messages && this.rowOf(message) === row;
  }
  rowOf(message: number): number {
    return this.#lists.row.at(message);
  }
  placeOf(message: number): number {
    return this.#lists.place.at(message);
  }
  exchangeOf(message: number): number {
    return this.#lists.exchange.at(message);
  }

  /** The exchange that a message belongs to, 0: none. */
  find(row: number, place: number): number {
    const { row: rows, place: places, exchange } = this.#lists;
    for (let low = rows.firstFrom(row), high = rows.firstFrom(row + 1); low < high;) {
      const middle = (low + high) >>> 1;
      if (places.at(middle) === place) return exchange.at(middle);
      if (places.at(middle) < place) low = middle + 1;
      else high = middle;
    }
    return 0;
  }

  /** Which sides of exchanges the messages are of that a row completes: ASKS, ANSWERS; -1: not all that there were are known. */
  sidesOf(row: number): number {
    if (this.#lists.unlisted.length > 0) return -1;
    const { row: rows, exchange } = this.#lists;
    let sides = 0;
    // its numbers rise, and a request comes before what answers it
    let asked = 0;
    for (let i = rows.firstFrom(row); i < rows.length && rows.at(i) === row; i++) {
      const number = exchange.at(i);
      const asks = number > asked && this.request(number) === row + 1;
      sides |= asks ? ASKS : ANSWERS;
      if (asks) asked = number;
    }
    return sides;
  }

  /** The key that leads to what a flow carries in this row, where that was found out; -1: it was not. */
  keyOf(flow: number, row: number): number {
    let key = -1;
    for (const turn of this.turnsOf(flow)) if (turn.row <= row) key = turn.key;
    return key;
  }

  /** What was found out about what a flow carries: from which rows on which keys lead to that; the later one holds. */
  turnsOf(flow: number): readonly Turn[] {
    const { turnFlow, turnRow, turnKey } = this.#lists;
    for (; this.#turnsSeen < turnFlow.length; this.#turnsSeen++) {
      const i = this.#turnsSeen;
      const turns = this.#turns.get(turnFlow.at(i)) ?? [];
      turns.push({ row: turnRow.at(i), key: turnKey.at(i) });
      this.#turns.set(turnFlow.at(i), turns);
    }
    return this.#turns.get(flow) ?? NO_TURNS;
  }
  /** turns of all flows */
  get turns(): number {
    return this.#lists.turnFlow.length;
  }

  share(): ExchangeShare {
    return Object.fromEntries(
      LISTS.map((name) => [name, { data: this.#lists[name].data, length: this.#lists[name].length }]),
    ) as ExchangeShare;
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take(share: ExchangeShare): void {
    for (const name of LISTS) this.#lists[name].take(share[name]);
  }
  get byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, 0);
  }
}

interface Turn {
  row: number;
  key: number;
}
const NO_TURNS: readonly Turn[] = [];

// Joins the requests and responses of HTTP, frame after frame, beside the messages that are found: a response answers the first request of its
// connection that has none yet (RFC 9112 section 9.3.2), an interim one (1xx) does not end that. A response that no dissector is handed (it came late,
// was not captured, or is too long) is not linked; that it was there tells the next request, by what it acknowledges. Behind a 101, or a CONNECT that went well, the
// stream is HTTP no more.
import { HTTP_KEY } from '../../../dissect/protocols/http/http-framing';
import { MOST_EXCHANGES, NO_KEY, type ExchangeTable } from '../../../reassembly/exchange-table';
import { NOT_MINE, type Framing } from '../../../wire/framing';
import * as wire from '../../../wire/http';
import { seqDiff } from '../../../wire/seq';
import { MOST_BYTES } from './message-bytes';
import type { RowMessages } from './row-messages';

/** Requests without a response that are looked at for one that says how long that is. */
const MOST_ASKED = 8;

/** Messages that were begun and are not whole: of more, the oldest are read again when they are. */
const MOST_BEGUN = 65_536;

/** A message of which the first bytes were seen, and its length with them. */
interface Begun {
  kind: number;
  /** of a request, what it asks for; of a response, its code */
  value: number;
  length: number;
  /** what it was taken to answer */
  answers: number;
}

/** Of a connection: the first exchange without a response and the last one that began, 0: none. */
interface Connection {
  open: number;
  last: number;
  /** number up to which the client had the other side's bytes when it asked last; null: some have come since that answer nothing for good */
  had: number | null;
}

export class ExchangeFinder {
  readonly #table: ExchangeTable;
  readonly #messages: RowMessages;
  readonly #connections = new Map<number, Connection>();
  readonly #begun = new Map<number, Begun>();
  /** of the message that begins in the row that is looked at and is not whole there */
  #beginning: Begun | null = null;
  #inner: Framing | null = null;
  #outer: Framing | null = null;
  readonly #ackOf: (row: number) => number;
  // the row that is looked at
  #row = 0;
  #flow = 0;
  #isAnswering = false;

  /** `ackOf`: what a row acknowledges; always the same where nothing comes late or not at all */
  constructor(table: ExchangeTable, messages: RowMessages, ackOf: (row: number) => number = () => 0) {
    this.#table = table;
    this.#messages = messages;
    this.#ackOf = ackOf;
  }

  /** The framing for the next segment of a connection: it notes how a message begins that is not whole. */
  framing(flow: number, framing: Framing): Framing {
    this.#flow = flow;
    this.#beginning = null;
    this.#inner = this.#knowing(flow, framing);
    return (this.#outer ??= {
      under: framing.under,
      lengthAt: (b, at, end) => {
        const said = this.#inner?.lengthAt(b, at, end) ?? NOT_MINE;
        this.#beginning = said > end - at ? this.#beginsWith(b, at, end, said) : null;
        return said;
      },
    });
  }

  #beginsWith(b: Uint8Array, at: number, end: number, length: number): Begun {
    const from = wire.skipEmptyLines(b, at, end);
    const kind = wire.startOf(b, from, end);
    const value = kind === wire.RESPONSE ? wire.statusCode(b, from, end) : wire.methodKind(b, from, end);
    return { kind, value, length, answers: this.#answers() };
  }

  /** A message of the table was begun by the segment that was taken last. */
  begins(message: number, length: number): void {
    const begun = this.#beginning;
    // what is never put together is dissected by nobody
    if (begun?.length !== length || length > MOST_BYTES) return;
    for (const oldest of this.#begun.keys()) {
      if (this.#begun.size < MOST_BEGUN) break;
      this.#begun.delete(oldest);
    }
    this.#begun.set(message, begun);
  }

  /** How long a response is may hang on what it answers. */
  #knowing(flow: number, framing: Framing): Framing {
    const open = this.#connections.get(flow)?.open ?? 0;
    // nearly always nothing special was asked
    if (open === 0 || !this.#isSpecial(open)) return framing;
    const table = this.#table;
    let next = open;
    let last = -1;
    return {
      under: framing.under,
      lengthAt: (b, at, end) => {
        if (at <= last) next = open;
        last = at;
        const said = framing.lengthAt(b, at, end, next === 0 ? wire.METHOD_OTHER : table.kind(next));
        if (next !== 0 && said > 0 && said <= end - at && isFinal(b, at, end)) next = this.#nextOpen(next);
        return said;
      },
    };
  }

  /** Whether one of the next few requests without a response says how long that is. */
  #isSpecial(open: number): boolean {
    for (let n = 0; n < MOST_ASKED && open !== 0; n++, open = this.#table.after(open))
      if (this.#table.kind(open) !== wire.METHOD_OTHER) return true;
    return false;
  }

  /** The next exchange of a connection that is asked for, and not answered. */
  #nextOpen(exchange: number): number {
    const table = this.#table;
    let next = table.after(exchange);
    while (next !== 0 && table.request(next) === 0) next = table.after(next);
    return next;
  }

  /** Takes the messages that a row completes; `isAnswering`: one of the other side is not whole yet. */
  take(flow: number, row: number, framing: Framing, isAnswering = false): void {
    this.#row = row;
    this.#flow = flow;
    this.#isAnswering = isAnswering;
    this.#messages.walk(row, framing, this.#answers, this.#message, this.#isKnown);
  }

  /** What the next response of the connection is an answer to. */
  readonly #answers = (): number => {
    const open = this.#connections.get(this.#flow)?.open ?? 0;
    return open === 0 ? wire.METHOD_OTHER : this.#table.kind(open);
  };

  readonly #message = (b: Uint8Array, at: number, end: number, place: number): void => {
    const from = wire.skipEmptyLines(b, at, end);
    const kind = wire.startOf(b, from, end);
    const isAnswer = kind === wire.RESPONSE;
    this.#tell(kind, isAnswer ? wire.statusCode(b, from, end) : wire.methodKind(b, from, end), place);
  };

  #tell(kind: number, value: number, place: number): void {
    if (kind === wire.REQUEST || kind === wire.NOTIFICATION) this.#asked(value, place);
    else if (kind === wire.RESPONSE) this.#answered(value, place);
  }

  /** One whose first bytes told all, and tell the same now. */
  readonly #isKnown = (message: number, place: number): boolean => {
    const begun = this.#begun.get(message);
    if (begun === undefined) return false;
    this.#begun.delete(message);
    if (begun.answers !== this.#answers()) return false;
    this.#tell(begun.kind, begun.value, place);
    return true;
  };

  #connection(): Connection {
    let connection = this.#connections.get(this.#flow);
    if (connection === undefined) {
      this.#connections.set(this.#flow, (connection = { open: 0, last: 0, had: null }));
      // its ports say so: what it carried before is HTTP, too
      if (this.#table.keyOf(this.#flow, this.#row) < 0) this.#table.addTurn(this.#flow, 0, HTTP_KEY);
    }
    return connection;
  }

  #asked(kind: number, place: number): void {
    const table = this.#table;
    const connection = this.#connection();
    if (table.exchanges >= MOST_EXCHANGES) return table.addUnlisted();
    const exchange = table.add(connection.last, kind);
    table.setRequest(exchange, this.#row);
    table.addMessage(this.#row, place, exchange);
    if (this.#wasAnswered(connection)) connection.open = 0;
    connection.had = this.#ackOf(this.#row);
    connection.last = exchange;
    if (connection.open === 0) connection.open = exchange;
  }

  /** Whether the only request without a response must have had one. */
  #wasAnswered({ open, last, had }: Connection): boolean {
    if (open === 0 || open !== last || had === null || this.#isAnswering) return false;
    return seqDiff(this.#ackOf(this.#row), had) > 0;
  }

  #answered(code: number, place: number): void {
    const table = this.#table;
    const connection = this.#connection();
    let exchange = connection.open;
    // one without a code ends nothing either
    const interim = code < 200 && code !== 101;
    if (interim) connection.had = null;
    if (exchange === 0) {
      if (code === 0 || table.exchanges >= MOST_EXCHANGES) return table.addUnlisted();
      exchange = table.add(connection.last, wire.METHOD_OTHER);
      connection.last = exchange;
      table.setResponse(exchange, this.#row);
    } else if (!interim) {
      table.setResponse(exchange, this.#row);
      connection.open = this.#nextOpen(exchange);
    }
    table.addMessage(this.#row, place, exchange);
    const tunnel = code >= 200 && code < 300 && table.kind(exchange) === wire.METHOD_CONNECT;
    if (code === 101 || tunnel) table.addTurn(this.#flow, this.#row + 1, NO_KEY);
  }
}

/** Whether a response begins there that is the last one to its request. */
function isFinal(b: Uint8Array, at: number, end: number): boolean {
  const from = wire.skipEmptyLines(b, at, end);
  if (wire.startOf(b, from, end) !== wire.RESPONSE) return false;
  const code = wire.statusCode(b, from, end);
  return code >= 200 || code === 101;
}

// Joins the requests and responses of HTTP, frame after frame, beside the messages that are found: a response answers the first request of its
// connection that has none yet (RFC 9112 section 9.3.2), an interim one (1xx) does not end that. Behind a 101, or a CONNECT that went well, the
// stream is HTTP no more.
import { ExchangeSink } from '../../dissect/sinks/exchange-sink';
import { FrameDissector } from '../../dissect/dissect';
import type { ExchangeView } from '../../dissect/contract/context';
import { HTTP_KEY } from '../../dissect/protocols/http/http-framing';
import { MOST_EXCHANGES, NO_KEY, type ExchangeTable } from '../../reassembly/exchange-table';
import type { Framing } from '../../wire/framing';
import * as wire from '../../wire/http';
import { reportBug } from '../base/bug-log';
import type { FrameView } from './frame-view';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };
/** Requests without a response that are looked at for one that says how long that is. */
const MOST_ASKED = 8;

/** Of a connection: the first exchange without a response and the last one that began, 0: none. */
interface Connection {
  open: number;
  last: number;
}

export class ExchangeFinder {
  readonly #table: ExchangeTable;
  readonly #view: FrameView;
  readonly #connections = new Map<number, Connection>();
  readonly #dissector: FrameDissector;
  // the message that is dissected
  #row = 0;
  #flow = 0;
  #place = 0;

  constructor(table: ExchangeTable, view: FrameView) {
    this.#table = table;
    this.#view = view;
    const sink = new ExchangeSink(
      (method) => this.#asked(method),
      (code) => this.#answered(code),
    );
    this.#dissector = new FrameDissector(OPTIONS, sink, reportBug);
  }

  /** The framing for the next segment of a connection: how long a response is may hang on what it answers. */
  framing(flow: number, framing: Framing): Framing {
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

  /** Takes the messages that a row completes. */
  take(flow: number, row: number): void {
    this.#row = row;
    this.#flow = flow;
    const context = this.#view.context(row);
    this.#dissector.dissect(this.#view.bytes(row), { ...context, exchange: (place) => this.#live(place) });
  }

  /** Told of each message before it is dissected. */
  #live(place: number): ExchangeView | null {
    this.#place = place;
    const open = this.#connections.get(this.#flow)?.open ?? 0;
    return open === 0 ? null : { ...NONE, kind: this.#table.kind(open) };
  }

  #connection(): Connection {
    let connection = this.#connections.get(this.#flow);
    if (connection === undefined) {
      this.#connections.set(this.#flow, (connection = { open: 0, last: 0 }));
      // its ports say so: what it carried before is HTTP, too
      if (this.#table.keyOf(this.#flow, this.#row) < 0) this.#table.addTurn(this.#flow, 0, HTTP_KEY);
    }
    return connection;
  }

  #asked(method: string): void {
    const table = this.#table;
    const connection = this.#connection();
    if (table.exchanges >= MOST_EXCHANGES) return;
    const exchange = table.add(connection.last, KINDS[method] ?? wire.METHOD_OTHER);
    table.setRequest(exchange, this.#row);
    table.addMessage(this.#row, this.#place, exchange);
    connection.last = exchange;
    if (connection.open === 0) connection.open = exchange;
  }

  #answered(code: number): void {
    const table = this.#table;
    const connection = this.#connection();
    let exchange = connection.open;
    const interim = code < 200 && code !== 101;
    if (exchange === 0) {
      if (table.exchanges >= MOST_EXCHANGES) return;
      exchange = table.add(connection.last, wire.METHOD_OTHER);
      connection.last = exchange;
      table.setResponse(exchange, this.#row);
    } else if (!interim) {
      table.setResponse(exchange, this.#row);
      connection.open = this.#nextOpen(exchange);
    }
    table.addMessage(this.#row, this.#place, exchange);
    const tunnel = code >= 200 && code < 300 && table.kind(exchange) === wire.METHOD_CONNECT;
    if (code === 101 || tunnel) table.addTurn(this.#flow, this.#row + 1, NO_KEY);
  }
}

const KINDS: Readonly<Record<string, number>> = { HEAD: wire.METHOD_HEAD, CONNECT: wire.METHOD_CONNECT };

const NONE: ExchangeView = {
  kind: 0,
  number: 0,
  request: 0,
  response: 0,
  requestTime: null,
  previousRequest: 0,
  previousResponse: 0,
  nextRequest: 0,
  nextResponse: 0,
};

/** Whether a response begins there that is the last one to its request. */
function isFinal(b: Uint8Array, at: number, end: number): boolean {
  const from = wire.skipEmptyLines(b, at, end);
  if (wire.startOf(b, from, end) !== wire.RESPONSE) return false;
  const code = wire.statusCode(b, from, end);
  return code >= 200 || code === 101;
}

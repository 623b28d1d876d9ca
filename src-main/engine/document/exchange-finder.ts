// Joins the requests and responses of HTTP, frame after frame, beside the messages that are found: a response answers the first request of its
// connection that has none yet (RFC 9112 section 9.3.2), an interim one (1xx) does not end that. Behind a 101, or a CONNECT that went well, the
// stream is HTTP no more; a stream on any port whose first segments begin with a line of HTTP is.
import { ExchangeSink } from '../../dissect/sinks/exchange-sink';
import { FrameDissector } from '../../dissect/dissect';
import type { ExchangeView } from '../../dissect/contract/context';
import { HTTP_KEY } from '../../dissect/protocols/http/http-framing';
import { HTTP2_KEY } from '../../dissect/protocols/http2/http2-framing';
import { MOST_EXCHANGES, NO_KEY, type ExchangeTable } from '../../reassembly/exchange-table';
import type { Framing } from '../../wire/framing';
import * as wire from '../../wire/http';
import { PREFACE, prefaceBytes } from '../../wire/http2';
import { reportBug } from '../base/bug-log';
import type { FrameView } from './frame-view';

const OPTIONS = { checkChecksums: false, relativeSequenceNumbers: false };
/** Segments of a connection that are looked at for a line or a preface of HTTP. */
const MOST_TRIES = 8;

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
  /** by flow: segments that were looked at for a line of HTTP */
  #tries = new Uint8Array(0);
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

  /** Whether a segment of a connection that its ports say nothing of is worth a look. */
  isTry(flow: number): boolean {
    if (flow >= this.#tries.length) {
      const wider = new Uint8Array(Math.max(1024, 2 * (flow + 1)));
      wider.set(this.#tries);
      this.#tries = wider;
    }
    return this.#tries[flow] < MOST_TRIES;
  }

  /**
   * Whether its payload begins with the preface of HTTP/2, or, where `lines` are looked for, with a line of HTTP/1.x, as Wireshark looks for one: then the
   * connection carries that from here on, and HTTP/2 did before, where it began with it.
   */
  tries(flow: number, row: number, payload: Uint8Array, lines: boolean): boolean {
    this.#tries[flow]++;
    if (prefaceBytes(payload, 0, payload.length) === PREFACE.length) {
      this.#table.addTurn(flow, this.#table.keyOf(flow, row) < 0 ? 0 : row, HTTP2_KEY);
      return true;
    }
    if (!lines || !isLine(payload)) return false;
    this.#table.addTurn(flow, row, HTTP_KEY);
    return true;
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
    for (let n = 0; n < MOST_TRIES && open !== 0; n++, open = this.#table.after(open))
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

const VERSION = Array.from('HTTP/1.', (c) => c.charCodeAt(0));
const isVersion = (b: Uint8Array, at: number): boolean => VERSION.every((byte, i) => b[at + i] === byte);

/** Begins with a line that begins or ends with the version. */
function isLine(b: Uint8Array): boolean {
  const feed = wire.lineFeed(b, 0, Math.min(b.length, wire.MOST_HEAD));
  if (feed < 0) return false;
  const end = wire.lineTextEnd(b, 0, feed);
  const kind = wire.startOf(b, 0, end);
  if (kind === wire.NOTHING || kind === wire.UNDECIDED) return false;
  return isVersion(b, 0) || (end >= 8 && isVersion(b, end - 8));
}

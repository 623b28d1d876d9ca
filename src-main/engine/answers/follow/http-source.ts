// Where messages of HTTP/1 of a connection stand: in its segments, or in what keys opened of its TLS. Keys are rows, or numbers of opened records.
import { httpFraming } from '../../../dissect/protocols/http/http-framing';
import type { ExchangeTable } from '../../../reassembly/exchange-table';
import * as wire from '../../../wire/http';
import type { CaptureDocument } from '../../document/document';
import { RowMessages, type TakeMessage } from '../../document/messages/row-messages';

export class HttpSource {
  readonly exchanges: ExchangeTable;
  readonly #messages: RowMessages;
  /** the row that a key came in */
  readonly rowOf: (key: number) => number;
  /** the message that is looked at next */
  next: number;

  constructor(exchanges: ExchangeTable, messages: RowMessages, first: number, rowOf: (key: number) => number) {
    this.exchanges = exchanges;
    this.#messages = messages;
    this.next = exchanges.firstMessage(first);
    this.rowOf = rowOf;
  }

  /** The row of the next message that was found; -1: there is none now. */
  get nextRow(): number {
    return this.next < this.exchanges.messages ? this.row(this.next) : -1;
  }

  row(message: number): number {
    return this.rowOf(this.exchanges.rowOf(message));
  }

  /** Goes over the messages that a key completes. */
  walk(key: number, take: TakeMessage): void {
    const kindOf = (place: number): number => {
      const exchange = this.exchanges.find(key, place);
      return exchange === 0 ? wire.METHOD_OTHER : this.exchanges.kind(exchange);
    };
    this.#messages.walk(key, httpFraming, kindOf, take);
  }
}

/** Those from a row on, the segments themselves first. */
export function httpSources({ analysis, frameView }: CaptureDocument, first: number): [HttpSource, HttpSource] {
  const { decrypted, tls, exchanges } = analysis;
  const inner = frameView.decryptedReader();
  const messages = new RowMessages({ columns: decrypted, messages: decrypted.messages }, inner.messages);
  const rowOf = (opened: number): number => tls.row(decrypted.record(opened));
  return [
    new HttpSource(exchanges, new RowMessages(analysis, frameView.messageBytes()), first, (row) => row),
    new HttpSource(decrypted.exchanges, messages, decrypted.firstFrom(tls.firstOf(first)), rowOf),
  ];
}

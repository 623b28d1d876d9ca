// Requests and responses of a connection beside its segments: which rows of the timeline each goes over; those
// inside of TLS that keys opened are among them. What they say stands in their bytes,
// which whoever can read frames adds.
import type { TimelineMessage, TimelineSaid } from '../../ipc/contracts/engine-contract';
import type { ExchangeTable } from '../../reassembly/exchange-table';
import type { MessageTable } from '../../reassembly/message-table';
import type { Analysis } from '../capture-index';
import { lastNotAbove } from './timeline-joins';
import type { Segments } from './timeline-segments';

/** Messages that a row tells of one by one; of more, how many there are. */
const MOST_A_ROW = 3;

/** Messages of one end, in order; both ends of them only rise. */
interface Spans {
  /** segments with their first byte, and with the last */
  from: number[];
  to: number[];
  /** number among those that the last one ends */
  place: number[];
  exchange: number[];
  /** the opened record of TLS that ends it, -1: it is in none */
  record: number[];
}

export class TimelineMessages {
  readonly count: number;
  readonly #analysis: Analysis;
  readonly #segments: Segments;
  readonly #sides: readonly [a: Spans, b: Spans];

  /** @param segmentOf segment of a frame; -1: none */
  constructor(analysis: Analysis, segments: Segments, segmentOf: (frame: number) => number) {
    this.#analysis = analysis;
    this.#segments = segments;
    const none = (): Spans => ({ from: [], to: [], place: [], exchange: [], record: [] });
    const sides = (this.#sides = [none(), none()]);
    const { exchanges, messages, tls, decrypted } = analysis;
    const isOpened = decrypted.exchanges.messages > 0;
    for (let i = 0; (exchanges.messages > 0 || isOpened) && i < segments.count; i++) {
      const row = segments.rows[i];
      const side = sides[segments.fromA[i] ? 0 : 1];
      for (let k = exchanges.firstMessage(row); k < exchanges.messages && exchanges.rowOf(k) === row; k++) {
        const place = exchanges.placeOf(k);
        const begins = place === 0 ? firstOf(messages, row) + 1 : row + 1;
        add(side, i, begins === row + 1 ? i : segmentOf(begins), place, exchanges.exchangeOf(k), -1);
      }
      const first = isOpened ? tls.firstOf(row) : 0;
      for (let record = first; isOpened && tls.find(row, record - first) === record; record++) {
        const opened = decrypted.find(record);
        const inner = decrypted.exchanges;
        if (opened < 0) continue;
        for (let k = inner.firstMessage(opened); k < inner.messages && inner.rowOf(k) === opened; k++) {
          const place = inner.placeOf(k);
          const begins = place === 0 ? tls.row(decrypted.record(firstOf(decrypted.messages, opened))) : row;
          add(side, i, begins === row ? i : segmentOf(begins + 1), place, inner.exchangeOf(k), opened);
        }
      }
    }
    this.count = sides[0].to.length + sides[1].to.length;
  }

  /** What segments `first` … below `end` show of the messages of an end; of a place before a segment (`first` = `end`), what goes on across it. */
  said(fromA: boolean, first: number, end: number): TimelineSaid | null {
    const { from, to, place, exchange, record } = this.#sides[fromA ? 0 : 1];
    const isPlace = first === end;
    const last = lastNotAbove(from, isPlace ? first - 1 : end - 1);
    if (last < 0 || to[last] < first) return null;
    if (isPlace) return { before: true, after: true, messages: [], more: 0 };
    const begun = lastNotAbove(from, first - 1) + 1;
    const { rows, time } = this.#segments;
    const messages: TimelineMessage[] = [];
    for (let k = begun; k <= last && messages.length < MOST_A_ROW; k++) {
      const asked = this.#exchanges(record[k]).request(exchange[k]);
      const request = record[k] < 0 ? asked : this.#frameOf(asked - 1);
      const frame = rows[to[k]] + 1;
      const kind = asked === (record[k] < 0 ? frame : record[k] + 1) ? 'request' : 'response';
      messages.push({
        kind,
        firstFrame: rows[from[k]] + 1,
        frame,
        place: place[k],
        record: record[k],
        text: '',
        bytes: null,
        ns: kind === 'response' && request > 0 ? this.#since(request, time[to[k]]) : null,
      });
    }
    return {
      before: begun > 0 && to[begun - 1] >= first,
      after: to[last] >= end,
      messages,
      more: last + 1 - begun - messages.length,
    };
  }

  #exchanges(record: number): ExchangeTable {
    const { exchanges, decrypted } = this.#analysis;
    return record < 0 ? exchanges : decrypted.exchanges;
  }
  /** Frame of an opened record; 0: of none. */
  #frameOf(opened: number): number {
    const { tls, decrypted } = this.#analysis;
    return opened < 0 ? 0 : tls.row(decrypted.record(opened)) + 1;
  }

  #since(frame: number, ns: number): number | null {
    const at = lastNotAbove(this.#segments.rows, frame - 1);
    const i = this.#segments.rows[at] === frame - 1 ? at : this.#segments.rows.indexOf(frame - 1);
    return i < 0 ? null : Math.max(0, ns - this.#segments.time[i]);
  }
}

/** One more message of an end; `from`: segment with its first byte, -1: it is not there. */
function add(side: Spans, to: number, from: number, place: number, exchange: number, record: number): void {
  side.from.push(from < 0 || from > to ? to : Math.max(from, side.from[side.from.length - 1] ?? 0));
  side.to.push(to);
  side.place.push(place);
  side.exchange.push(exchange);
  side.record.push(record);
}

/** Row, or opened record, with the first byte of what another one completes. */
function firstOf(messages: MessageTable, row: number): number {
  for (let piece = messages.pieceOf(row); piece > 0 && piece <= messages.pieces; piece++) {
    if (messages.row(piece) !== row) break;
    const message = messages.messageOf(piece);
    if (message > 0 && messages.last(message) === row + 1) return messages.row(messages.firstPiece(message));
  }
  return row;
}

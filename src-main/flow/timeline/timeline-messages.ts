// Requests and responses of a connection beside its segments: which rows of the timeline each goes over. What they say stands in their bytes,
// which whoever can read frames adds.
import type { TimelineMessage, TimelineSaid } from '../../ipc/engine-contract';
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
    const none = (): Spans => ({ from: [], to: [], place: [], exchange: [] });
    const sides = (this.#sides = [none(), none()]);
    const { exchanges, messages } = analysis;
    for (let i = 0; exchanges.messages > 0 && i < segments.count; i++) {
      const row = segments.rows[i];
      const side = sides[segments.fromA[i] ? 0 : 1];
      for (let k = exchanges.firstMessage(row); k < exchanges.messages && exchanges.rowOf(k) === row; k++) {
        const place = exchanges.placeOf(k);
        const begins = place === 0 ? firstFrame(messages, row) : row + 1;
        const from = begins === row + 1 ? i : segmentOf(begins);
        side.from.push(from < 0 || from > i ? i : Math.max(from, side.from[side.from.length - 1] ?? 0));
        side.to.push(i);
        side.place.push(place);
        side.exchange.push(exchanges.exchangeOf(k));
      }
    }
    this.count = sides[0].to.length + sides[1].to.length;
  }

  /** What segments `first` … below `end` show of the messages of an end; of a place before a segment (`first` = `end`), what goes on across it. */
  said(fromA: boolean, first: number, end: number): TimelineSaid | null {
    const { from, to, place, exchange } = this.#sides[fromA ? 0 : 1];
    const isPlace = first === end;
    const last = lastNotAbove(from, isPlace ? first - 1 : end - 1);
    if (last < 0 || to[last] < first) return null;
    if (isPlace) return { before: true, after: true, messages: [], more: 0 };
    const begun = lastNotAbove(from, first - 1) + 1;
    const { rows, time } = this.#segments;
    const messages: TimelineMessage[] = [];
    for (let k = begun; k <= last && messages.length < MOST_A_ROW; k++) {
      const request = this.#analysis.exchanges.request(exchange[k]);
      const frame = rows[to[k]] + 1;
      const kind = request === frame ? 'request' : 'response';
      messages.push({
        kind,
        firstFrame: rows[from[k]] + 1,
        frame,
        place: place[k],
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

  #since(frame: number, ns: number): number | null {
    const at = lastNotAbove(this.#segments.rows, frame - 1);
    const i = this.#segments.rows[at] === frame - 1 ? at : this.#segments.rows.indexOf(frame - 1);
    return i < 0 ? null : Math.max(0, ns - this.#segments.time[i]);
  }
}

/** Frame with the first byte of what a row completes. */
function firstFrame(messages: Analysis['messages'], row: number): number {
  for (let piece = messages.pieceOf(row); piece > 0 && piece <= messages.pieces; piece++) {
    if (messages.row(piece) !== row) break;
    const message = messages.messageOf(piece);
    if (message > 0 && messages.last(message) === row + 1) return messages.row(messages.firstPiece(message)) + 1;
  }
  return row + 1;
}

// Counts response times: of TCP and TLS out of what is known of their connections, of DNS and HTTP out of what worker threads find in the rows
// that have a message of either. A time counts where the packet that ends it is in the list, a request without a response where its own is.
import { spanOf, type SpanId } from '../../flow/conversations/connection-times';
import { nsBetween } from '../../flow/conversations/time-between';
import { ResponseGroups } from '../../flow/statistics/response-groups';
import { handshakeOf } from '../../flow/tcp/verdict';
import type { ResponseKind } from '../../ipc/contracts/statistics-contract';
import type { CaptureDocument } from '../document/document';
import { unpackMessages, type CountedMessage } from '../search/response-test';
import type { Counter } from './counting';
import type { Listing } from './listing';
import { responses } from './response-listing';

/** Times of the opening of a connection. */
const OF_TCP: readonly (readonly [kind: ResponseKind, span: SpanId])[] = [
  ['tcp', 'handshakeNs'],
  ['tcpSynAck', 'synToSynAckNs'],
  ['tcpAck', 'synAckToAckNs'],
  ['tcpRoundTrip', 'initialRttNs'],
];

export class ResponseCounter implements Counter {
  readonly task = { kind: 'responses' } as const;
  readonly #document: CaptureDocument;
  readonly #groups = new ResponseGroups();

  constructor(document: CaptureDocument) {
    this.#document = document;
  }

  addRow(row: number): boolean {
    const { columns, analysis } = this.#document;
    if (columns.streamKind(row) === 'tcp') {
      const flow = analysis.flowOfRow(row);
      this.#opening(flow, row);
      this.#handshake(flow, row);
    }
    return (
      analysis.dnsMessages.has(row) ||
      analysis.dnsInStreams.has(row) ||
      analysis.exchanges.has(row) ||
      this.#isOpened(row)
    );
  }

  /** Keys have opened records in it, which may hold messages. */
  #isOpened(row: number): boolean {
    const { decrypted, tls } = this.#document.analysis;
    return decrypted.records > 0 && decrypted.hasAny(tls.firstOf(row), tls.firstOf(row + 1));
  }

  take(found: Uint32Array): void {
    unpackMessages(found, (row, message) => {
      for (const [kind, value] of groupsOf(message))
        if (message.ns === null) this.#groups.unanswered(kind, value);
        else this.#groups.answered(kind, value, message.ns, row);
    });
  }

  listing(): Listing {
    return responses(this.#groups);
  }

  /** The row may end one of the times of a connection that is opened: of the attempt that the list of connections shows. */
  #opening(flow: number, row: number): void {
    const { columns, analysis } = this.#document;
    const { table } = analysis;
    const frame = row + 1;
    if (!analysis.isOpening(flow, frame) && frame !== table.tcp(flow).roundTripEnd[table.position(flow)]) return;
    const shown = analysis.shownOf(flow);
    for (const [kind, span] of OF_TCP) {
      const [from, to] = spanOf(span, columns, table, flow, shown);
      if (to === frame) this.#between(kind, from, to);
    }
    const { events, synFrame: asked } = shown.attempt;
    if (frame === asked && handshakeOf(events) === 'no-answer') this.#unanswered(['tcp', 'tcpSynAck']);
  }

  #handshake(flow: number, row: number): void {
    const frame = row + 1;
    const frames = this.#document.analysis.handshakes.framesOf(flow);
    if (frames === null) return;
    const { hello, answer, complete } = frames;
    if (frame === answer) this.#between('tlsHello', hello, answer);
    if (frame === complete) this.#between('tls', hello, complete);
    if (frame === hello && answer === 0) this.#unanswered(['tls', 'tlsHello']);
  }

  #between(kind: ResponseKind, from: number, to: number): void {
    const ns = nsBetween(this.#document.columns, from, to);
    if (ns !== null) this.#groups.answered(kind, '', ns, to - 1);
  }
  #unanswered(kinds: readonly ResponseKind[]): void {
    for (const kind of kinds) this.#groups.unanswered(kind, '');
  }
}

/** What a message counts for: its service, and what that is told apart by, where the message tells it. */
function groupsOf({ service, type, code, method, host }: CountedMessage): [kind: ResponseKind, value: string][] {
  const all: [kind: ResponseKind, value: string, isTold: boolean][] =
    service === 'dns'
      ? [
          ['dns', '', true],
          ['dnsType', String(type), type >= 0],
          ['dnsCode', String(code), code >= 0],
        ]
      : [
          ['http', '', true],
          ['httpMethod', method, method !== ''],
          ['httpCode', String(code), code >= 0],
          ['httpHost', host, host !== ''],
        ];
  return all.flatMap(([kind, value, isTold]) => (isTold ? [[kind, value]] : []));
}

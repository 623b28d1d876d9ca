// Goes over the TCP segments of a capture in frame order and finds the messages that span them. What it finds stands in the message table,
// which workers share; it can be asked to go on at any time, and needs the bytes of few frames.
import {
  FAST_RETRANSMISSION,
  KEEP_ALIVE,
  OUT_OF_ORDER,
  REPEAT_MASK,
  RETRANSMISSION,
  SPURIOUS_RETRANSMISSION,
} from '../../../dissect/contract/analysis-flags';
import type { Framing } from '../../../wire/framing';
import { dnsFraming } from '../../../dissect/protocols/dns-framing';
import { HTTP2_KEY } from '../../../dissect/protocols/http2/http2-framing';
import { tlsFraming } from '../../../dissect/protocols/tls-framing';
import { registry } from '../../../dissect/protocols/registry';
import { CHUNK_BITS } from '../../../flow/columns/columns';
import { NO_KEY } from '../../../reassembly/exchange-table';
import { payloadSeq } from '../../../reassembly/segment-pieces';
import { HAD, LAST, LATE, REPEATED, StreamMessages } from '../../../reassembly/stream-messages';
import { FIN, RST } from '../../../wire/tcp';
import { Slice } from '../../base/pause';
import type { CaptureDocument } from '../document';
import { ExchangeFinder } from './exchange-finder';
import { RowMessages } from './row-messages';
import { DecryptFinder } from '../tls/decrypt-finder';
import { DnsInStreams } from './dns-in-streams';
import { DtlsFinder } from '../tls/dtls-finder';
import type { DtlsOpenings } from '../tls/dtls-openings';
import { HeaderDissector, HeaderFinder } from './header-finder';
import type { MessageBytes } from './message-bytes';
import { QuicFinder } from '../tls/quic-finder';
import { StreamTries } from './stream-tries';
import { TlsFinder } from '../tls/tls-finder';

export class MessageFinder {
  readonly #document: CaptureDocument;
  readonly #bytes: MessageBytes;
  readonly #streams: StreamMessages;
  readonly #exchanges: ExchangeFinder;
  readonly #dns: DnsInStreams;
  readonly #headers: HeaderFinder;
  readonly #headerDissector: HeaderDissector;
  readonly #tls: TlsFinder;
  /** what is inside of TLS, where there are keys */
  readonly decrypted: DecryptFinder;
  readonly #quic: QuicFinder;
  readonly #dtls: DtlsFinder;
  readonly #tries = new StreamTries();

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#bytes = document.frameView.messageBytes();
    this.#dns = new DnsInStreams(document);
    this.#headers = new HeaderFinder(document.analysis.headers);
    this.#headerDissector = new HeaderDissector(document.frameView);
    this.#tls = new TlsFinder(document);
    this.decrypted = new DecryptFinder(document);
    this.#quic = new QuicFinder(document);
    this.#dtls = new DtlsFinder(document);
    this.#streams = new StreamMessages(document.analysis.messages, this.#bytes);
    const messages = new RowMessages(document.analysis, document.frameView.messageBytes());
    this.#exchanges = new ExchangeFinder(document.analysis.exchanges, messages, (row) => document.columns.ack(row));
  }

  /** what became of the connections of DTLS */
  get datagrams(): DtlsOpenings {
    return this.#dtls.openings;
  }

  /** Rows that were looked at, from the first one on. */
  get looked(): number {
    return this.#document.analysis.messages.looked;
  }

  /** Looks at the rows there are now, until it is stopped; `rest` is awaited now and then. */
  async look(stopped: () => boolean, rest: () => Promise<void> | void): Promise<void> {
    const { analysis } = this.#document;
    const slice = new Slice();
    while (
      (analysis.messages.looked < this.#document.frames || this.decrypted.isBehind || this.datagrams.isBehind) &&
      !stopped()
    ) {
      this.datagrams.settle();
      for (let n = 0; n < ROWS_AT_ONCE && this.decrypted.step(); n++);
      const end = Math.min(this.#document.frames, analysis.messages.looked + ROWS_AT_ONCE);
      for (let row = analysis.messages.looked; row < end; row++) {
        this.#row(row);
        this.#quic.take(row);
        this.#dtls.take(row);
      }
      analysis.messages.looked = Math.max(analysis.messages.looked, end);
      if (!slice.over) continue;
      await rest();
      await slice.giveWay();
    }
  }

  #row(row: number): void {
    const { columns } = this.#document.analysis;
    if (columns.chunk(row >>> CHUNK_BITS).tcp === null || columns.streamKind(row) !== 'tcp' || columns.partial(row))
      return;
    const flags = columns.flags(row);
    const length = columns.payloadLen(row);
    if (flags & RST || (length === 0 && (flags & FIN) === 0)) return;
    const flow = this.#document.analysis.flowOfRow(row);
    const seq = payloadSeq(columns, row);
    const framing = this.#framingOf(flow, row, length);
    if (framing === null) return;
    // a segment that was cut is a hole in its stream
    if (columns.capturedLen(row) < columns.originalLen(row) && (this.#bytes.payload(row)?.length ?? 0) < length)
      return framing.exchanges
        ? this.#exchange(flow, row, framing)
        : framing === tlsFraming
          ? this.#records(flow, row, seq, length)
          : undefined;
    const kind = columns.analysis(row) & REPEAT_MASK;
    const what = WHAT[kind] | (flags & FIN ? LAST : 0);
    const direction = 2 * flow + (columns.fromA(row) ? 0 : 1);
    if (framing.exchanges) {
      const { messages } = this.#document.analysis;
      const before = messages.messages;
      this.#streams.take(direction, row, seq, length, what, this.#exchanges.framing(flow, framing));
      const message = messages.messages;
      if (message === before + 1) this.#exchanges.begins(message, messages.length(message));
      if (this.#completes(row, length)) this.#exchange(flow, row, framing);
      return;
    }
    // its byte was sent before, and is the end of nothing
    if (framing === tlsFraming && columns.analysis(row) & KEEP_ALIVE) return;
    this.#streams.take(direction, row, seq, length, what, framing);
    if (framing.headers && length > 0) {
      this.#document.analysis.messages.looked = row + 1;
      const way = this.#headers.follow(direction, seq, length, kind === 0 || kind === FAST_RETRANSMISSION);
      if (way !== null)
        this.#headerDissector.dissect(row, { headers: (place) => this.#headers.start(way, row, place) });
    }
    if (framing === tlsFraming) return this.#records(flow, row, seq, length);
    if (framing !== dnsFraming || length === 0) return;
    // its messages are asked for like those of any row that was looked at
    this.#document.analysis.messages.looked = row + 1;
    this.#dns.take(row, flow);
  }

  #exchange(flow: number, row: number, framing: Framing): void {
    // its own messages are known
    this.#document.analysis.messages.looked = row + 1;
    const { columns } = this.#document;
    const other = 2 * flow + (columns.fromA(row) ? 1 : 0);
    this.#exchanges.take(flow, row, framing, this.#streams.waits(other, columns.ack(row)));
  }

  #records(flow: number, row: number, seq: number, length: number): void {
    const { columns, messages } = this.#document.analysis;
    const kind = columns.analysis(row) & REPEAT_MASK;
    const isNew = this.#tls.follows(flow, row, seq, length);
    // what comes late is handed on to nobody
    const inOrder = kind === 0 || kind === FAST_RETRANSMISSION;
    if (!isNew || !inOrder || !this.#completes(row, length)) return;
    messages.looked = row + 1;
    this.#tls.take(flow, row);
  }

  /** Whether there is anything in the row but a part of a message that goes on. */
  #completes(row: number, length: number): boolean {
    const { messages } = this.#document.analysis;
    const piece = messages.pieceOf(row);
    if (piece === 0) return length > 0;
    if (messages.at(piece) > 0) return true;
    const message = messages.messageOf(piece);
    return message !== 0 && (messages.last(message) === row + 1 || messages.row(piece + 1) === row);
  }

  #framingOf(flow: number, row: number, length: number): Framing | null {
    const { exchanges, table, flows } = this.#document.analysis;
    const key = exchanges.keyOf(flow, row);
    if (key > NO_KEY) return registry.framing('tcp.port', key) ?? null;
    const { ports } = table.chunk(flow);
    const i = table.position(flow);
    const [a, b] = [ports[2 * i], ports[2 * i + 1]];
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const rules = this.#document.frameView.decodeAs;
    const chosen = rules?.between('tcp.port', a, b, () => flows.addresses(flow)) ?? null;
    if (chosen !== null) {
      const found = registry.protocol(chosen);
      return (found && registry.framingOf(found.protocol)) ?? null;
    }
    const byPorts = registry.framing('tcp.port', low) ?? registry.framing('tcp.port', high) ?? null;
    // behind a CONNECT a stream is what its bytes say
    const framing = key === NO_KEY ? null : byPorts;
    // on ports of HTTP nothing of it was seen yet
    const isOpen = framing === null || framing.exchanges === true;
    if (length === 0 || !isOpen || !this.#tries.isTry(flow, low, high)) return framing;
    const payload = this.#bytes.payload(row);
    const found = payload === null ? -1 : this.#tries.keyOf(flow, payload, framing === null && key !== NO_KEY);
    if (found < 0) return framing;
    // the server of HTTP/2 may speak before the client's preface
    exchanges.addTurn(flow, found === HTTP2_KEY && key < 0 ? 0 : row, found);
    return registry.framing('tcp.port', found) ?? null;
  }
}

/** What a segment is to the streams, by what the analysis takes it for. */
const WHAT = new Uint8Array(REPEAT_MASK + 1);
WHAT[RETRANSMISSION] = REPEATED;
WHAT[SPURIOUS_RETRANSMISSION] = HAD;
WHAT[OUT_OF_ORDER] = LATE;

/** Rows between two looks at the clock. */
const ROWS_AT_ONCE = 256;

/** For the command line: finds them all. */
export async function findMessages(document: CaptureDocument): Promise<void> {
  await new MessageFinder(document).look(
    () => false,
    () => undefined,
  );
}

// Opens the records of TLS connections of which there are secrets, in frame order, behind the pass over messages: what was opened stands in
// reassembly/decrypted.ts, so that any record can be opened again by itself. What is inside is taken for streams of their own: handshake messages, HTTP, DNS.
import { HTTP2_KEY } from '../../../dissect/protocols/http2/http2-framing';
import { HTTP_KEY } from '../../../dissect/protocols/http/http-framing';
import { registry } from '../../../dissect/protocols/registry';
import { keyOfAgreed, protocolNumber } from '../../../dissect/protocols/tls/tls-app-protocols';
import { handshakeFraming } from '../../../dissect/protocols/tls-framing';
import type { HeaderStart, TlsView } from '../../../dissect/contract/context';
import { MOST_RECORDS, PROTOCOL_SHIFT, type TlsTable } from '../../../reassembly/tls-table';
import type { Decrypted } from '../../../reassembly/decrypted';
import { LAST, StreamMessages } from '../../../reassembly/stream-messages';
import { ConnectionDecryptor, type TakenRecord } from '../../../tls/connection-decryptor';
import { packProtection } from '../../../tls/protection-bytes';
import { TLS10 } from '../../../tls/key-schedule';
import type { Framing } from '../../../wire/framing';
import { seqAdd } from '../../../wire/seq';
import * as wire from '../../../wire/tls';
import { isRecordHeader } from '../../../wire/tls-shape';
import { nodePrimitives } from '../../base/crypto';
import type { CaptureDocument } from '../document';
import type { DecryptedReader } from './decrypted-reader';
import { ExchangeFinder } from '../messages/exchange-finder';
import { HeaderDissector, HeaderFinder, type HeaderWay } from '../messages/header-finder';
import { RowMessages } from '../messages/row-messages';
import { StreamTries } from '../messages/stream-tries';
import type { TlsRecords } from './tls-records';
import { type Opening, TlsOpenings } from './tls-openings';

/** Alerts: level, description; 0 closes the direction (RFC 8446 section 6.1). */
const CLOSE_NOTIFY = 0;
const DNS_PORT = 853;
const DNS_KEY = 53;

export class DecryptFinder {
  readonly #document: CaptureDocument;
  readonly #records: TlsRecords;
  readonly #reader: DecryptedReader;
  readonly #headerDissector: HeaderDissector;
  /** which connections are followed, and what became of each */
  readonly openings = new TlsOpenings();
  /** records that were looked at */
  #next = 0;
  #version = -1;
  #cleared = 0;
  #tries = new StreamTries();
  #streams!: StreamMessages;
  #exchanges!: ExchangeFinder;
  #headers!: HeaderFinder;
  /** of the row at hand: opened records with HTTP/2 in them */
  readonly #ways = new Map<number, HeaderWay>();

  constructor(document: CaptureDocument) {
    this.#document = document;
    const { frameView } = document;
    this.#records = frameView.tlsRecords();
    this.#reader = frameView.decryptedReader();
    this.#headerDissector = new HeaderDissector(frameView);
    this.#begin();
  }

  get #tls(): TlsTable {
    return this.#document.analysis.tls;
  }
  get #decrypted(): Decrypted {
    return this.#document.analysis.decrypted;
  }

  #begin(): void {
    this.#next = 0;
    this.#tries = new StreamTries();
    this.openings.clear();
    const { messages } = this.#reader;
    const decrypted = this.#decrypted;
    this.#streams = new StreamMessages(decrypted.messages, messages);
    const rows = new RowMessages({ columns: decrypted, messages: decrypted.messages }, messages);
    this.#exchanges = new ExchangeFinder(decrypted.exchanges, rows);
    this.#headers = new HeaderFinder(decrypted.headers);
  }

  /** Whether there is anything to be done: records that were not looked at, or other keys for them. */
  get isBehind(): boolean {
    const { keys } = this.#document;
    if (keys.isEmpty && this.#decrypted.records === 0) return false;
    return this.#next < this.#tls.records || this.#version !== keys.version;
  }

  /** Goes on with the next row; false: there is none now. */
  step(): boolean {
    const { keys } = this.#document;
    if (keys.isEmpty && this.#decrypted.records === 0) return false;
    // asking brings what the capture itself has up to date
    if (this.#version !== keys.version) this.#newKeys();
    const tls = this.#tls;
    if (this.#next >= Math.min(MOST_RECORDS, tls.records)) return false;
    const row = tls.row(this.#next);
    const first = this.#next;
    this.#next = tls.firstOf(row + 1);
    if (!this.#decrypted.isFull) this.#row(row, first);
    this.#decrypted.looked = this.#next;
    return true;
  }

  /** There are other secrets: where they change anything, all is looked at anew. */
  #newKeys(): void {
    const { keys } = this.#document;
    const isOther = keys.cleared !== this.#cleared || this.openings.wants((random) => keys.known(random));
    this.#version = keys.version;
    this.#cleared = keys.cleared;
    if (!isOther) return;
    this.#decrypted.reset();
    this.#begin();
  }

  #row(row: number, first: number): void {
    const { analysis, keys } = this.#document;
    const flow = analysis.flowOfRow(row);
    const connection = this.#tls.of(flow);
    const side = analysis.columns.fromA(row) ? 0 : 1;
    let opening = this.openings.of(connection);
    if (opening === null) return;
    this.#records.each(row, (place, b, at, to, end) => {
      if (!isRecordHeader(b, at) || opening === null) return;
      if (opening === undefined) {
        const random = helloRandom(b, at, Math.min(to, end));
        const known = random === null ? 0 : keys.known(random);
        const decryptor = known === 0 ? null : new ConnectionDecryptor(nodePrimitives, keys.log);
        opening = this.openings.begin(connection, side, random, known, decryptor);
        if (opening === null) return;
      }
      const fromClient = side === opening.client;
      if (to > end) return opening.decryptor.miss(fromClient);
      const said = opening.decryptor.take(fromClient, b.subarray(at, to));
      this.openings.tell(connection, said);
      this.#take(opening, flow, connection, side, first + place, said);
    });
    if (this.#ways.size > 0) this.#readHeaders(row);
  }

  /** Notes what a record has inside. */
  #take(opening: Opening, flow: number, connection: number, side: number, record: number, said: TakenRecord): void {
    const decrypted = this.#decrypted;
    const way = opening.sides[side];
    if (said.kind !== 'opened') return;
    const { epoch, number, type, content } = said;
    decrypted.connections.add(connection);
    const fromClient = side === opening.client;
    const protection = opening.decryptor.protection(fromClient, epoch);
    way.keys[epoch] ??= decrypted.addKeys(packProtection(protection));
    const isHandshake = type === wire.HANDSHAKE;
    const seq = isHandshake ? way.handshakeSeq : way.seq;
    // only the oldest version chains its records
    const before = protection.version === TLS10 && number > 0 ? way.record : -1;
    way.record = record;
    const opened = decrypted.add(record, way.keys[epoch], number, type, content.length, seq, before);
    this.#reader.keep(opened, content);
    const direction = 4 * connection + side;
    decrypted.messages.looked = opened + 1;
    if (isHandshake) {
      way.handshakeSeq = seqAdd(seq, content.length);
      this.#streams.take(direction + 2, opened, seq, content.length, 0, handshakeFraming);
    } else if (type === wire.APPLICATION_DATA) {
      way.seq = seqAdd(seq, content.length);
      this.#data(opening, flow, direction, opened, seq, content);
    } else if (type === wire.ALERT && content[1] === CLOSE_NOTIFY && content.length === 2) {
      const framing = this.#framing(flow, opened);
      if (framing === null) return;
      this.#streams.take(direction, opened, seq, 0, LAST, framing);
      if (framing.exchanges) this.#exchanges.take(flow, opened, framing);
    }
  }

  #framing(flow: number, opened: number): Framing | null {
    const key = this.#decrypted.exchanges.keyOf(flow, opened);
    return key < 0 ? null : (registry.framing('tcp.port', key) ?? null);
  }

  /** Application data: the next bytes of a stream. */
  #data(opening: Opening, flow: number, direction: number, opened: number, seq: number, content: Uint8Array): void {
    const { exchanges, messages } = this.#decrypted;
    if (exchanges.keyOf(flow, opened) < 0) this.#findKey(opening, flow, content);
    const framing = this.#framing(flow, opened);
    if (framing === null || content.length === 0) return;
    if (!framing.exchanges) {
      this.#streams.take(direction, opened, seq, content.length, 0, framing);
      const way = framing.headers ? this.#headers.follow(direction, seq, content.length, true) : null;
      if (way !== null) this.#ways.set(opened, way);
      return;
    }
    const before = messages.messages;
    this.#streams.take(direction, opened, seq, content.length, 0, this.#exchanges.framing(flow, framing));
    const message = messages.messages;
    if (message === before + 1) this.#exchanges.begins(message, messages.length(message));
    this.#exchanges.take(flow, opened, framing);
  }

  /** What was agreed on, or else what the first bytes say, or the ports. */
  #findKey({ decryptor }: Opening, flow: number, content: Uint8Array): void {
    const { table } = this.#document.analysis;
    const { ports } = table.chunk(flow);
    const i = table.position(flow);
    const [a, b] = [ports[2 * i], ports[2 * i + 1]];
    const { tls } = this.#document.analysis;
    // up to TLS 1.2 the server says in the clear what it chose
    const inClear = tls.facts(tls.of(flow)) >>> PROTOCOL_SHIFT;
    let key = keyOfAgreed(inClear === 0 ? protocolNumber(decryptor.protocol) : inClear);
    if (key < 0 && (a === DNS_PORT || b === DNS_PORT)) key = DNS_KEY;
    if (key < 0 && this.#tries.isTry(flow, a, b)) key = this.#tries.keyOf(flow, content, true);
    // TLS inside of TLS is not followed
    if (key === HTTP_KEY || key === HTTP2_KEY || key === DNS_KEY) this.#decrypted.exchanges.addTurn(flow, 0, key);
  }

  /** Dissects a row for the header blocks in it, which build on those before. */
  #readHeaders(row: number): void {
    const { frameView, analysis } = this.#document;
    const first = analysis.tls.firstOf(row);
    const view = frameView.context(row).tls();
    const headers = (place: number): ((block: number) => HeaderStart | null) => {
      const opened = this.#decrypted.find(first + place);
      const way = this.#ways.get(opened);
      return (block) => (way === undefined ? null : this.#headers.start(way, opened, block));
    };
    const own: TlsView | null = view && {
      ...view,
      record: (place) => {
        const record = view.record(place);
        return (
          record && {
            ...record,
            inside: (bytes) => {
              const inside = record.inside(bytes);
              return inside && { ...inside, headers: headers(place) };
            },
          }
        );
      },
    };
    this.#headerDissector.dissect(row, { tls: () => own });
    this.#ways.clear();
  }
}

/** Random of the ClientHello that a record begins with; null: it begins with something else. Empty: it is not all there. */
function helloRandom(b: Uint8Array, at: number, end: number): Uint8Array | null {
  const body = at + wire.RECORD_HEADER_LEN;
  if (b[at] !== wire.HANDSHAKE || body >= end || b[body] !== wire.CLIENT_HELLO) return null;
  const random = body + wire.MESSAGE_HEADER_LEN + 2;
  return b.slice(random, Math.min(end, random + wire.RANDOM_LEN));
}

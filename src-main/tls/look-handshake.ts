// Follows the records of both ends of one connection and notes what its handshake was: messages, who offered and chose what, alerts, flights.
// What is encrypted is told by its place and size, or exactly where keys opened it. Bounded: 256 KB of handshake an end, headers of 50,000 records an end.
import * as wire from '../wire/tls';
import { MESSAGES, CONTENT_TYPES } from '../dissect/protocols/tls/tls-names';
import { ALERTS } from '../dissect/values/tls-alerts';
import { emptyFacts, MOST_ALERTS, MOST_BYTES, MOST_ENCRYPTED, MOST_MESSAGES } from './look-facts';
import type { EndFacts, HandshakeFacts, MessageFact } from './look-facts';
import { readMessage } from './look-messages';
import { nameEncrypted, finishedLength } from './look-encrypted';
import { isClientHello, mayBeRecord, RecordCutter, type LookRecord } from './look-records';

/** Records whose headers are read of each end. */
const MOST_RECORDS = 50_000;
/** Payload that is looked through for the beginning of TLS, and what is kept of it. */
const MOST_PLAIN = 64 * 1024;
const KEPT_PLAIN = 64;
const NOTHING = new Uint8Array(0);

/** What keys opened of a record; null: it stayed closed. */
export interface OpenedRecord {
  /** of what is inside */
  type: number;
  content: () => Uint8Array | null;
}
/**
 * Asks for it.
 * @param row   with its last byte
 * @param place its number among the records of its end that this row completes
 * @param length bytes behind its header
 */
export type Opens = (row: number, place: number, length: number) => OpenedRecord | null;

class End {
  facts: EndFacts;
  readonly cutter: RecordCutter;
  /** looking for the first record, in so much payload so far */
  seeking = true;
  sought = 0;
  /** no more of it is of interest */
  over = false;
  /** a handshake message that is not whole */
  pending: Uint8Array = NOTHING;
  read = 0;
  /** the row that completed a record last, and how many records it has completed before this one */
  row = -1;
  place = 0;

  constructor(
    readonly isA: boolean,
    facts: EndFacts,
    take: (end: End, record: LookRecord) => void,
    lost: (end: End, row: number) => void,
  ) {
    this.facts = facts;
    this.cutter = new RecordCutter({
      wants: (type, length) => {
        if (type !== wire.HANDSHAKE && type !== wire.ALERT) return false;
        this.read += length;
        return this.read <= MOST_BYTES;
      },
      record: (record) => take(this, record),
      lost: (row) => lost(this, row),
    });
  }
}

export class HandshakeLook {
  readonly facts: HandshakeFacts = emptyFacts();
  readonly #a: End;
  readonly #b: End;

  readonly #opens: Opens | null;

  /** @param opens what keys opened of the connection; null: nothing */
  constructor(opens: Opens | null = null) {
    this.#opens = opens;
    const take = (end: End, record: LookRecord): void => this.#record(end, record);
    const lost = (end: End, row: number): void => this.#lost(end, row);
    this.#a = new End(true, this.facts.client, take, lost);
    this.#b = new End(false, this.facts.server, take, lost);
  }

  /** Nothing more of either end can tell anything. */
  get over(): boolean {
    return this.#a.over && this.#b.over;
  }

  /** Whether the bytes of the next `length` ones are to be handed over; where not, `skip` takes their number. */
  needs(fromA: boolean, length: number): boolean {
    const end = fromA ? this.#a : this.#b;
    return !end.over && (end.seeking || end.cutter.skippable < length);
  }

  skip(fromA: boolean, length: number, row: number): void {
    const end = fromA ? this.#a : this.#b;
    if (!end.over) end.cutter.skip(length, row);
  }

  /** Bytes that were sent and not captured. */
  gap(fromA: boolean, length: number, row: number): void {
    const end = fromA ? this.#a : this.#b;
    if (end.over || end.seeking) return;
    if (end.cutter.skippable >= length) return end.cutter.skip(length, row);
    this.#lost(end, row);
  }

  /** The next bytes of an end, in the order in which they were read there. */
  take(fromA: boolean, bytes: Uint8Array, row: number): void {
    const end = fromA ? this.#a : this.#b;
    if (end.over || bytes.length === 0) return;
    if (end.seeking && !this.#found(end, bytes, row)) return;
    end.cutter.push(bytes, row);
  }

  /** TLS begins with the first bytes, or later with a ClientHello; what answers that one begins behind it. */
  #found(end: End, bytes: Uint8Array, row: number): boolean {
    const other = end === this.#a ? this.#b : this.#a;
    const isFirst = end.sought === 0 && end.facts.lostRow < 0;
    const begins = mayBeRecord(bytes, 0, bytes.length) && (isFirst || other.facts.isTls || end.facts.isTls);
    if (begins || isClientHello(bytes)) {
      end.seeking = false;
      end.facts.isTls = true;
      return true;
    }
    if (
      end.facts.plainRow < 0 ||
      (other.facts.isTls && end.sought > 0 && !end.facts.isTls && this.facts.helloRow >= 0)
    ) {
      end.facts.plain = bytes.slice(0, KEPT_PLAIN);
      end.facts.plainRow = row;
    }
    end.sought += bytes.length;
    if (end.sought > MOST_PLAIN) end.over = true;
    return false;
  }

  #lost(end: End, row: number): void {
    end.cutter.reset();
    if (end.facts.lostRow < 0) end.facts.lostRow = row;
    if (this.facts.completeRow < 0) this.facts.incomplete = true;
    // nothing but a guess was TLS here
    if (end.facts.records === 0) end.facts.isTls = false;
    end.pending = NOTHING;
    end.seeking = true;
    end.sought = 1;
  }

  /** Whether an end is the client: who sent the ClientHello, until then who opened the connection. */
  #isClient(end: End): boolean {
    return end.isA === this.facts.clientIsA;
  }

  #record(end: End, record: LookRecord): void {
    const { facts } = this;
    if (facts.firstRow < 0) facts.firstRow = record.from;
    this.#turn(end, record);
    const fromClient = this.#isClient(end);
    const isSealed = this.#isEncrypted(end, record);
    end.place = end.row === record.to ? end.place + 1 : 0;
    end.row = record.to;
    const opened = isSealed ? (this.#opens?.(record.to, end.place, record.length) ?? null) : null;
    const isEncrypted = isSealed && opened === null;
    end.facts.records++;
    end.facts.last = { type: record.type, length: record.length, row: record.to, isEncrypted };
    const before = facts.completeRow < 0;
    if (before) this.#flight(fromClient, record);
    if (opened !== null) this.#opened(end, record, opened);
    else if (isEncrypted) this.#encrypted(end, record);
    else if (record.type === wire.HANDSHAKE) this.#handshake(end, record);
    else if (record.type === wire.ALERT) this.#alert(end, record);
    else if (record.type === wire.CHANGE_CIPHER_SPEC) {
      if (end.facts.changedRow < 0) end.facts.changedRow = record.to;
      if (before) this.#note({ row: record.to, fromClient, type: -1, content: record.type, length: record.length });
    }
    if (end.facts.records >= MOST_RECORDS) {
      end.over = true;
      facts.cutShort = true;
    }
  }

  /** The end that sends a ClientHello first is the client, whoever opened the connection. */
  #turn(end: End, { type, body }: LookRecord): void {
    const { facts } = this;
    if (facts.clientHello !== null || type !== wire.HANDSHAKE || body === null || body[0] !== wire.CLIENT_HELLO) return;
    if (this.#isClient(end)) return;
    facts.clientIsA = end.isA;
    [facts.client, facts.server] = [facts.server, facts.client];
  }

  #isEncrypted(end: End, { type, length }: LookRecord): boolean {
    const { facts } = this;
    if (type === wire.CHANGE_CIPHER_SPEC) return false;
    if (type === wire.APPLICATION_DATA) return true;
    // in TLS 1.3 what is encrypted looks like application data
    if (facts.helloRow >= 0 && wire.isTls13(facts.version)) return false;
    if (type === wire.ALERT && length !== 2) return true;
    return end.facts.changedRow >= 0;
  }

  #flight(fromClient: boolean, { length, from }: LookRecord): void {
    const { flights } = this.facts;
    let flight = flights.at(-1);
    if (flight?.fromClient !== fromClient) {
      if (flights.length >= 32) return;
      flight = { fromClient, bytes: 0, records: 0, row: from };
      flights.push(flight);
    }
    flight.bytes += wire.RECORD_HEADER_LEN + length;
    flight.records++;
  }

  #opened(end: End, record: LookRecord, { type, content }: OpenedRecord): void {
    const { facts } = this;
    const fromClient = this.#isClient(end);
    end.facts.encryptedCount++;
    if (type === wire.APPLICATION_DATA) {
      if (fromClient && facts.serverHelloRow < 0) facts.earlyRecords++;
      else if (end.facts.dataRow < 0) end.facts.dataRow = record.to;
      return;
    }
    end.read += record.length;
    const body = end.read <= MOST_BYTES ? content() : null;
    if (type === wire.HANDSHAKE) this.#handshake(end, { ...record, type, body }, true);
    else if (type === wire.ALERT) this.#alert(end, { ...record, type, body }, true);
  }

  #encrypted(end: End, record: LookRecord): void {
    const { facts } = this;
    const fromClient = this.#isClient(end);
    const { type, length, to: row } = record;
    if (fromClient && type === wire.APPLICATION_DATA && facts.helloRow >= 0 && facts.serverHelloRow < 0) {
      facts.earlyRecords++;
      return;
    }
    end.facts.encryptedCount++;
    if (end.facts.encrypted.length < MOST_ENCRYPTED) end.facts.encrypted.push({ type, length, row });
    if (type === wire.ALERT && facts.alerts.length < MOST_ALERTS)
      facts.alerts.push({ row, fromClient, level: null, description: null });
    if (type === wire.HANDSHAKE && end.facts.finishedRow < 0) end.facts.finishedRow = row;
    const before = facts.completeRow < 0;
    const isNew = wire.isTls13(facts.version);
    if (before && (isNew || type !== wire.APPLICATION_DATA)) {
      this.#note({ row, fromClient, type: -1, content: type, length, encrypted: true });
      if (isNew) nameEncrypted(facts);
    }
    if (before) this.#complete(fromClient, record);
  }

  #complete(fromClient: boolean, { length, to: row }: LookRecord): void {
    const { facts } = this;
    const { client, server } = facts;
    if (!wire.isTls13(facts.version)) {
      if (client.finishedRow >= 0 && server.finishedRow >= 0) facts.completeRow = row;
      return;
    }
    const finished = finishedLength(facts);
    if (!fromClient || server.encryptedCount === 0) return;
    // early data may still come behind the answer: there only the size of a Finished tells
    if (facts.earlyRecords > 0 ? length === finished : length >= finished) facts.completeRow = row;
  }

  #handshake(end: End, { body, to: row }: LookRecord, wasSealed = false): void {
    const { facts } = this;
    if (body === null) {
      facts.incomplete ||= facts.completeRow < 0;
      end.pending = NOTHING;
      return;
    }
    let bytes = body;
    if (end.pending.length > 0) {
      bytes = new Uint8Array(end.pending.length + body.length);
      bytes.set(end.pending);
      bytes.set(body, end.pending.length);
    }
    let at = 0;
    while (at + wire.MESSAGE_HEADER_LEN <= bytes.length) {
      const type = wire.messageType(bytes, at);
      const length = wire.messageLength(bytes, at);
      const to = at + wire.MESSAGE_HEADER_LEN + length;
      if (!(type in MESSAGES) || length > MOST_BYTES) {
        facts.incomplete ||= facts.completeRow < 0;
        at = bytes.length;
        break;
      }
      if (to > bytes.length) break;
      const message = bytes.subarray(at + wire.MESSAGE_HEADER_LEN, to);
      const fromClient = this.#isClient(end);
      const says = readMessage(message, type, fromClient, row, facts);
      this.#note({ row, fromClient, type, content: wire.HANDSHAKE, opened: wasSealed, length, says });
      if (wasSealed && type === wire.FINISHED) this.#finished(end, fromClient, row);
      at = to;
    }
    end.pending = at < bytes.length ? bytes.slice(at) : NOTHING;
  }

  /** A Finished that was opened: RFC 8446 section 4.4.4; up to TLS 1.2 both ends wait for that of the other. */
  #finished(end: End, fromClient: boolean, row: number): void {
    const { facts } = this;
    if (end.facts.finishedRow < 0) end.facts.finishedRow = row;
    if (facts.completeRow >= 0) return;
    const both = facts.client.finishedRow >= 0 && facts.server.finishedRow >= 0;
    if (wire.isTls13(facts.version) ? fromClient : both) facts.completeRow = row;
  }

  #alert(end: End, { body, to: row }: LookRecord, wasSealed = false): void {
    const { facts } = this;
    if (body?.length !== 2) return;
    const fromClient = this.#isClient(end);
    const [level, description] = body;
    if (facts.alerts.length < MOST_ALERTS) facts.alerts.push({ row, fromClient, level, description });
    this.#note({
      row,
      fromClient,
      type: -1,
      content: wire.ALERT,
      opened: wasSealed,
      length: 2,
      says: ALERTS[description] ?? String(description),
    });
  }

  #note(message: Omit<MessageFact, 'says' | 'probably' | 'encrypted' | 'opened'> & Partial<MessageFact>): void {
    const { facts } = this;
    if (facts.messages.length < MOST_MESSAGES)
      facts.messages.push({ says: '', probably: '', encrypted: false, opened: false, ...message });
    else facts.moreMessages++;
  }
}

/** Name of a message as the list shows it. */
export function messageName({ type, content, encrypted, row }: MessageFact, facts: HandshakeFacts): string {
  if (type === wire.SERVER_HELLO && row === facts.retryRow && row !== facts.serverHelloRow)
    return 'Hello Retry Request';
  if (type >= 0) return MESSAGES[type];
  if (encrypted && content === wire.HANDSHAKE) return 'Encrypted Handshake Message';
  if (encrypted && content === wire.ALERT) return 'Encrypted Alert';
  return CONTENT_TYPES[content];
}

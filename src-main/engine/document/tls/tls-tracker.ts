// What the records of a connection tell of those behind them, record after record: RFC 8446 sections 4 and 5, RFC 5246 sections 6 and 7. What was
// negotiated, which keys a record is protected with and its number among these, and handshake messages that span records.
import { readHello } from '../../../dissect/protocols/tls/tls-hello-reader';
import { protocolNumber } from '../../../dissect/protocols/tls/tls-app-protocols';
import {
  BY_SERVER,
  EPOCH_MASK,
  MOST_RECORDS,
  PROTECTED,
  PROTOCOL_SHIFT,
  RESUMES,
  SERVER_A,
  SERVER_B,
  type TlsTable,
  UNSURE,
  VERSION_SAID,
} from '../../../reassembly/tls-table';
import * as wire from '../../../wire/tls';
import { isMessageType, isPlainHandshake, LONGEST_MESSAGE } from '../../../wire/tls-shape';

/** Bytes of a ServerHello that spans records which are kept until it is whole. */
const MOST_KEPT = 4096;

/** Messages of a full handshake, RFC 5246 section 7.3: any of them shows that keys were agreed on anew. */
const OF_FULL: readonly number[] = [
  wire.CERTIFICATE,
  wire.SERVER_KEY_EXCHANGE,
  wire.SERVER_HELLO_DONE,
  wire.CLIENT_KEY_EXCHANGE,
];

/** A side of a connection. */
interface Direction {
  epoch: number;
  /** of the next record */
  number: number;
  /** it is not sure: something was missing */
  unsure: boolean;
  /** the handshake message that goes on in the next record, 0: none */
  message: number;
  /** its piece that came last, and how many bytes there are of it */
  piece: number;
  there: number;
  /** its first bytes: the header, or all of a ServerHello */
  bytes: Uint8Array;
}

interface Connection {
  /** its number in the table */
  id: number;
  sides: [Direction, Direction];
  /** a message was seen since the last ServerHello that an abbreviated handshake has not */
  isFull: boolean;
}

const start = (): Direction => ({
  epoch: 0,
  number: 0,
  unsure: false,
  message: 0,
  piece: 0,
  there: 0,
  bytes: NOTHING,
});
const NOTHING = new Uint8Array(0);

export class TlsTracker {
  readonly #table: TlsTable;
  readonly #connections = new Map<number, Connection>();
  // the record at hand
  #row = 0;
  #place = 0;

  constructor(table: TlsTable) {
    this.#table = table;
  }

  #of(flow: number): Connection {
    let connection = this.#connections.get(flow);
    if (connection === undefined) {
      connection = { id: this.#table.add(flow), sides: [start(), start()], isFull: false };
      this.#connections.set(flow, connection);
    }
    return connection;
  }

  /** Bytes of a side are missing. */
  gap(flow: number, side: number): void {
    const direction = this.#connections.get(flow)?.sides[side];
    if (!direction) return;
    direction.unsure = true;
    direction.message = 0;
  }

  /** A hello in the form of SSL 2: it takes a place among the records of its row. */
  oldHello(flow: number, side: number, row: number): void {
    this.#of(flow);
    if (this.#table.records < MOST_RECORDS) this.#table.addRecord(row, 0, side === 0 ? 0 : BY_SERVER);
  }

  /**
   * Takes the record at `at`, the header of which is there.
   * @param side  0: sent by the flow's A, 1: by B
   * @param place its number in its row, from 0
   * @param end   where the bytes that were captured end
   */
  record(flow: number, side: number, row: number, place: number, b: Uint8Array, at: number, end: number): void {
    const table = this.#table;
    if (table.records >= MOST_RECORDS) return;
    const connection = this.#of(flow);
    const direction = connection.sides[side];
    this.#row = row;
    this.#place = place;
    const type = wire.contentType(b, at);
    const body = at + wire.RECORD_HEADER_LEN;
    const to = body + wire.recordLength(b, at);
    this.#versionOf(connection, b, at, end);
    const is13 = wire.isTls13(table.version(connection.id));
    let state = 0;
    // in TLS 1.3 it means nothing, and is protected by nothing: RFC 8446 section 5
    if (type === wire.CHANGE_CIPHER_SPEC && is13) return this.#add(connection, direction, side, 0, false);
    if (type === wire.CHANGE_CIPHER_SPEC) {
      if (this.#isServer(connection, side) && !connection.isFull) state = RESUMES;
      this.#add(connection, direction, side, state, true);
      this.#change(direction);
      if (table.changed(connection.id, side) === 0) table.setChanged(connection.id, side, row + 1);
      return;
    }
    // what is protected is application data to whoever looks on; the first of them has keys of its own
    if (type === wire.APPLICATION_DATA && is13 && direction.epoch === 0) this.#change(direction);
    const isProtected = type === wire.APPLICATION_DATA || (direction.epoch > 0 && !is13);
    // the table has the record before its messages have pieces
    this.#add(connection, direction, side, isProtected ? PROTECTED : 0, true);
    if (type === wire.HANDSHAKE) this.#handshake(connection, direction, side, isProtected, b, body, to, end);
    else direction.message = 0;
  }

  #add({ id }: Connection, direction: Direction, side: number, state: number, counts: boolean): void {
    const facts = this.#table.facts(id);
    const server = (facts & (side === 0 ? SERVER_A : SERVER_B)) !== 0 ? BY_SERVER : 0;
    const unsure = direction.unsure ? UNSURE : 0;
    this.#table.addRecord(this.#row, direction.number, direction.epoch | state | unsure | server);
    if (counts) direction.number = (direction.number + 1) >>> 0;
  }

  /** Keys change, and numbers begin again. */
  #change(direction: Direction): void {
    direction.epoch = Math.min(EPOCH_MASK, direction.epoch + 1);
    direction.number = 0;
    direction.unsure = false;
    direction.message = 0;
  }

  #isServer({ id }: Connection, side: number): boolean {
    return (this.#table.facts(id) & (side === 0 ? SERVER_A : SERVER_B)) !== 0;
  }

  /** Until a server has said it, the version is that of the first record that is no ClientHello. */
  #versionOf({ id }: Connection, b: Uint8Array, at: number, end: number): void {
    if (this.#table.version(id) !== 0) return;
    const body = at + wire.RECORD_HEADER_LEN;
    if (wire.contentType(b, at) === wire.HANDSHAKE) {
      if (body >= end || !isMessageType(b[body]) || b[body] === wire.CLIENT_HELLO) return;
    }
    this.#table.setVersion(id, wire.recordVersion(b, at));
  }

  /** The messages of a handshake record, its content from `body` to `to`. */
  #handshake(
    connection: Connection,
    direction: Direction,
    side: number,
    isProtected: boolean,
    b: Uint8Array,
    body: number,
    to: number,
    end: number,
  ): void {
    // a record that was cut, or is protected, ends what was going on
    if (to > end || (isProtected && !isPlainHandshake(b, body, to - body, end, true))) {
      direction.message = 0;
      return;
    }
    let at = body;
    if (direction.message !== 0) {
      at += this.#goOn(connection, direction, side, b, body, to);
    } else if (!this.#isPlain(connection, b, body, to - body, end)) return;
    for (; at < to;) {
      const whole = at + wire.MESSAGE_HEADER_LEN <= to ? wire.MESSAGE_HEADER_LEN + wire.messageLength(b, at) : -1;
      if (whole > 0 && at + whole <= to) {
        this.#message(connection, side, b, at, at + whole);
        at += whole;
        continue;
      }
      if (!isMessageType(b[at]) || whole > LONGEST_MESSAGE) return;
      this.#begin(direction, b, body, at, to);
      return;
    }
  }

  /** Where a hello was seen, nothing is protected yet; else the bytes tell. */
  #isPlain({ id }: Connection, b: Uint8Array, at: number, len: number, end: number): boolean {
    if (isPlainHandshake(b, at, len, end, false)) return true;
    return len > 0 && (this.#table.facts(id) & VERSION_SAID) !== 0 && isMessageType(b[at]);
  }

  #begin(direction: Direction, b: Uint8Array, body: number, at: number, to: number): void {
    const table = this.#table;
    direction.message = table.addMessage(b[at]);
    direction.piece = table.addPiece(direction.message, this.#row, this.#place, at - body, to - at, 0);
    direction.there = 0;
    direction.bytes = NOTHING;
    this.#keep(direction, b, at, to);
  }

  /** Keeps what is needed of a message: its header, or a ServerHello. */
  #keep(direction: Direction, b: Uint8Array, at: number, to: number): void {
    const isHello = (direction.there === 0 ? b[at] : direction.bytes[0]) === wire.SERVER_HELLO;
    const most = isHello ? MOST_KEPT : wire.MESSAGE_HEADER_LEN;
    const kept = direction.bytes.length;
    const more = Math.min(to - at, most - kept);
    if (more > 0) {
      const bytes = new Uint8Array(kept + more);
      bytes.set(direction.bytes);
      bytes.set(b.subarray(at, at + more), kept);
      direction.bytes = bytes;
    }
    direction.there += to - at;
  }

  /** A message goes on: returns how many bytes of the record are its. */
  #goOn(connection: Connection, direction: Direction, side: number, b: Uint8Array, body: number, to: number): number {
    const table = this.#table;
    const { message } = direction;
    const before = direction.there;
    this.#keep(direction, b, body, to);
    const known = direction.bytes.length >= wire.MESSAGE_HEADER_LEN;
    const length = known ? wire.MESSAGE_HEADER_LEN + wire.messageLength(direction.bytes, 0) : LONGEST_MESSAGE;
    const taken = Math.min(to - body, length - before);
    if (length > LONGEST_MESSAGE || taken < 0) {
      direction.message = 0;
      return to - body;
    }
    direction.piece = table.addPiece(message, this.#row, this.#place, 0, taken, direction.piece);
    direction.there = before + taken;
    if (!known || direction.there < length) return taken;
    table.complete(message, length, this.#row);
    direction.message = 0;
    const { bytes } = direction;
    direction.bytes = NOTHING;
    this.#message(connection, side, bytes, 0, Math.min(bytes.length, length));
    return taken;
  }

  /** What a message says of the connection; of one that spans records, its first bytes are there. */
  #message(connection: Connection, side: number, b: Uint8Array, at: number, end: number): void {
    const type = wire.messageType(b, at);
    if (OF_FULL.includes(type)) connection.isFull = true;
    if (type !== wire.SERVER_HELLO) return;
    const table = this.#table;
    const { id } = connection;
    const hello = readHello(b, at + wire.MESSAGE_HEADER_LEN, end, wire.SERVER_HELLO);
    if (hello === null) return;
    connection.isFull = false;
    table.setVersion(id, hello.selectedVersion === 0 ? hello.version : hello.selectedVersion);
    table.setCipher(id, hello.ciphers[0]);
    const protocol = protocolNumber(hello.firstAlpn);
    const kept = protocol === 0 ? table.facts(id) >>> PROTOCOL_SHIFT : protocol;
    table.setFacts(id, VERSION_SAID | (side === 0 ? SERVER_A : SERVER_B) | (kept << PROTOCOL_SHIFT));
  }
}

// TLS in streams, as far as one record alone does not tell it: what was negotiated, which records are protected and how they are numbered, and
// handshake messages that span records (RFC 8446 section 5.1). Lists in shared memory, written in frame order: 12 bytes a record, 24 a
// connection, and for messages that span records 24 bytes a piece and 16 a message. Bytes are not kept.
import { GrowingList } from '../memory/growing-list';

const LISTS = [
  ...(['row', 'number', 'state'] as const),
  ...(['flow', 'version', 'cipher', 'facts', 'changedA', 'changedB'] as const),
  ...(['pieceRow', 'piecePlace', 'pieceAt', 'pieceLength', 'pieceMessage', 'pieceNext'] as const),
  ...(['messageType', 'messageLength', 'messageFirst', 'messageLast'] as const),
] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;

/** What a worker is sent. */
export type TlsShare = Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;

/** More records than these are read without what others told of them. */
export const MOST_RECORDS = 33_554_432;

// State of a record: the key epoch in the low 16 bits, and what follows
export const EPOCH_MASK = 0xffff;
/** it is protected */
export const PROTECTED = 1 << 16;
/** something of its direction is missing before it: its number is the least that it can be */
export const UNSURE = 1 << 17;
/** a ChangeCipherSpec that ends an abbreviated handshake */
export const RESUMES = 1 << 18;
/** sent by the server */
export const BY_SERVER = 1 << 19;

// Facts of a connection
/** its version was said by a ServerHello; else it is that of the first record that was seen */
export const VERSION_SAID = 1;
/** a ServerHello was seen, sent by side B; by A */
export const SERVER_B = 2;
export const SERVER_A = 4;
/** from this bit on: the number of the application protocol that was agreed on; 0: none was seen */
export const PROTOCOL_SHIFT = 8;

/** Connections, messages and pieces count from 1; 0 is none. Places of records in a row count from 0. */
export class TlsTable {
  readonly #lists = Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;
  /** by flow, as far as they were gone through */
  readonly #byFlow = new Map<number, number>();
  #seen = 0;

  get records(): number {
    return this.#lists.row.length;
  }

  /** The connection of a flow, 0: none. */
  of(flow: number): number {
    const { flow: flows } = this.#lists;
    for (; this.#seen < flows.length; this.#seen++) this.#byFlow.set(flows.at(this.#seen), this.#seen + 1);
    return this.#byFlow.get(flow) ?? 0;
  }
  /** The flow of a connection. */
  flowOf(connection: number): number {
    return this.#lists.flow.at(connection - 1);
  }
  /** One more connection. */
  add(flow: number): number {
    const lists = this.#lists;
    lists.flow.push(flow);
    for (const list of [lists.version, lists.cipher, lists.facts, lists.changedA, lists.changedB]) list.push(0);
    return lists.flow.length;
  }
  /** version of its records; 0: not known */
  version(connection: number): number {
    return this.#lists.version.at(connection - 1);
  }
  setVersion(connection: number, version: number): void {
    this.#lists.version.set(connection - 1, version);
  }
  /** its cipher suite; -1: not known */
  cipher(connection: number): number {
    return this.#lists.cipher.at(connection - 1) - 1;
  }
  setCipher(connection: number, cipher: number): void {
    this.#lists.cipher.set(connection - 1, cipher + 1);
  }
  facts(connection: number): number {
    return this.#lists.facts.at(connection - 1);
  }
  setFacts(connection: number, facts: number): void {
    this.#lists.facts.set(connection - 1, facts);
  }
  /** frame of the first ChangeCipherSpec of a side, 0: none */
  changed(connection: number, side: number): number {
    return this.#lists[side === 0 ? 'changedA' : 'changedB'].at(connection - 1);
  }
  setChanged(connection: number, side: number, frame: number): void {
    this.#lists[side === 0 ? 'changedA' : 'changedB'].set(connection - 1, frame);
  }

  /** The next record of a row. Rows only ever rise. */
  addRecord(row: number, number: number, state: number): void {
    this.#lists.row.push(row);
    this.#lists.number.push(number);
    this.#lists.state.push(state);
  }
  /** Index of the record with number `place` (from 0) of a row, -1: there is none. */
  find(row: number, place: number): number {
    const { row: rows } = this.#lists;
    const i = rows.firstFrom(row) + place;
    return i < rows.length && rows.at(i) === row ? i : -1;
  }
  row(record: number): number {
    return this.#lists.row.at(record);
  }
  /** Index of the first record of a row, or of the next row that has one. */
  firstOf(row: number): number {
    return this.#lists.row.firstFrom(row);
  }
  /** its number among those with the same keys, from 0 */
  number(record: number): number {
    return this.#lists.number.at(record);
  }
  state(record: number): number {
    return this.#lists.state.at(record);
  }

  /** A handshake message that is not whole in its record. */
  addMessage(type: number): number {
    this.#lists.messageType.push(type);
    this.#lists.messageLength.push(0);
    this.#lists.messageFirst.push(0);
    this.#lists.messageLast.push(0);
    return this.#lists.messageType.length;
  }
  /**
   * A part of it: `length` bytes from `at` on in the content of a record.
   * @param after the message's piece before, 0: this is its first one
   * @returns     number of the piece
   */
  addPiece(message: number, row: number, place: number, at: number, length: number, after: number): number {
    const lists = this.#lists;
    lists.pieceRow.push(row);
    lists.piecePlace.push(place);
    lists.pieceAt.push(at);
    lists.pieceLength.push(length);
    lists.pieceMessage.push(message);
    lists.pieceNext.push(0);
    const piece = lists.pieceRow.length;
    if (after === 0) lists.messageFirst.set(message - 1, piece);
    else lists.pieceNext.set(after - 1, piece);
    return piece;
  }
  /** All of it is there with this row. */
  complete(message: number, length: number, row: number): void {
    this.#lists.messageLength.set(message - 1, length);
    this.#lists.messageLast.set(message - 1, row + 1);
  }
  messageType(message: number): number {
    return this.#lists.messageType.at(message - 1);
  }
  /** bytes, its header included; 0 as long as it is not whole */
  messageLength(message: number): number {
    return this.#lists.messageLength.at(message - 1);
  }
  /** frame that completes it, 0: none */
  last(message: number): number {
    return this.#lists.messageLast.at(message - 1);
  }
  firstPiece(message: number): number {
    return this.#lists.messageFirst.at(message - 1);
  }
  nextPiece(piece: number): number {
    return this.#lists.pieceNext.at(piece - 1);
  }
  /** First piece of a row, from the record with number `place` on; 0: it has none. The others follow by number. */
  pieceOf(row: number, place = 0): number {
    const { pieceRow, piecePlace } = this.#lists;
    let low = pieceRow.firstFrom(row);
    for (let high = pieceRow.firstFrom(row + 1); low < high;) {
      const middle = (low + high) >>> 1;
      if (piecePlace.at(middle) < place) low = middle + 1;
      else high = middle;
    }
    return low < pieceRow.length && pieceRow.at(low) === row ? low + 1 : 0;
  }
  /** -1 behind the last piece */
  pieceRow(piece: number): number {
    return piece > this.#lists.pieceRow.length ? -1 : this.#lists.pieceRow.at(piece - 1);
  }
  piecePlace(piece: number): number {
    return this.#lists.piecePlace.at(piece - 1);
  }
  pieceAt(piece: number): number {
    return this.#lists.pieceAt.at(piece - 1);
  }
  pieceLength(piece: number): number {
    return this.#lists.pieceLength.at(piece - 1);
  }
  pieceMessage(piece: number): number {
    return this.#lists.pieceMessage.at(piece - 1);
  }

  share(): TlsShare {
    return Object.fromEntries(
      LISTS.map((name) => [name, { data: this.#lists[name].data, length: this.#lists[name].length }]),
    ) as TlsShare;
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take(share: TlsShare): void {
    for (const name of LISTS) this.#lists[name].take(share[name]);
  }
  get byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, 0);
  }
}

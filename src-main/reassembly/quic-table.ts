// QUIC in datagrams, as far as one datagram alone does not tell it: which connection a row belongs to and who sent it, what the keys of Initial packets
// are made of, and handshake messages in CRYPTO frames (RFC 9001 sections 4 and 5.2). Lists in shared memory, written in frame order: 12 bytes a
// row, 28 a connection ID that keys are made of, 20 a piece of CRYPTO data and 20 a message. Bytes are not kept.
import { GrowingList } from '../memory/growing-list';
import { LONGEST_CID } from '../wire/quic';

const CID_WORDS = ['cid0', 'cid1', 'cid2', 'cid3', 'cid4'] as const;
const LISTS = [
  ...(['row', 'keys', 'state'] as const),
  ...(['connection', 'cidLength'] as const),
  ...CID_WORDS,
  ...(['pieceRow', 'piecePlace', 'pieceLength', 'pieceNext', 'pieceMessage'] as const),
  ...(['messageRow', 'messagePlace', 'messageLength', 'messageLastPlace', 'messageFirst'] as const),
] as const;
type Lists = Record<(typeof LISTS)[number], GrowingList>;

/** What a worker is sent. */
export type QuicShare = Record<(typeof LISTS)[number], { data: Uint32Array; length: number }>;

/** More rows than these are read without what others told of them. */
export const MOST_QUIC_ROWS = 33_554_432;

/** State of a row: it was sent by the server; the rest is the length of the connection ID in its short headers and one, 0: not known. */
const BY_SERVER = 1;

/** Keys, pieces and messages count from 1; 0 is none. Connections count from 0. */
export class QuicTable {
  readonly #lists = Object.fromEntries(LISTS.map((name) => [name, new GrowingList()])) as Lists;

  get rows(): number {
    return this.#lists.row.length;
  }

  /** What keys of a connection are made of from here on; null: not known. */
  addKeys(connection: number, cid: Uint8Array | null): number {
    const lists = this.#lists;
    lists.connection.push(connection);
    const known = cid === null || cid.length > LONGEST_CID ? null : cid;
    lists.cidLength.push(known === null ? 0 : known.length + 1);
    CID_WORDS.forEach((name, i) => {
      let word = 0;
      for (let at = 4 * i; at < 4 * i + 4; at++) word = ((word << 8) | (known?.[at] ?? 0)) >>> 0;
      lists[name].push(word);
    });
    return lists.connection.length;
  }
  connection(keys: number): number {
    return this.#lists.connection.at(keys - 1);
  }
  cid(keys: number): Uint8Array | null {
    const length = this.#lists.cidLength.at(keys - 1);
    if (length === 0) return null;
    const bytes = new Uint8Array(length - 1);
    for (let i = 0; i < bytes.length; i++)
      bytes[i] = this.#lists[CID_WORDS[i >> 2]].at(keys - 1) >>> (24 - 8 * (i & 3));
    return bytes;
  }

  /** A row of a connection. Rows only ever rise. `shortCidLen`: -1 not known. */
  addRow(row: number, keys: number, fromServer: boolean, shortCidLen: number): void {
    this.#lists.row.push(row);
    this.#lists.keys.push(keys);
    this.#lists.state.push((fromServer ? BY_SERVER : 0) | ((shortCidLen + 1) << 1));
  }
  /** Index of a row, -1: nothing is known of it. */
  find(row: number): number {
    const { row: rows } = this.#lists;
    const i = rows.firstFrom(row);
    return i < rows.length && rows.at(i) === row ? i : -1;
  }
  keys(index: number): number {
    return this.#lists.keys.at(index);
  }
  fromServer(index: number): boolean {
    return (this.#lists.state.at(index) & BY_SERVER) !== 0;
  }
  shortCidLen(index: number): number {
    return (this.#lists.state.at(index) >>> 1) - 1;
  }

  /**
   * Bytes of a stream of CRYPTO data that were not there before.
   * @param after the piece of the stream before, 0: there is none
   * @returns     number of the piece
   */
  addPiece(row: number, place: number, length: number, after: number): number {
    const lists = this.#lists;
    lists.pieceRow.push(row);
    lists.piecePlace.push(place);
    lists.pieceLength.push(length);
    lists.pieceNext.push(0);
    const piece = lists.pieceRow.length;
    lists.pieceMessage.push(0);
    if (after > 0) lists.pieceNext.set(after - 1, piece);
    return piece;
  }
  /** First piece of a row, 0: it has none; the others of the row follow by number. */
  pieceOf(row: number): number {
    const { pieceRow } = this.#lists;
    const i = pieceRow.firstFrom(row);
    return i < pieceRow.length && pieceRow.at(i) === row ? i + 1 : 0;
  }
  /** -1 behind the last piece */
  pieceRow(piece: number): number {
    return piece > this.#lists.pieceRow.length ? -1 : this.#lists.pieceRow.at(piece - 1);
  }
  piecePlace(piece: number): number {
    return this.#lists.piecePlace.at(piece - 1);
  }
  pieceLength(piece: number): number {
    return this.#lists.pieceLength.at(piece - 1);
  }
  nextPiece(piece: number): number {
    return this.#lists.pieceNext.at(piece - 1);
  }
  /** the last message that it has bytes of, 0: none that is whole */
  pieceMessage(piece: number): number {
    return this.#lists.pieceMessage.at(piece - 1);
  }

  /** A message that a row completes. `stream`: the first piece of its stream; `lastPlace`: of the byte that came last. */
  addMessage(row: number, place: number, length: number, lastPlace: number, stream: number): void {
    const lists = this.#lists;
    lists.messageRow.push(row);
    lists.messagePlace.push(place);
    lists.messageLength.push(length);
    lists.messageLastPlace.push(lastPlace);
    lists.messageFirst.push(stream);
    const message = lists.messageRow.length;
    for (let piece = stream; piece > 0; piece = this.nextPiece(piece)) {
      const from = this.piecePlace(piece);
      if (from < place + length && from + this.pieceLength(piece) > place) lists.pieceMessage.set(piece - 1, message);
    }
  }
  /** First message that a row completes, 0: none; the others of the row follow by number. */
  messageOf(row: number): number {
    const { messageRow } = this.#lists;
    const i = messageRow.firstFrom(row);
    return i < messageRow.length && messageRow.at(i) === row ? i + 1 : 0;
  }
  /** -1 behind the last message */
  messageRow(message: number): number {
    return message > this.#lists.messageRow.length ? -1 : this.#lists.messageRow.at(message - 1);
  }
  messagePlace(message: number): number {
    return this.#lists.messagePlace.at(message - 1);
  }
  messageLength(message: number): number {
    return this.#lists.messageLength.at(message - 1);
  }
  messageLastPlace(message: number): number {
    return this.#lists.messageLastPlace.at(message - 1);
  }
  /** first piece of its stream */
  messageStream(message: number): number {
    return this.#lists.messageFirst.at(message - 1);
  }

  share(): QuicShare {
    return Object.fromEntries(
      LISTS.map((name) => [name, { data: this.#lists[name].data, length: this.#lists[name].length }]),
    ) as QuicShare;
  }
  /** In a worker: takes over what the engine's `share` gave. */
  take(share: QuicShare): void {
    for (const name of LISTS) this.#lists[name].take(share[name]);
  }
  get byteLength(): number {
    return LISTS.reduce((sum, name) => sum + this.#lists[name].byteLength, 0);
  }
}

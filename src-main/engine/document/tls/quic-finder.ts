// Goes over the datagrams of QUIC in frame order, RFC 9000: which connection a row belongs to and who sent it, what the keys of its Initial packets are
// made of (RFC 9001 section 5.2), and which handshake messages their CRYPTO frames complete.
import { MOST_QUIC_ROWS } from '../../../reassembly/quic-table';
import { quicCrypto } from '../../base/quic-initial';
import { CryptoStream } from '../../../wire/crypto-stream';
import * as wire from '../../../wire/quic';
import { cryptoFrames } from '../../../wire/quic-frames';
import type { CaptureDocument } from '../document';
import type { PayloadReader } from '../payload-reader';

/** Pieces of a stream that are noted; a scrambled hello of some KB has a hundred. */
const MOST_PIECES = 512;

interface Stream {
  bytes: CryptoStream;
  /** its pieces in the table, 0: none */
  first: number;
  last: number;
  pieces: number;
}

/** A connection of a flow: the one that its packets belong to now. */
interface Connection {
  /** in the table: its number, and what keys are made of */
  number: number;
  keys: number;
  /** the same; null: the client's first packet was not captured */
  initialCid: Uint8Array | null;
  /** 0: the flow's A is the client */
  client: number;
  /** the connection ID that each side of the flow has chosen for itself, null: it has not said */
  ids: [Uint8Array | null, Uint8Array | null];
  streams: [Stream | null, Stream | null];
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

export class QuicFinder {
  readonly #document: CaptureDocument;
  readonly #payloads: PayloadReader;
  readonly #connections = new Map<number, Connection>();
  #count = 0;

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#payloads = document.frameView.payloads();
  }

  /** Takes the datagram of a row. */
  take(row: number): void {
    const { columns, quic } = this.#document.analysis;
    if (columns.streamKind(row) !== 'udp' || quic.rows >= MOST_QUIC_ROWS) return;
    const flow = this.#document.analysis.flowOfRow(row);
    let connection = this.#connections.get(flow) ?? null;
    // who opens a connection, or answers that, fills its datagrams: but on the port of HTTP nothing else is read for this
    if (connection === null && columns.originalLen(row) < wire.LEAST_INITIAL_DATAGRAM && !this.#isPort(flow)) return;
    const payload = this.#payloads.datagram(row);
    if (payload === null || payload.length === 0) return;
    const side = columns.fromA(row) ? 0 : 1;
    const packet = wire.longPacket(payload, 0, payload.length);
    if (packet !== null) connection = this.#connectionOf(flow, side, payload, packet, connection);
    else if (wire.isLong(payload, 0) || !wire.hasFixedBit(payload, 0)) return;
    if (connection === null) return;
    const fromServer = side !== connection.client;
    const other = connection.ids[1 - side];
    const short = this.#shortAt(payload);
    // later connection IDs are told where nobody reads them, and may have another length
    const isSure = other !== null && short >= 0 && same(payload.subarray(short + 1, short + 1 + other.length), other);
    quic.addRow(row, connection.keys, fromServer, isSure ? other.length : -1);
    if (packet !== null) this.#packets(row, side, payload, connection);
  }

  #isPort(flow: number): boolean {
    const { table } = this.#document.analysis;
    const { ports } = table.chunk(flow);
    const i = table.position(flow);
    return ports[2 * i] === wire.HTTPS_PORT || ports[2 * i + 1] === wire.HTTPS_PORT;
  }

  /** Where a packet with a short header stands in a datagram, -1: there is none. */
  #shortAt(b: Uint8Array): number {
    for (let at = 0; at < b.length;) {
      if (!wire.isLong(b, at)) return at;
      const packet = wire.longPacket(b, at, b.length);
      if (packet === null || packet.kind < 0) return -1;
      at = packet.end;
    }
    return -1;
  }

  /** Of a packet with a long header: the connection that it belongs to, which it may begin. */
  #connectionOf(
    flow: number,
    side: number,
    b: Uint8Array,
    packet: wire.LongPacket,
    now: Connection | null,
  ): Connection | null {
    if (packet.kind !== wire.INITIAL) return now;
    const to = b.slice(packet.dcidAt, packet.dcidAt + packet.dcidLen);
    const from = b.slice(packet.scidAt, packet.scidAt + packet.scidLen);
    if (now !== null) {
      const own = now.ids[side];
      const fits = own === null || same(own, from);
      if (side !== now.client && fits) return now;
      const server = now.ids[1 - side];
      const isKnown = (server !== null && same(server, to)) || now.initialCid === null || same(now.initialCid, to);
      if (side === now.client && fits && isKnown) return now;
    }
    // the keys of a client's first packet are made of the connection ID that it goes to
    const isClients =
      packet.end <= b.length &&
      quicCrypto.openInitial(b.subarray(0, packet.end), packet.numberAt, packet.version, to, false) !== null;
    if (now !== null && !isClients) return now;
    if (!isClients && packet.end > b.length) return now;
    const number = this.#count++;
    const initialCid = isClients ? to : null;
    const connection: Connection = {
      number,
      keys: this.#document.analysis.quic.addKeys(number, initialCid),
      initialCid,
      client: isClients ? side : 1 - side,
      ids: [null, null],
      streams: [null, null],
    };
    this.#connections.set(flow, connection);
    return connection;
  }

  /** All packets with long headers of a datagram. */
  #packets(row: number, side: number, b: Uint8Array, connection: Connection): void {
    for (let at = 0; at < b.length && wire.isLong(b, at);) {
      const packet = wire.longPacket(b, at, b.length);
      if (packet === null || packet.kind < 0) return;
      const id = b.slice(packet.scidAt, packet.scidAt + packet.scidLen);
      if (packet.kind === wire.RETRY) return this.#retry(b.subarray(at), side, packet, id, connection);
      connection.ids[side] = id;
      if (packet.kind === wire.INITIAL && packet.end <= b.length) this.#initial(row, side, b, packet, connection);
      at = packet.end;
    }
  }

  /** Behind a Retry the keys are made of the connection ID that it tells the client to send to: RFC 9001 section 5.2. */
  #retry(b: Uint8Array, side: number, packet: wire.LongPacket, id: Uint8Array, connection: Connection): void {
    const { initialCid, client, number } = connection;
    if (side === client || initialCid === null || quicCrypto.isRetry(b, packet.version, initialCid) !== true) return;
    connection.initialCid = id;
    connection.keys = this.#document.analysis.quic.addKeys(number, id);
    connection.streams = [null, null];
  }

  #initial(row: number, side: number, b: Uint8Array, packet: wire.LongPacket, connection: Connection): void {
    const { initialCid, client } = connection;
    if (initialCid === null) return;
    const bytes = b.subarray(packet.at, packet.end);
    const numberAt = packet.numberAt - packet.at;
    const opened = quicCrypto.openInitial(bytes, numberAt, packet.version, initialCid, side !== client);
    if (opened === null) return;
    const stream = (connection.streams[side] ??= { bytes: new CryptoStream(), first: 0, last: 0, pieces: 0 });
    for (const { place, dataAt, end } of cryptoFrames(opened.bytes))
      this.#data(row, stream, place, opened.bytes.subarray(dataAt, end));
  }

  #data(row: number, stream: Stream, place: number, bytes: Uint8Array): void {
    const { quic } = this.#document.analysis;
    let lastPlace = -1;
    stream.bytes.add(place, bytes, (at, length) => {
      lastPlace = at + length - 1;
      if (stream.pieces >= MOST_PIECES) return;
      stream.pieces++;
      stream.last = quic.addPiece(row, at, length, stream.last);
      if (stream.first === 0) stream.first = stream.last;
    });
    if (lastPlace < 0) return;
    for (let message = stream.bytes.take(); message !== null; message = stream.bytes.take())
      quic.addMessage(row, message.place, message.bytes.length, place + bytes.length - 1, stream.first);
  }
}

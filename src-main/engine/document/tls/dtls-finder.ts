// Goes over the datagrams of DTLS in frame order: what the two ends have agreed on, which fragments make a handshake message, and which keys open the rest.
import { registry } from '../../../dissect/protocols/registry';
import { readHello } from '../../../dissect/protocols/tls/tls-hello-reader';
import { Datagrams } from '../../../reassembly/datagrams';
import * as wire from '../../../wire/dtls';
import { CLIENT_HELLO, HANDSHAKE, SERVER_HELLO } from '../../../wire/tls';
import type { CaptureDocument } from '../document';
import type { PayloadReader } from '../payload-reader';
import { DtlsOpenings } from './dtls-openings';

/** Datagrams of a conversation that are looked at: other protocols may speak before. */
const MOST_TRIES = 16;
/** Fragments that are noted. */
const MOST_FRAGMENTS = 4_194_304;
/** UDP, a record and a message around it: the least that begins a connection. */
const LEAST_FRAME = 20 + 8 + wire.RECORD_HEADER_LEN + wire.MESSAGE_HEADER_LEN;

export class DtlsFinder {
  readonly #document: CaptureDocument;
  readonly #payloads: PayloadReader;
  readonly #messages: Datagrams;
  /** the connections, and what became of those that there are keys for */
  readonly openings: DtlsOpenings;
  /** by flow: datagrams that were looked at */
  #tries = new Uint8Array(1024);
  readonly #addresses = new Uint32Array(8);

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#payloads = document.frameView.payloads();
    this.#messages = new Datagrams(document.analysis.dtls.fragments);
    this.openings = new DtlsOpenings(document.analysis.dtls, document.keys);
  }

  /** Takes the datagram of a row. */
  take(row: number): void {
    const { analysis } = this.#document;
    const { columns, dtls } = analysis;
    if (columns.streamKind(row) !== 'udp') return;
    const flow = analysis.flowOfRow(row);
    let connection = dtls.of(flow);
    if (connection === 0 && (columns.originalLen(row) < LEAST_FRAME || !this.#isTry(flow))) return;
    const payload = this.#payloads.datagram(row);
    if (payload === null) return;
    const end = payload.length;
    const side = columns.fromA(row) ? 0 : 1;
    const cidLen = connection === 0 ? 0 : dtls.cidLen(connection, side);
    if (!wire.looksLikeDtls(payload, 0, end, end, cidLen)) return;
    if (connection === 0) connection = dtls.add(flow);
    for (let at = 0; at < end;) {
      const to = wire.recordEnd(payload, at, end, end, cidLen);
      if (to < 0) return;
      const body = at + wire.RECORD_HEADER_LEN;
      const isHandshake = payload[at] === HANDSHAKE && wire.epoch(payload, at) === 0;
      // a client's hello asks, all others tell
      if (
        dtls.version(connection) === 0 &&
        !wire.isUnified(payload[at]) &&
        !(isHandshake && payload[body] === CLIENT_HELLO)
      )
        dtls.setVersion(connection, wire.recordVersion(payload, at));
      if (isHandshake) this.#record(row, connection, side, payload, body, to);
      else if (!wire.isUnified(payload[at]) && wire.epoch(payload, at) > 0)
        this.openings.sealed(connection, side, payload.subarray(at, to));
      at = to;
    }
  }

  #isTry(flow: number): boolean {
    if (flow >= this.#tries.length) {
      const wider = new Uint8Array(2 * (flow + 1));
      wider.set(this.#tries);
      this.#tries = wider;
    }
    if (this.#tries[flow] >= MOST_TRIES) return false;
    // what its port leads to is nothing else, unless somebody has chosen
    this.#tries[flow] = this.#isOfPort(flow) ? MOST_TRIES : this.#tries[flow] + 1;
    return this.#tries[flow] < MOST_TRIES;
  }

  #isOfPort(flow: number): boolean {
    const { analysis, frameView } = this.#document;
    if (frameView.decodeAs !== null) return false;
    const { ports } = analysis.table.chunk(flow);
    const i = 2 * analysis.table.position(flow);
    return [ports[i], ports[i + 1]].some((port) => registry.find('udp.port', port) !== undefined);
  }

  /** The messages of a record in the clear, from `from` to `end`. */
  #record(row: number, connection: number, side: number, b: Uint8Array, from: number, end: number): void {
    for (let at = from; at + wire.MESSAGE_HEADER_LEN <= end;) {
      const body = at + wire.MESSAGE_HEADER_LEN;
      const length = wire.messageLength(b, at);
      const start = wire.fragmentOffset(b, at);
      const here = wire.fragmentLength(b, at);
      const type = wire.messageType(b, at);
      if (body + here > end || start + here > length || !wire.isMessageType(type)) return;
      const bytes = b.subarray(body, body + here);
      if (here === length) this.#message(row, connection, side, type, bytes);
      else if (here > 0) this.#fragment(row, connection, side, b, at);
      at = body + here;
    }
  }

  #fragment(row: number, connection: number, side: number, b: Uint8Array, at: number): void {
    if (this.#document.analysis.dtls.fragments.count >= MOST_FRAGMENTS) return;
    const body = at + wire.MESSAGE_HEADER_LEN;
    const start = wire.fragmentOffset(b, at);
    const here = wire.fragmentLength(b, at);
    this.#addresses[0] = connection;
    this.#addresses[1] = side;
    const fragment = {
      addresses: this.#addresses,
      isIpv6: false,
      identification: wire.messageSeq(b, at),
      protocol: wire.messageType(b, at),
      vlan: 0,
      start,
      more: start + here < wire.messageLength(b, at),
      bytes: b.subarray(body, body + here),
    };
    const whole = this.#messages.add(fragment, row, 0, body);
    if (whole !== null) this.#message(row, connection, side, fragment.protocol, whole);
  }

  /** What a whole message tells of the connection. */
  #message(row: number, connection: number, side: number, type: number, b: Uint8Array): void {
    this.openings.message(connection, side, row, type, b);
    if (type !== CLIENT_HELLO && type !== SERVER_HELLO) return;
    const { dtls } = this.#document.analysis;
    const hello = readHello(b, 0, b.length, type, true);
    if (hello === null) return;
    if (hello.cidLen >= 0) dtls.setCid(connection, side, hello.cidLen);
    if (type === CLIENT_HELLO) return;
    dtls.setVersion(connection, hello.selectedVersion === 0 ? hello.version : hello.selectedVersion);
    dtls.setCipher(connection, hello.ciphers[0]);
  }
}

// Opens the records of one connection, taken in the order of the capture. It follows the changes of keys (RFC 5246 section 7.1; RFC 8446 section 2.3, 4.5,
// 4.6.3 and 5.2) and says of each record with which keys (its epoch) and under which number it was sealed; with both, any record can be opened again
// later, by itself.
import {
  APPLICATION_DATA,
  CHANGE_CIPHER_SPEC,
  CLIENT_HELLO,
  CLIENT_KEY_EXCHANGE,
  FINISHED,
  HANDSHAKE,
  KEY_UPDATE,
  RECORD_HEADER_LEN,
  SERVER_HELLO,
} from '../wire/tls';
import {
  changedKeys,
  stageKeys,
  updatedKeys,
  usesTls13,
  type Found,
  type NoKeys,
  type Stage,
} from './connection-secrets';
import {
  HandshakeReader,
  readClientHello,
  readProtocol,
  readServerHello,
  type ClientHelloFacts,
  type ServerHelloFacts,
} from './handshake-reader';
import type { KeyLog } from './key-log';
import type { Primitives } from './primitives';
import { openRecord, type NotOpened, type OpenedRecord, type Protection } from './record-cipher';

const END_OF_EARLY_DATA = 5;
const ENCRYPTED_EXTENSIONS = 8;
/** Changes of keys of one direction that are followed. */
const MOST_EPOCHS = 4096;

export type TakenRecord =
  /** it is not protected */
  | { kind: 'clear' }
  /** `epoch`: see `open`; `number`: in its epoch; `type`: of what is inside */
  | { kind: 'opened'; epoch: number; number: number; type: number; content: Uint8Array }
  | { kind: 'closed'; why: NotOpened | NoKeys };

interface Direction {
  readonly fromClient: boolean;
  readonly messages: HandshakeReader;
  /** the keys that hold, null: records are clear, or closed for `why` */
  keys: { protection: Protection; secret: Uint8Array | null; stage: Stage | null } | null;
  why: NoKeys | null;
  epochs: Protection[];
  number: number;
  before: Uint8Array | null;
}

export class ConnectionDecryptor {
  readonly #p: Primitives;
  readonly #log: KeyLog;
  readonly #client: Direction;
  readonly #server: Direction;
  #clientHello: ClientHelloFacts | null = null;
  #serverHello: ServerHelloFacts | null = null;
  #exchanged: Uint8Array | null = null;
  #protocol: Uint8Array = new Uint8Array(0);

  constructor(primitives: Primitives, log: KeyLog) {
    this.#p = primitives;
    this.#log = log;
    this.#client = this.#direction(true);
    this.#server = this.#direction(false);
  }

  /** Takes the next record, its header included; its length is the one that the header says. */
  take(fromClient: boolean, record: Uint8Array): TakenRecord {
    const way = fromClient ? this.#client : this.#server;
    const type = record[0];
    // RFC 8446 section 5: whatever else is sent in TLS 1.3 is clear, and ChangeCipherSpec means nothing
    if (way.keys === null ? this.#isTls13 : way.keys.stage !== null) {
      if (type === APPLICATION_DATA) return way.keys === null ? this.#unkeyed(way, record) : this.#open(way, record);
      if (type === HANDSHAKE) way.messages.take(record.subarray(RECORD_HEADER_LEN));
      return { kind: 'clear' };
    }
    if (way.keys !== null) return this.#open(way, record);
    if (type === CHANGE_CIPHER_SPEC) {
      // before the server has spoken, it belongs to early data
      if (this.#serverHello !== null || this.#clientHello === null) this.#change(way);
      return { kind: 'clear' };
    }
    if (way.why !== null || type === APPLICATION_DATA) return this.#unkeyed(way, record);
    if (type === HANDSHAKE) way.messages.take(record.subarray(RECORD_HEADER_LEN));
    return { kind: 'clear' };
  }

  /** The keys of an epoch, as `take` has said it: with these and its number a record can be opened again by itself (`openRecord`). */
  protection(fromClient: boolean, epoch: number): Protection {
    return (fromClient ? this.#client : this.#server).epochs[epoch];
  }

  /** What the server chose in an encrypted message (RFC 8446 section 4.3.1): the name of a protocol (ALPN); empty: it did not, or has not yet. */
  get protocol(): Uint8Array {
    return this.#protocol;
  }

  /** A record of a direction cannot be taken, because it was cut off: those behind it have the numbers that they have. */
  miss(fromClient: boolean): void {
    const way = fromClient ? this.#client : this.#server;
    way.number++;
    way.before = null;
    way.messages.reset();
  }

  /**
   * Opens a record again that was taken before.
   * @param epoch  what `take` said of it, as `number`
   * @param before the record before it in its direction; of TLS 1.0 only (see `openRecord`)
   */
  open(
    fromClient: boolean,
    record: Uint8Array,
    epoch: number,
    number: number,
    before: Uint8Array | null,
  ): OpenedRecord {
    const protection = (fromClient ? this.#client : this.#server).epochs[epoch];
    return openRecord(this.#p, protection, record, number, before);
  }

  #direction(fromClient: boolean): Direction {
    const way: Direction = {
      fromClient,
      messages: new HandshakeReader((type, body) => this.#message(way, type, body)),
      ...{ keys: null, why: null, epochs: [], number: 0, before: null },
    };
    return way;
  }

  get #isTls13(): boolean {
    return this.#serverHello !== null && usesTls13(this.#serverHello);
  }

  /** A protected record where no keys hold. */
  #unkeyed(way: Direction, record: Uint8Array): TakenRecord {
    if (way.why !== null) return { kind: 'closed', why: way.why };
    return way.fromClient && this.#clientHello !== null
      ? this.#early(way, record, this.#clientHello)
      : { kind: 'closed', why: 'hello' };
  }

  #open(way: Direction, record: Uint8Array): TakenRecord {
    const { keys } = way;
    if (keys === null) return this.#unkeyed(way, record);
    const opened = openRecord(this.#p, keys.protection, record, way.number, way.before);
    if (!opened.ok) {
      // the server may have refused early data, and with it what told of its end
      if (keys.stage === 'early' && this.#serverHello !== null && this.#stage(way, 'handshake'))
        return this.#open(way, record);
      // in TLS 1.3 a record that is not for these keys may be early data that nobody wanted: it does not count
      if (keys.stage === null) this.#count(way, record);
      return { kind: 'closed', why: opened.why };
    }
    const epoch = way.epochs.length - 1;
    const { number } = way;
    this.#count(way, record);
    if (opened.type === CHANGE_CIPHER_SPEC && keys.stage === null) this.#change(way);
    if (opened.type === HANDSHAKE) way.messages.take(opened.content);
    return { kind: 'opened', epoch, number, type: opened.type, content: opened.content };
  }

  #count(way: Direction, record: Uint8Array): void {
    way.number++;
    way.before = way.keys?.protection.version === 0x0301 ? record.slice() : null;
  }

  #message(way: Direction, type: number, body: Uint8Array): void {
    if (type === CLIENT_HELLO && way.fromClient) {
      this.#clientHello = readClientHello(body);
      this.#exchanged = null;
      // behind a HelloRetryRequest there is no early data
      if (way.keys?.stage === 'early') way.keys = null;
    }
    if (type === CLIENT_KEY_EXCHANGE && way.fromClient) this.#exchanged = body;
    if (type === SERVER_HELLO && !way.fromClient) this.#answered(readServerHello(body));
    if (type === ENCRYPTED_EXTENSIONS && !way.fromClient) this.#protocol = readProtocol(body);
    const stage = way.keys?.stage;
    if (stage === 'early' && type === END_OF_EARLY_DATA) this.#stage(way, 'handshake');
    if (stage === 'handshake' && type === FINISHED) this.#stage(way, 'application');
    if (stage === 'application' && type === KEY_UPDATE && way.keys?.secret) {
      const next = updatedKeys(this.#p, way.keys.protection, way.keys.secret);
      this.#use(way, next, 'application');
    }
  }

  #answered(hello: ServerHelloFacts | null): void {
    this.#serverHello = hello;
    // the client tries again, with the same random and without early data
    if (hello?.retry === true) {
      this.#serverHello = null;
      this.#client.keys = null;
      this.#client.why = null;
      return;
    }
    if (hello === null || !usesTls13(hello)) return;
    this.#stage(this.#server, 'handshake');
    // what follows early data says when that ends
    if (this.#clientHello?.earlyData !== true) this.#stage(this.#client, 'handshake');
  }

  /** The keys of a stage hold from here on; false: there are none. */
  #stage(way: Direction, stage: Stage): boolean {
    const [client, server] = [this.#clientHello, this.#serverHello];
    if (client === null || server === null) {
      way.why = 'hello';
      way.keys = null;
      return false;
    }
    return this.#use(way, stageKeys(this.#p, this.#log, stage, way.fromClient, client.random, server.suite), stage);
  }

  #use(way: Direction, found: Found, stage: Stage): boolean {
    const keys = found.ok ? { protection: found.protection, secret: found.secret, stage } : null;
    return this.#begin(way, keys, found.ok ? null : found.why);
  }

  #begin(way: Direction, keys: Direction['keys'], why: NoKeys | null): boolean {
    way.keys = way.epochs.length < MOST_EPOCHS ? keys : null;
    way.why = way.keys === null ? (why ?? 'secret') : null;
    if (way.keys !== null) way.epochs.push(way.keys.protection);
    way.number = 0;
    way.before = null;
    way.messages.reset();
    return way.keys !== null;
  }

  /** ChangeCipherSpec of TLS 1.2 and before. */
  #change(way: Direction): void {
    const found = changedKeys(this.#p, this.#log, this.#clientHello, this.#serverHello, this.#exchanged);
    if (!found.ok) this.#begin(way, null, found.why);
    else {
      const protection = way.fromClient ? found.client : found.server;
      this.#begin(way, { protection, secret: null, stage: null }, null);
    }
  }

  /**
   * The first protected record of a client that has offered early data. Such is sent before the server has chosen a cipher: of those that were offered, the
   * one that opens it is the one; where none does, it is no early data.
   */
  #early(way: Direction, record: Uint8Array, { earlyData, suites, random }: ClientHelloFacts): TakenRecord {
    let why: NoKeys | NotOpened = 'hello';
    for (const suite of earlyData ? suites : []) {
      if (suite >> 8 !== 0x13) continue;
      const found = stageKeys(this.#p, this.#log, 'early', true, random, suite);
      if (!found.ok) {
        why = found.why;
        continue;
      }
      const opened = openRecord(this.#p, found.protection, record, 0, null);
      if (opened.ok && this.#use(way, found, 'early')) return this.#open(way, record);
      why = opened.ok ? 'secret' : opened.why;
    }
    return this.#serverHello !== null && this.#stage(way, 'handshake')
      ? this.#open(way, record)
      : { kind: 'closed', why };
  }
}

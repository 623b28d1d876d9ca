// The DTLS connections of a capture and the keys there are for them. Each record says which epoch and number it has, so that keys alone open any of them: they are
// made of what the two hellos say, at once or when somebody chooses a log, and tried at the first records that they should open.
import type { DtlsTable } from '../../../reassembly/dtls-table';
import { changedKeys } from '../../../tls/connection-secrets';
import { LAST_EPOCH, likeTls, openDatagramRecord, withoutCookie } from '../../../tls/datagram-record';
import {
  readClientHello,
  readServerHello,
  type ClientHelloFacts,
  type ServerHelloFacts,
} from '../../../tls/handshake-reader';
import { lookAtHello } from '../../../tls/look-hello';
import { packProtection } from '../../../tls/protection-bytes';
import type { Protection } from '../../../tls/record-cipher';
import * as wire from '../../../wire/dtls';
import { CLIENT_HELLO, CLIENT_KEY_EXCHANGE, SERVER_HELLO } from '../../../wire/tls';
import { nodePrimitives } from '../../base/crypto';
import type { TlsKeys } from './tls-keys';
import type { WhyClosed } from './tls-openings';

/** Handshakes that are remembered. */
const MOST_TOLD = 65_536;
/** Records at which keys are tried, and what is kept of one: of longer ones none. */
const MOST_TRIES = 4;
const LONGEST_TRY = 2048;
/** Bytes that are kept for that of all connections. */
const MOST_KEPT = 16 * 1024 * 1024;

/** One handshake, and what was sealed behind it. */
export interface DtlsOpening {
  readonly connection: number;
  /** of the ClientHello */
  readonly row: number;
  /** side of the client, 0: A */
  readonly client: number;
  readonly random: Uint8Array;
  readonly serverName: string;
  /** 0: the server has not answered */
  version: number;
  /** protected records; the first of them: side and bytes */
  sealed: number;
  readonly tries: [side: number, record: Uint8Array][];
  hello: ClientHelloFacts;
  server: ServerHelloFacts | null;
  exchanged: Uint8Array | null;
  /** kinds of secrets that there were for it (TlsKeys.known) */
  known: number;
  isOpened: boolean;
  /** null: nothing was to be opened yet */
  why: WhyClosed | null;
}

export class DtlsOpenings {
  readonly #table: DtlsTable;
  readonly #keys: TlsKeys;
  readonly list: DtlsOpening[] = [];
  /** by connection the latest one; null: its beginning is not in the capture */
  readonly #latest = new Map<number, DtlsOpening | null>();
  #kept = 0;
  #version = -1;
  #cleared = 0;

  constructor(table: DtlsTable, keys: TlsKeys) {
    this.#table = table;
    this.#keys = keys;
  }

  /** Connections with protected records whose handshake was not captured. */
  get late(): number[] {
    return [...this.#latest].flatMap(([connection, opening]) => (opening === null ? connection : []));
  }

  /** How many connections have keys, and how many stay closed, by why. */
  counts(): { opened: number; closed: ReadonlyMap<WhyClosed, number> } {
    let opened = 0;
    const { length } = this.late;
    const closed = new Map<WhyClosed, number>(length > 0 ? [['late', length]] : []);
    for (const { isOpened, why } of this.list)
      if (isOpened) opened++;
      else if (why !== null) closed.set(why, (closed.get(why) ?? 0) + 1);
    return { opened, closed };
  }

  /** A whole message in the clear. */
  message(connection: number, side: number, row: number, type: number, body: Uint8Array): void {
    if (type === CLIENT_HELLO) return this.#asked(connection, side, row, body);
    const opening = this.#latest.get(connection);
    if (!opening) return;
    if (type === CLIENT_KEY_EXCHANGE && side === opening.client) opening.exchanged = body.slice();
    if (type !== SERVER_HELLO || side === opening.client) return;
    opening.server = readServerHello(body);
    opening.version = opening.server?.version ?? 0;
  }

  #asked(connection: number, side: number, row: number, body: Uint8Array): void {
    const like = withoutCookie(body);
    const hello = like && readClientHello(like);
    if (like === null || hello === null) return;
    const before = this.#latest.get(connection);
    // the same hello again, with a cookie
    if (before?.server === null && before.client === side && same(before.random, hello.random)) {
      before.hello = hello;
      return;
    }
    if (this.list.length >= MOST_TOLD) return;
    const opening: DtlsOpening = {
      ...{ connection, row, client: side, random: hello.random, hello, server: null, exchanged: null },
      serverName: lookAtHello(like, CLIENT_HELLO)?.serverName ?? '',
      ...{ version: 0, sealed: 0, tries: [], known: 0, isOpened: false, why: null },
    };
    this.list.push(opening);
    this.#latest.set(connection, opening);
  }

  /** A protected record, its header included; all of it was captured. */
  sealed(connection: number, side: number, record: Uint8Array): void {
    const opening = this.#latest.get(connection);
    if (!opening) {
      if (opening === undefined && this.#latest.size < MOST_TOLD) this.#latest.set(connection, null);
      return;
    }
    opening.sealed++;
    if (opening.tries.length >= MOST_TRIES || record.length > LONGEST_TRY || this.#kept >= MOST_KEPT) return;
    this.#kept += record.length;
    opening.tries.push([side, record.slice()]);
    if (!opening.isOpened) this.#try(opening);
  }

  /** There are other secrets. */
  get isBehind(): boolean {
    return this.#version !== this.#keys.version && !(this.#keys.isEmpty && this.#table.keys.count === 0);
  }

  /** Takes the secrets that there are now. */
  settle(): void {
    if (!this.isBehind) return;
    // asking brings what the capture itself has up to date
    this.#version = this.#keys.version;
    if (this.#keys.cleared !== this.#cleared) {
      this.#cleared = this.#keys.cleared;
      this.#table.keys.reset();
      for (const opening of this.list) Object.assign(opening, { isOpened: false, known: 0, why: null });
    }
    for (const opening of this.list)
      if (!opening.isOpened && (this.#keys.known(opening.random) & ~opening.known) !== 0) this.#try(opening);
  }

  /** Makes the keys, and keeps them where they open what should be open. */
  #try(opening: DtlsOpening): void {
    const { connection, client, hello, server, exchanged, row, tries } = opening;
    opening.known = this.#keys.isEmpty ? 0 : this.#keys.known(opening.random);
    if (tries.length === 0) return;
    const version = likeTls(opening.version);
    if (server === null || version === 0) {
      opening.why = server === null ? 'hello' : 'version';
      return;
    }
    const like = { ...server, version };
    const found = changedKeys(nodePrimitives, this.#keys.log, hello, like, exchanged);
    if (!found.ok) {
      opening.why = found.why;
      return;
    }
    const of = (side: number): Protection => (side === client ? found.client : found.server);
    const [first] = tries;
    const opens = tries.some(([side, record]) => openDatagramRecord(nodePrimitives, of(side), record).ok);
    opening.why = opens ? null : 'tag';
    if (!opens) return;
    opening.isOpened = true;
    const epoch = Math.min(wire.epoch(first[1], 0), LAST_EPOCH);
    for (const side of [0, 1]) this.#table.keys.add(2 * connection + side, epoch, row, packProtection(of(side)));
  }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

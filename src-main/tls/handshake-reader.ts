// Messages of the handshake out of the records of one direction, and what keys need to know of the two hellos. RFC 8446 section 4 and 5.1: a message may
// span records, and records hold several. Of each message only the beginning is kept.
import { u16 } from '../wire/read';
import { isRetryRandom, MESSAGE_HEADER_LEN, messageLength, messageType, RANDOM_LEN } from '../wire/tls';

/** Bytes of a message that are kept: hellos are never longer in earnest. */
const MOST_KEPT = 16 * 1024;

export class HandshakeReader {
  readonly #told: (type: number, body: Uint8Array) => void;
  #kept = new Uint8Array(256);
  /** of the message at hand, its header included: bytes that were there, and are to be */
  #there = 0;
  #length = MESSAGE_HEADER_LEN;

  /** @param told of each message that is whole: its type, and its body, cut behind the first bytes of a very long one */
  constructor(told: (type: number, body: Uint8Array) => void) {
    this.#told = told;
  }

  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const end = Math.min(bytes.length, at + this.#length - this.#there);
      this.#keep(bytes.subarray(at, end));
      at = end;
      if (this.#there < this.#length) return;
      if (this.#length === MESSAGE_HEADER_LEN) this.#length += messageLength(this.#kept, 0);
      if (this.#there < this.#length) continue;
      const keptEnd = Math.min(this.#length, MOST_KEPT);
      const body = this.#kept.slice(MESSAGE_HEADER_LEN, keptEnd);
      this.reset();
      this.#told(messageType(this.#kept, 0), body);
    }
  }

  /** What began and is not whole is given up. */
  reset(): void {
    this.#there = 0;
    this.#length = MESSAGE_HEADER_LEN;
  }

  #keep(bytes: Uint8Array): void {
    const part = bytes.subarray(0, Math.max(0, MOST_KEPT - this.#there));
    if (this.#there + part.length > this.#kept.length) {
      const wider = new Uint8Array(Math.min(MOST_KEPT, 2 * (this.#there + part.length)));
      wider.set(this.#kept);
      this.#kept = wider;
    }
    this.#kept.set(part, Math.min(this.#there, MOST_KEPT));
    this.#there += bytes.length;
  }
}

export interface ClientHelloFacts {
  readonly random: Uint8Array;
  readonly suites: readonly number[];
  /** offers early data: what is sent behind it may be such */
  readonly earlyData: boolean;
}
export interface ServerHelloFacts {
  readonly random: Uint8Array;
  /** the negotiated one: of the extension where there is one */
  readonly version: number;
  readonly suite: number;
  readonly sessionId: Uint8Array;
  readonly retry: boolean;
  readonly encryptThenMac: boolean;
  readonly extendedMasterSecret: boolean;
  /** it asks for the compression of records (RFC 3749) */
  readonly compressed: boolean;
}

const PROTOCOLS = 16;
const ENCRYPT_THEN_MAC = 22;
const EXTENDED_MASTER_SECRET = 23;
const EARLY_DATA = 42;
const SUPPORTED_VERSIONS = 43;
/** Suites of a hello that are looked at. */
const MOST_SUITES = 512;

/** RFC 8446 section 4.1.2; null: it is cut short. */
export function readClientHello(b: Uint8Array): ClientHelloFacts | null {
  if (b.length < 2 + RANDOM_LEN + 1) return null;
  const random = b.slice(2, 2 + RANDOM_LEN);
  let at = 2 + RANDOM_LEN + 1 + b[2 + RANDOM_LEN];
  if (at + 2 > b.length) return null;
  const suitesEnd = Math.min(b.length, at + 2 + u16(b, at));
  const suites: number[] = [];
  for (at += 2; at + 2 <= suitesEnd && suites.length < MOST_SUITES; at += 2) suites.push(u16(b, at));
  let earlyData = false;
  if (suitesEnd < b.length)
    forExtensions(b, suitesEnd + 1 + b[suitesEnd], (type) => {
      if (type === EARLY_DATA) earlyData = true;
    });
  return { random, suites, earlyData };
}

/** RFC 8446 section 4.1.3 and RFC 5246 section 7.4.1.3; null: it is cut short. */
export function readServerHello(b: Uint8Array): ServerHelloFacts | null {
  if (b.length < 2 + RANDOM_LEN + 1) return null;
  const sessionAt = 2 + RANDOM_LEN + 1;
  const at = sessionAt + b[sessionAt - 1];
  if (at + 3 > b.length) return null;
  const facts = {
    random: b.slice(2, 2 + RANDOM_LEN),
    version: u16(b, 0),
    suite: u16(b, at),
    sessionId: b.slice(sessionAt, at),
    retry: isRetryRandom(b, 2),
    encryptThenMac: false,
    extendedMasterSecret: false,
    compressed: b[at + 2] !== 0,
  };
  forExtensions(b, at + 3, (type, from, end) => {
    if (type === SUPPORTED_VERSIONS && end - from === 2) facts.version = u16(b, from);
    if (type === ENCRYPT_THEN_MAC) facts.encryptThenMac = true;
    if (type === EXTENDED_MASTER_SECRET) facts.extendedMasterSecret = true;
  });
  return facts;
}

/** The first protocol of the extension ALPN (RFC 7301 section 3.1) in EncryptedExtensions; empty: there is none. */
export function readProtocol(b: Uint8Array): Uint8Array {
  let protocol = new Uint8Array(0);
  forExtensions(b, 0, (type, from, end) => {
    if (type === PROTOCOLS && end - from > 3 && from + 3 + b[from + 2] <= end)
      protocol = b.slice(from + 3, from + 3 + b[from + 2]);
  });
  return protocol;
}

/** Whether EncryptedExtensions say that early data is taken: RFC 8446 section 4.2.10. */
export function takesEarlyData(b: Uint8Array): boolean {
  let takes = false;
  forExtensions(b, 0, (type) => {
    takes ||= type === EARLY_DATA;
  });
  return takes;
}

/** Extensions whose list begins at `at`, as far as they are whole. */
function forExtensions(b: Uint8Array, at: number, told: (type: number, from: number, end: number) => void): void {
  if (at + 2 > b.length) return;
  const end = Math.min(b.length, at + 2 + u16(b, at));
  for (let next = at + 2; next + 4 <= end;) {
    const from = next + 4;
    next = from + u16(b, next + 2);
    if (next > end) return;
    told(u16(b, from - 4), from, next);
  }
}

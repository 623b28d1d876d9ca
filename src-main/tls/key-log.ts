// Key logs: RFC 9850 (SSLKEYLOGFILE) and the older forms that NSS wrote and Wireshark reads. Lines of text in any line end:
//
//   CLIENT_RANDOM   client random, master secret            TLS up to 1.2
//   CLIENT_HANDSHAKE_TRAFFIC_SECRET … (below)               TLS 1.3: client random, secret
//   PMS_CLIENT_RANDOM   client random, pre-master secret
//   RSA   first 8 bytes of the encrypted pre-master secret, pre-master secret
//   RSA   Session-ID:…  Master-Key:…
//
// A log may be of any size and hold anything: it is taken in pieces, a line that is none of these is counted and skipped, and the secrets that are kept are
// the latest ones.
import { parseSecret, SECRET_KINDS, type Skipped, type SecretKind } from './key-log-line';

export { type SecretKind, type Skipped } from './key-log-line';

/** Secrets that are kept; TLS 1.3 has 4 to 7 a connection. Of more, the oldest go. */
const MOST_SECRETS = 1_048_576;
/** No line that means anything is longer: a label, 32 bytes and 64 bytes. */
const LONGEST_LINE = 512;
/** Bytes of a place for a secret. */
const SECRET_ROOM = 64;

export interface KeyLogCounts {
  /** lines that are neither empty nor a comment */
  lines: number;
  /** secrets that are there now */
  secrets: number;
  /** lines with what was there before, the same secret or another one for the same connection: the later one holds */
  repeated: number;
  /** secrets that were let go because there were too many */
  letGo: number;
  /** lines that were skipped, by why */
  skipped: Record<Skipped, number>;
  /** number of the first of these that has something wrong with it, counted from 1 over all lines of its log; 0: there is none */
  firstSkipped: number;
}

const LF = 10;
const CR = 13;

/** Takes logs piece by piece; each is closed with `end`, several may follow each other. */
export class KeyLog {
  readonly #counts: KeyLogCounts = {
    lines: 0,
    secrets: 0,
    repeated: 0,
    letGo: 0,
    skipped: { label: 0, hex: 0, length: 0, form: 0, long: 0, unused: 0 },
    firstSkipped: 0,
  };
  readonly #most: number;
  /** kind and key (a character a byte) -> place */
  readonly #places = new Map<string, number>();
  /** by place: the key of the above, and the secret, its length before it */
  readonly #keys: string[] = [];
  #secrets = new Uint8Array(16 * (SECRET_ROOM + 1));
  #next = 0;
  #hasOther = false;
  /** the line so far, and how long it is: bytes behind the room for it are counted alone */
  readonly #line = new Uint8Array(LONGEST_LINE);
  #length = 0;
  #lineNumber = 1;
  #afterCr = false;

  /** @param most secrets that are kept at a time */
  constructor(most = MOST_SECRETS) {
    this.#most = most;
  }

  get counts(): Readonly<KeyLogCounts> {
    return this.#counts;
  }

  /** The next bytes of a log, cut anywhere. */
  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const end = lineEnd(bytes, at);
      this.#append(bytes, at, end);
      if (end === bytes.length) return;
      const isCr = bytes[end] === CR;
      // the line feed of a CR LF ends nothing
      if (isCr || !this.#afterCr) this.#endLine();
      this.#afterCr = isCr;
      at = end + 1;
    }
  }

  /** The log ends; a last line without an end counts all the same. */
  end(): void {
    this.#endLine();
    this.#afterCr = false;
    this.#lineNumber = 1;
  }

  /** A secret, null where the log has none. `key`: client random, or what the kind goes by. */
  find(kind: SecretKind, key: Uint8Array): Uint8Array | null {
    const place = this.#places.get(nameOf(kind, key));
    if (place === undefined) return null;
    const at = place * (SECRET_ROOM + 1);
    return this.#secrets.slice(at + 1, at + 1 + this.#secrets[at]);
  }

  /** Whether it has a secret. */
  has(kind: SecretKind, key: Uint8Array): boolean {
    return this.#places.has(nameOf(kind, key));
  }

  /** It has secrets that go by something else than the client's random. */
  get hasOther(): boolean {
    return this.#hasOther;
  }

  #append(bytes: Uint8Array, at: number, end: number): void {
    if (end > at) this.#afterCr = false;
    const room = LONGEST_LINE - this.#length;
    if (room > 0) this.#line.set(bytes.subarray(at, Math.min(end, at + room)), this.#length);
    this.#length += end - at;
  }

  #endLine(): void {
    const length = this.#length;
    const number = this.#lineNumber++;
    this.#length = 0;
    if (length === 0 || this.#line[0] === HASH_SIGN) return;
    const line = this.#line.subarray(
      number === 1 && startsWithMark(this.#line) ? 3 : 0,
      Math.min(length, LONGEST_LINE),
    );
    if (line.length === 0 || line[0] === HASH_SIGN || line.every((byte) => byte === 32 || byte === 9)) return;
    this.#counts.lines++;
    const found = length > LONGEST_LINE ? 'long' : parseSecret(line);
    if (typeof found === 'string') {
      this.#counts.skipped[found]++;
      if (found !== 'unused' && this.#counts.firstSkipped === 0) this.#counts.firstSkipped = number;
      return;
    }
    if (found.kind === 'RSA' || found.kind === 'Session-ID') this.#hasOther = true;
    this.#keep(nameOf(found.kind, found.key), found.secret);
  }

  #keep(name: string, secret: Uint8Array): void {
    const counts = this.#counts;
    let place = this.#places.get(name);
    if (place !== undefined) counts.repeated++;
    else {
      place = this.#next++ % this.#most;
      if (this.#next > this.#most) {
        this.#places.delete(this.#keys[place]);
        counts.letGo++;
      } else counts.secrets++;
      this.#places.set(name, place);
      this.#keys[place] = name;
    }
    const at = place * (SECRET_ROOM + 1);
    if (at + SECRET_ROOM >= this.#secrets.length) {
      const wider = new Uint8Array(Math.min(this.#most * (SECRET_ROOM + 1), 2 * this.#secrets.length));
      wider.set(this.#secrets);
      this.#secrets = wider;
    }
    this.#secrets[at] = secret.length;
    this.#secrets.set(secret, at + 1);
  }
}

const HASH_SIGN = 35;

/** Where the line ends that goes on at `at`. */
function lineEnd(bytes: Uint8Array, at: number): number {
  let i = at;
  while (i < bytes.length && bytes[i] !== LF && bytes[i] !== CR) i++;
  return i;
}

/** The byte order mark of UTF-8: RFC 9850 forbids it, editors write it. */
const startsWithMark = (line: Uint8Array): boolean => line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;

const nameOf = (kind: SecretKind, key: Uint8Array): string =>
  String.fromCharCode(SECRET_KINDS.indexOf(kind), ...key.subarray(0, 255));

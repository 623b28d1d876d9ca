// Cuts what one end sent into TLS records (RFC 8446 section 5.1), without reading the bytes that nobody asks for: a look at a connection wants the
// bytes of its handshake and the headers of what follows.
import { recordLength, recordVersion, contentType, LONGEST_RECORD, RECORD_HEADER_LEN } from '../wire/tls';

export interface LookRecord {
  type: number;
  /** of its header */
  version: number;
  /** bytes behind the header */
  length: number;
  /** its bytes where they were wanted and are all there; a buffer of its own */
  body: Uint8Array | null;
  /** rows that its first and its last byte came in */
  from: number;
  to: number;
}

export interface RecordTaker {
  /** whether the bytes of this record are wanted: asked when its header is there */
  wants(type: number, length: number): boolean;
  record(record: LookRecord): void;
  /** what should be a header is none */
  lost(row: number): void;
}

/** Whether a record may begin with these bytes: as many of its header as are there. */
export function mayBeRecord(b: Uint8Array, at: number, end: number): boolean {
  if (end <= at || b[at] < 20 || b[at] > 24) return false;
  if (end > at + 1 && b[at + 1] !== 3) return false;
  if (end > at + 2 && b[at + 2] > 4) return false;
  if (end < at + RECORD_HEADER_LEN) return true;
  const length = recordLength(b, at);
  return length > 0 && length <= LONGEST_RECORD;
}

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
/** The same for a record with a ClientHello alone, which may begin anywhere in a stream that turns to TLS (STARTTLS, CONNECT). */
export const isClientHello = (b: Uint8Array): boolean =>
  b.length >= RECORD_HEADER_LEN + 4 &&
  b[0] === HANDSHAKE &&
  b[5] === CLIENT_HELLO &&
  mayBeRecord(b, 0, b.length) &&
  b[6] === 0;

export class RecordCutter {
  readonly #taker: RecordTaker;
  readonly #header = new Uint8Array(RECORD_HEADER_LEN);
  #headerFilled = 0;
  #left = 0;
  #filled = 0;
  #record: LookRecord | null = null;

  constructor(taker: RecordTaker) {
    this.#taker = taker;
  }

  /** Bytes to come that need not be read: they may be handed over by `skip`. */
  get skippable(): number {
    return this.#record !== null && this.#record.body === null ? this.#left : 0;
  }

  /** In the middle of a record. */
  get isOpen(): boolean {
    return this.#record !== null || this.#headerFilled > 0;
  }

  /** Forgets what is begun. */
  reset(): void {
    this.#headerFilled = 0;
    this.#record = null;
  }

  /** Bytes that lie in a record whose bytes are not wanted; at most `skippable` of them. */
  skip(length: number, row: number): void {
    this.#left -= length;
    if (this.#left === 0) this.#end(row);
  }

  /** The next bytes. False: they are no record, and the rest of them is left. */
  push(b: Uint8Array, row: number): boolean {
    let at = 0;
    while (at < b.length) {
      const record = this.#record;
      if (record === null) {
        const taken = Math.min(RECORD_HEADER_LEN - this.#headerFilled, b.length - at);
        for (let k = 0; k < taken; k++) this.#header[this.#headerFilled + k] = b[at + k];
        if (this.#headerFilled === 0) this.#from = row;
        this.#headerFilled += taken;
        at += taken;
        if (!this.#begin(row)) return false;
        continue;
      }
      const taken = Math.min(this.#left, b.length - at);
      record.body?.set(b.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
      this.skip(taken, row);
    }
    return true;
  }
  #from = 0;

  #begin(row: number): boolean {
    const header = this.#header;
    if (!mayBeRecord(header, 0, this.#headerFilled)) {
      this.reset();
      this.#taker.lost(row);
      return false;
    }
    if (this.#headerFilled < RECORD_HEADER_LEN) return true;
    const type = contentType(header, 0);
    const length = recordLength(header, 0);
    this.#headerFilled = 0;
    this.#left = length;
    this.#filled = 0;
    const body = this.#taker.wants(type, length) ? new Uint8Array(length) : null;
    this.#record = { type, version: recordVersion(header, 0), length, body, from: this.#from, to: row };
    return true;
  }

  #end(row: number): void {
    const record = this.#record;
    this.#record = null;
    if (record === null) return;
    record.to = row;
    this.#taker.record(record);
  }
}

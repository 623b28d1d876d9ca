// Frames that Initial packets may have, RFC 9000 section 12.4, in the bytes of a packet without its protection.
import { varintNumber } from './quic';
import { varintLen } from './varint';

export const PADDING = 0x00;
export const PING = 0x01;
export const ACK = 0x02;
export const ACK_ECN = 0x03;
export const CRYPTO = 0x06;
export const CONNECTION_CLOSE = 0x1c;

export interface QuicFrame {
  type: number;
  at: number;
  end: number;
  /** of CRYPTO: place in the stream, and where the bytes begin */
  place: number;
  dataAt: number;
}

/** A cursor over numbers of variable size; `at` is -1 behind one that is not there. */
class Cursor {
  constructor(
    readonly b: Uint8Array,
    public at: number,
  ) {}
  number(): number {
    const { b, at } = this;
    if (at < 0 || at >= b.length || at + varintLen(b, at) > b.length) {
      this.at = -1;
      return 0;
    }
    this.at = at + varintLen(b, at);
    return varintNumber(b, at);
  }
  skip(length: number): void {
    if (this.at >= 0) this.at = this.at + length <= this.b.length ? this.at + length : -1;
  }
}

/** The frame at `at`; all PADDING in a row is one. Null: it is not whole, or of a type that an Initial packet has not. */
export function quicFrame(b: Uint8Array, at: number): QuicFrame | null {
  const cursor = new Cursor(b, at);
  const type = cursor.number();
  if (cursor.at < 0) return null;
  const frame: QuicFrame = { type, at, end: cursor.at, place: 0, dataAt: cursor.at };
  switch (type) {
    case PADDING:
      while (cursor.at < b.length && b[cursor.at] === 0) cursor.at++;
      break;
    case PING:
      break;
    case ACK:
    case ACK_ECN: {
      cursor.number();
      cursor.number();
      const ranges = cursor.number();
      cursor.number();
      for (let i = 0; i < ranges && cursor.at >= 0; i++) {
        cursor.number();
        cursor.number();
      }
      for (let i = 0; type === ACK_ECN && i < 3; i++) cursor.number();
      break;
    }
    case CRYPTO: {
      frame.place = cursor.number();
      const length = cursor.number();
      frame.dataAt = cursor.at;
      cursor.skip(length);
      break;
    }
    case CONNECTION_CLOSE:
      cursor.number();
      cursor.number();
      cursor.skip(cursor.number());
      break;
    default:
      return null;
  }
  if (cursor.at < 0) return null;
  frame.end = cursor.at;
  return frame;
}

/** The CRYPTO frames of a packet, in their order. */
export function cryptoFrames(b: Uint8Array): QuicFrame[] {
  const found: QuicFrame[] = [];
  for (let at = 0; at < b.length;) {
    const frame = quicFrame(b, at);
    if (frame === null) break;
    if (frame.type === CRYPTO) found.push(frame);
    at = frame.end;
  }
  return found;
}

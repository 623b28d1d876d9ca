// What a stream carries on ports that say nothing of it, by the first bytes of its segments: a line of HTTP/1.x, the preface of
// HTTP/2, or a record of TLS.
import { HTTP_KEY } from '../../../dissect/protocols/http/http-framing';
import { HTTP2_KEY } from '../../../dissect/protocols/http2/http2-framing';
import { TLS_KEY } from '../../../dissect/protocols/tls-framing';
import { startsTls } from '../../../dissect/protocols/tls/tls-app-protocols';
import * as wire from '../../../wire/http';
import { PREFACE, prefaceBytes } from '../../../wire/http2';
import { beginsTls } from '../../../wire/tls-shape';

/** Segments of a connection that are looked at. */
const MOST_TRIES = 8;
/** The same on a port of a protocol that changes to TLS when it is asked to. */
const MOST_STARTS = 64;

export class StreamTries {
  /** by flow: segments that were looked at */
  #tries = new Uint8Array(0);

  /** Whether a segment of a connection that its ports say nothing of is worth a look. */
  isTry(flow: number, low: number, high: number): boolean {
    if (flow >= this.#tries.length) {
      const wider = new Uint8Array(Math.max(1024, 2 * (flow + 1)));
      wider.set(this.#tries);
      this.#tries = wider;
    }
    return this.#tries[flow] < (startsTls(low) || startsTls(high) ? MOST_STARTS : MOST_TRIES);
  }

  /**
   * The key of `tcp.port` that leads to what begins with these bytes, -1: nobody knows.
   * @param http whether it may be HTTP; behind a CONNECT, and on its ports, that is known
   */
  keyOf(flow: number, payload: Uint8Array, http: boolean): number {
    this.#tries[flow]++;
    if (beginsTls(payload)) return TLS_KEY;
    if (prefaceBytes(payload, 0, payload.length) === PREFACE.length) return HTTP2_KEY;
    return http && isLine(payload) ? HTTP_KEY : -1;
  }
}

const VERSION = Array.from('HTTP/1.', (c) => c.charCodeAt(0));
const isVersion = (b: Uint8Array, at: number): boolean => VERSION.every((byte, i) => b[at + i] === byte);

/** Begins with a line that begins or ends with the version, as Wireshark looks for one. */
function isLine(b: Uint8Array): boolean {
  const feed = wire.lineFeed(b, 0, Math.min(b.length, wire.MOST_HEAD));
  if (feed < 0) return false;
  const end = wire.lineTextEnd(b, 0, feed);
  const kind = wire.startOf(b, 0, end);
  if (kind === wire.NOTHING || kind === wire.UNDECIDED) return false;
  return isVersion(b, 0) || (end >= 8 && isVersion(b, end - 8));
}

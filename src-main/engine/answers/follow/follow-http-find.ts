// Looks for bytes in the messages of HTTP that one follows, message after message: what is found lies in one of them.
import type { FollowedHttp } from './follow-http';

export class HttpSearch {
  /** place of what was found, -1: nothing so far */
  hit = -1;
  /** packet of the message that it is in */
  frame = 0;
  readonly #http: FollowedHttp;
  readonly #wanted: Buffer;
  readonly #anyCase: boolean;
  readonly #from: number;
  readonly #backward: boolean;
  #index: number;

  /** @param anyCase letters of ASCII, in whichever case; backwards: what begins before `from` */
  constructor(http: FollowedHttp, wanted: Uint8Array, anyCase: boolean, from: number, backward: boolean) {
    this.#http = http;
    this.#anyCase = anyCase;
    this.#wanted = anyCase ? lower(wanted) : Buffer.from(wanted);
    this.#from = from;
    this.#backward = backward;
    this.#index = Math.max(0, http.indexAt(backward ? from - 1 : from));
  }

  /** Looks at one message; true: it has ended. */
  step(): boolean {
    if (this.#index < 0 || this.#index >= this.#http.count) return true;
    const { bytes, place, frame } = this.#http.message(this.#index);
    const text = this.#anyCase ? lower(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = this.#backward
      ? this.#before(text, this.#from - place)
      : text.indexOf(this.#wanted, Math.max(0, this.#from - place));
    if (at >= 0) {
      this.hit = place + at;
      this.frame = frame;
      return true;
    }
    this.#index += this.#backward ? -1 : 1;
    return false;
  }

  #before(text: Buffer, end: number): number {
    // a negative offset would be counted from the end
    return end <= 0 ? -1 : text.lastIndexOf(this.#wanted, Math.min(text.length, end - 1));
  }
}

function lower(bytes: Uint8Array): Buffer {
  const out = Buffer.from(bytes);
  for (let i = 0; i < out.length; i++) if (out[i] >= 65 && out[i] <= 90) out[i] += 32;
  return out;
}

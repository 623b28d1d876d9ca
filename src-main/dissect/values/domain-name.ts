// Domain names as DNS writes them, and DHCP in places, RFC 1035 sections 3.1 and 4.1.4: labels, the rest of which may be a pointer to where they stood before.
import { escapedText } from './escaped-text';

/** Longest name as text, RFC 1035 section 2.3.4: 255 octets on the wire with the length of the first label and the root. */
const MOST = 253;
const POINTER = 0xc0;
/** A name has no more labels than that. */
const MOST_POINTERS = 128;

export const ROOT = '<Root>';
const LOOPS = '<Name contains a pointer that loops>';
const TOO_LONG = '<Name too long>';

/** Where a message lies: a layer, or the packet inside of it. */
export interface MessageBytes {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly declaredEnd: number;
}

/** Reads one name after the other; what it says holds until the next one. */
export class NameReader {
  /** where the name ends in its place, a pointer counted as the two bytes that it is */
  next = 0;
  /** where it stopped that is not all there, and how many bytes it wanted; 0: a label of a kind that nobody uses */
  missingAt = 0;
  missing = 0;
  #problem: string | null = null;
  #length = 0;
  /** labels with dots between them; a name that is too long is walked to its end without being kept */
  readonly #bytes = new Uint8Array(MOST);
  #wholeLength = 0;

  /**
   * Reads the name at `at` of a message that begins at `start`. False: it is not all there, or a label is of no known kind.
   */
  read({ bytes: b, end, declaredEnd }: MessageBytes, start: number, at: number): boolean {
    const size = declaredEnd - start;
    let walked = 0; // more bytes than the message has: the pointers run in circles
    let pointers = 0;
    this.next = -1;
    this.#problem = null;
    this.#length = 0;
    this.#wholeLength = 0;
    for (;;) {
      if (at >= end) return this.#lacks(at, 1);
      const length = b[at];
      walked++;
      if (length === 0) break;
      if (length >= POINTER) {
        if (at + 2 > end) return this.#lacks(at, 2);
        if (this.next < 0) this.next = at + 2;
        at = start + (((length & 0x3f) << 8) | b[at + 1]);
        if (++walked >= size || ++pointers > MOST_POINTERS) {
          this.#problem = LOOPS;
          return true;
        }
        continue;
      }
      // 01 and 10 in front are extended label types, RFC 6891 section 5: none is in use
      if (length > 63) return this.#lacks(at, 0);
      if (at + 1 + length > end) return this.#lacks(at + 1, length);
      this.#add(b, at + 1, length);
      walked += length;
      at += 1 + length;
      // no need to go where the name ends elsewhere: a message of such names would cost its square
      if (this.next >= 0 && this.#wholeLength > MOST) break;
    }
    if (this.next < 0) this.next = at + 1;
    if (this.#wholeLength > MOST) this.#problem = TOO_LONG;
    return true;
  }

  #lacks(at: number, count: number): false {
    this.missingAt = at;
    this.missing = count;
    return false;
  }

  #add(b: Uint8Array, at: number, length: number): void {
    const dot = this.#wholeLength > 0 ? 1 : 0;
    this.#wholeLength += dot + length;
    if (this.#wholeLength > MOST) return;
    if (dot) this.#bytes[this.#length++] = 0x2e;
    this.#bytes.set(b.subarray(at, at + length), this.#length);
    this.#length += length;
  }

  /** As it is shown: `www.example.org`, `<Root>`. */
  text(): string {
    if (this.#problem !== null) return this.#problem;
    return this.#length === 0 ? ROOT : escapedText(this.#bytes.subarray(0, this.#length));
  }
  /** Of that text, as Wireshark counts: bytes, 0 for a single one. */
  get length(): number {
    const length = this.#problem?.length ?? (this.#length || ROOT.length);
    return length > 1 ? length : 0;
  }
  /** The same: labels, dots inside of them counted as well. */
  get labels(): number {
    if (this.length === 0) return 0;
    let labels = 1;
    if (this.#problem === null) for (let i = 0; i < this.#length; i++) if (this.#bytes[i] === 0x2e) labels++;
    return labels;
  }
}

// The analysis of TCP once more, for tests: slow and plain, with objects and arrays, written from the rules alone. What it says must be what
// src-main/flow/tcp/segment-analysis.ts says.
import { ACK, FIN, PSH, RST, SYN } from '../../../../src-main/wire/tcp';

export interface TestSegment {
  fromA: boolean;
  flags: number;
  seq: number;
  ack: number;
  len: number;
  window: number;
  /** pairs of left and right edge, absolute */
  sack: number[];
  /** ns */
  time: number;
}

export interface Said {
  flags: string[];
  acksFrame: number;
  repeatsFrame: number;
  duplicate: number;
  inFlight: number;
  pushed: number;
}

interface Sent {
  seq: number;
  next: number;
  frame: number;
}

class Side {
  base: number | null = null;
  next = 0;
  nextFrame = 0;
  contiguous = 0;
  lastAck = 0;
  lastFrame = 0;
  ackChanged = 0;
  duplicates = 0;
  /** the other side acknowledged what this one never sent */
  told = false;
  window: number | null = null;
  windowIsScaled = true;
  scale: 'unknown' | 'none' = 'unknown';
  last: string[] = [];
  countable = true;
  pushed = 0;
  pushLast = false;
  waiting: Sent[] = [];
  sack: number[] = [];
}

const mod = (n: number): number => ((n % 2 ** 32) + 2 ** 32) % 2 ** 32;
/** a lies behind b, in serial arithmetic */
const after = (a: number, b: number): boolean => a !== b && mod(a - b) < 2 ** 31;
/** counted like the 32 bit numbers of the fast one: at exactly half the circle a number lies before the other */
const notAfter = (a: number, b: number): boolean => !after(a, b);

/** One connection whose SYNs carry no window scale. */
export class SlowAnalysis {
  readonly #sides: [Side, Side] = [new Side(), new Side()];
  readonly #times: number[] = [];
  #syn = 0;
  #roundTrip = 0;

  take(g: TestSegment): Said {
    const frame = this.#times.push(g.time);
    const own = this.#sides[g.fromA ? 0 : 1];
    const other = this.#sides[g.fromA ? 1 : 0];
    const has = (bit: number): boolean => (g.flags & bit) !== 0;
    const special = has(SYN) || has(FIN) || has(RST);
    const pureSyn = has(SYN) && !has(ACK);
    const end = mod(g.seq + g.len);
    const said: Said = { flags: [], acksFrame: 0, repeatsFrame: 0, duplicate: 0, inFlight: 0, pushed: 0 };
    const say = (flag: string): void => void said.flags.push(flag);

    const synAgain = pureSyn && own.base !== null;
    if (synAgain) own.next = own.contiguous;
    own.base ??= has(SYN) ? g.seq : mod(g.seq - 1);
    if (has(SYN) && has(ACK) && own.base !== g.seq) {
      own.base = g.seq;
      say('reused');
    }
    if (has(ACK)) other.base ??= mod(g.ack - 1);
    if (has(SYN) && own.scale === 'unknown') own.scale = other.scale = 'none';
    if (pureSyn && this.#roundTrip === 0) this.#syn = frame;
    else if (has(ACK) && !has(SYN) && this.#syn > 0 && this.#roundTrip === 0)
      this.#roundTrip = this.#since(frame, this.#syn);
    if (has(ACK)) other.countable = true;

    const probe = g.len === 1 && g.seq === own.next && other.window === 0;
    const sameWindow = g.window === own.window;
    const nothingNew = g.len === 0 && g.seq === own.next && !special;
    const sameAck = g.ack === own.lastAck;
    if (probe) say('probe');
    else {
      if (g.window === 0 && !special) say('zero');
      if (own.next !== 0 && after(g.seq, own.next) && !has(RST)) {
        say('lost');
        own.countable = false;
      }
      if (g.len <= 1 && g.seq === mod(own.next - 1) && !special) say('keep-alive');
      if (nothingNew && sameAck && g.window !== 0 && !sameWindow) say('update');
      if (g.len > 0 && !special && other.scale === 'none' && other.window !== null)
        if (end === mod(other.lastAck + other.window)) say('full');
      if (nothingNew && sameAck && sameWindow) {
        if (g.window !== 0 && other.last.includes('keep-alive')) say('keep-alive-ack');
        else if (g.window === 0 && other.last.includes('probe')) say('probe-ack');
        else if (g.window !== 0) {
          say('duplicate');
          own.told = false;
          said.duplicate = ++own.duplicates;
          said.repeatsFrame = own.ackChanged;
        }
      }
    }
    if (!sameAck) {
      own.ackChanged = frame;
      own.duplicates = 0;
      own.told = false;
    }
    if (other.contiguous !== 0 && has(ACK) && after(g.ack, other.contiguous)) {
      if (other.contiguous !== other.next) say('unseen');
      else {
        say(other.told || other.duplicates > 0 ? 'silent' : 'unseen');
        other.told = true;
        other.duplicates = 0;
      }
      other.contiguous = other.next;
    }

    const counts = g.len > 0 || has(SYN) || has(FIN);
    if (counts && !said.flags.includes('keep-alive')) this.#repeats(g, frame, end, own, other, said);

    const beyond = mod(end + (has(SYN) || has(FIN) ? 1 : 0));
    if (counts && own.waiting.length < 1000) own.waiting.unshift({ seq: g.seq, next: beyond, frame });
    if (!probe) {
      if (own.next === 0 || after(beyond, own.next)) {
        own.next = beyond;
        own.nextFrame = frame;
      }
      if (own.contiguous === 0 || g.seq === own.contiguous) own.contiguous = own.next;
    }
    own.window = g.window;
    own.lastAck = g.ack;
    own.lastFrame = frame;
    own.last = said.flags;
    const left: Sent[] = [];
    for (const sent of other.waiting) {
      if (sent.next === g.ack) said.acksFrame = sent.frame;
      if (after(sent.next, g.ack)) left.push({ ...sent, seq: after(g.ack, sent.seq) ? g.ack : sent.seq });
    }
    other.waiting = left;
    if (g.len > 0 && own.waiting.length > 0 && own.countable) this.#count(g, own, other, said);
    if (synAgain && said.flags.length === 0) say('silent');
    own.sack = g.sack.slice(0, 6);
    return said;
  }

  #repeats(g: TestSegment, frame: number, end: number, own: Side, other: Side, said: Said): void {
    if (g.len > 0 && other.lastAck !== 0 && notAfter(end, other.lastAck)) return void said.flags.push('spurious');
    if (own.next === 0 || !after(own.next, g.seq)) return;
    if (g.len > 1 && g.seq === mod(own.next - 1)) return;
    const asked = other.duplicates >= 2 || other.told;
    if (asked && other.lastAck === g.seq && this.#since(frame, other.lastFrame) < 20e6)
      return void said.flags.push('fast');
    const counted = g.flags & (SYN | FIN) ? 1 : 0;
    const soon = this.#since(frame, own.nextFrame) < (this.#roundTrip || 3e6);
    if (soon && mod(end + counted) !== own.next) return void said.flags.push('out-of-order');
    said.flags.push('retransmission');
    said.repeatsFrame = own.waiting.at(-1)?.frame ?? own.nextFrame;
  }

  #count(g: TestSegment, own: Side, other: Side, said: Said): void {
    const base = own.base ?? 0;
    const first = Math.min(...own.waiting.map((sent) => mod(sent.seq - base)));
    const last = Math.max(...own.waiting.map((sent) => mod(sent.next - base)));
    let bytes = last - first;
    for (let k = 0; k < other.sack.length; k += 2) bytes -= mod(other.sack[k + 1] - other.sack[k]);
    if (g.flags & (SYN | FIN)) bytes--;
    bytes = mod(bytes);
    own.pushed = own.pushLast ? g.len : own.pushed + g.len;
    own.pushLast = (g.flags & PSH) !== 0;
    if (bytes > 0 && bytes < 2e9) {
      said.inFlight = bytes;
      said.pushed = own.pushed;
    } else if (said.flags.length === 0) said.flags.push('silent');
  }

  #since(frame: number, earlier: number): number {
    if (earlier === 0) return Infinity;
    const elapsed = this.#times[frame - 1] - this.#times[earlier - 1];
    return elapsed < 0 ? Infinity : elapsed;
  }
}

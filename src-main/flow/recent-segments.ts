// Finds copies: the same segment seen twice at once, because a mirror port or a second adapter delivers it twice. A segment that is
// sent again has another IP identification or comes later; what is compared here includes the TCP checksum, and with it payload
// and time stamps. A table of the last segments, of fixed size: nothing is kept a flow.

/** Copies follow at once; no sender repeats a segment so soon. Seconds. */
const AT_ONCE = 0.0009;
const SLOTS = 1024;

export class RecentSegments {
  readonly #flowSide = new Int32Array(SLOTS).fill(-1);
  readonly #seq = new Uint32Array(SLOTS);
  readonly #ack = new Uint32Array(SLOTS);
  /** flags and window */
  readonly #state = new Uint32Array(SLOTS);
  /** IP identification and TCP checksum */
  readonly #marks = new Uint32Array(SLOTS);
  readonly #len = new Uint32Array(SLOTS);
  readonly #time = new Float64Array(SLOTS);

  /**
   * Whether the segment is a copy of one just seen; if not, it is remembered.
   * @param flowSide   2 * flow + side of the sender
   * @param state      flags << 16 | window
   * @param marks      IP identification << 16 | TCP checksum
   * @param comparable the numbers tell a copy from a repetition: there is an identification, or it is no bare ACK
   * @param time       seconds, NaN without
   */
  isCopy(
    flowSide: number,
    seq: number,
    ack: number,
    state: number,
    marks: number,
    len: number,
    comparable: boolean,
    time: number,
  ): boolean {
    if (!comparable) return false;
    const slot = ((Math.imul(seq ^ Math.imul(ack, 31) ^ marks, 0x9e3779b1) ^ flowSide) >>> 16) & (SLOTS - 1);
    if (
      this.#flowSide[slot] === flowSide &&
      this.#seq[slot] === seq &&
      this.#ack[slot] === ack &&
      this.#state[slot] === state >>> 0 &&
      this.#marks[slot] === marks >>> 0 &&
      this.#len[slot] === len &&
      Math.abs(time - this.#time[slot]) <= AT_ONCE
    )
      return true;
    this.#flowSide[slot] = flowSide;
    this.#seq[slot] = seq;
    this.#ack[slot] = ack;
    this.#state[slot] = state;
    this.#marks[slot] = marks;
    this.#len[slot] = len;
    this.#time[slot] = time;
    return false;
  }
}

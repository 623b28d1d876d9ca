// Packets and bytes over time, one number an interval.

export class IoSeries {
  readonly packets: Float64Array;
  readonly bytes: Float64Array;
  /** frame.number of the first packet in the file of each interval, 0: none */
  readonly frames: Uint32Array;

  /**
   * @param fromNs     where the first interval begins
   * @param intervalNs of each
   */
  constructor(
    readonly fromNs: number,
    readonly intervalNs: number,
    count: number,
  ) {
    this.packets = new Float64Array(count);
    this.bytes = new Float64Array(count);
    this.frames = new Uint32Array(count);
  }

  /** Counts a packet; one outside is none. `ns`: since the first packet of the capture */
  add(row: number, ns: number, bytes: number): void {
    const i = Math.floor((ns - this.fromNs) / this.intervalNs);
    if (!(i >= 0 && i < this.packets.length)) return;
    this.packets[i]++;
    this.bytes[i] += bytes;
    if (this.frames[i] === 0) this.frames[i] = row + 1;
  }
}

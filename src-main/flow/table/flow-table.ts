// The conversations of a capture: a hash table over addresses and ports, and what is known of each flow, in typed
// arrays of 4,096 flows a chunk (about 220 bytes a flow, hash included). Index of a flow = order of first appearance.
// Side 0 is a, the client; side 1 is b.
import { FLOW_BITS, FLOW_MASK, FlowChunk, SHAPE_IPV6, SHAPE_REPLACED, SHAPE_UDP } from './flow-chunk';
import { flowHash, randomSeed } from './flow-hash';
import { FlowView, type FlowShare } from './flow-view';
import type { GrowingList } from '../../memory/growing-list';

export class FlowTable extends FlowView {
  /** slot -> flow + 1, 0 empty; open addressing, at most half full */
  #slots = new Uint32Array(1024);
  #used = 0;
  readonly seed: number;

  constructor(seed = randomSeed()) {
    super();
    this.seed = seed;
  }

  /**
   * The newest flow between two ends, in either direction.
   * @param words  eight address words from `w` on: source, destination
   * @param shape  SHAPE_UDP and SHAPE_IPV6 bits
   * @param path   what lies around it, 0 where that does not matter
   * @param hash   flowHash of these
   * @returns      2 * flow + side of the sender, or -1
   */
  find(
    words: Uint32Array,
    w: number,
    srcPort: number,
    dstPort: number,
    shape: number,
    path: number,
    hash: number,
  ): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let s = hash & mask; slots[s] !== 0; s = (s + 1) & mask) {
      const flow = slots[s] - 1;
      const side = this.sideIn(flow, words, w, srcPort, dstPort, shape, path);
      if (side >= 0) return 2 * flow + side;
    }
    return -1;
  }

  /**
   * A new flow; it takes the place of an older one between the same ends.
   * @param hash    as in `find`
   * @param swapped the destination of the words is a
   * @param frame   number of its first frame
   */
  add(
    words: Uint32Array,
    w: number,
    srcPort: number,
    dstPort: number,
    shape: number,
    path: number,
    hash: number,
    swapped: boolean,
    clientBy: number,
    frame: number,
  ): number {
    const flow = this.flows++;
    const i = flow & FLOW_MASK;
    if (i === 0) this.chunks.push(new FlowChunk());
    const c = this.chunks[flow >>> FLOW_BITS];
    const a = swapped ? 4 : 0;
    for (let k = 0; k < 4; k++) {
      c.addresses[8 * i + k] = words[w + a + k];
      c.addresses[8 * i + 4 + k] = words[w + (4 - a) + k];
    }
    c.ports[2 * i] = swapped ? dstPort : srcPort;
    c.ports[2 * i + 1] = swapped ? srcPort : dstPort;
    c.shape[i] = shape | (clientBy << 4);
    c.path[i] = path;
    c.firstFrame[i] = frame;
    c.lastFrame[i] = frame;
    const streams = shape & SHAPE_UDP ? this.udpStreams : this.tcpStreams;
    c.stream[i] = streams.length;
    streams.push(flow);
    this.#place(flow, words, w, srcPort, dstPort, shape, path, hash);
    return flow;
  }

  /** For a worker that has the chunks before number `from`: a chunk that is full gets no other arrays any more. */
  share(from: number): FlowShare {
    const list = ({ data, length }: GrowingList): FlowShare['tcpStreams'] => ({ data, length });
    return {
      from,
      chunks: this.chunks.slice(from),
      flows: this.flows,
      tcpStreams: list(this.tcpStreams),
      udpStreams: list(this.udpStreams),
    };
  }

  /** Bytes of all typed arrays. */
  byteLength(): number {
    let sum = this.#slots.byteLength;
    for (const list of [this.tcpStreams, this.udpStreams]) sum += list.byteLength;
    const size = (value: object): number =>
      Object.values(value).reduce((n: number, array) => n + (ArrayBuffer.isView(array) ? array.byteLength : 0), 0);
    for (const c of this.chunks) sum += size(c) + (c.tcp ? size(c.tcp) : 0);
    return sum;
  }

  /** Side of the sender in a flow (0 a, 1 b), -1 where the flow is not between these ends. */
  sideIn(
    flow: number,
    words: Uint32Array,
    w: number,
    srcPort: number,
    dstPort: number,
    shape: number,
    path: number,
  ): number {
    const c = this.chunks[flow >>> FLOW_BITS];
    const i = flow & FLOW_MASK;
    if ((c.shape[i] & (SHAPE_UDP | SHAPE_IPV6)) !== shape || c.path[i] !== path) return -1;
    const a = c.addresses;
    const at = 8 * i;
    const portA = c.ports[2 * i];
    const portB = c.ports[2 * i + 1];
    const n = shape & SHAPE_IPV6 ? 4 : 1;
    if (srcPort === portA && dstPort === portB) {
      let k = 0;
      while (k < n && words[w + k] === a[at + k] && words[w + 4 + k] === a[at + 4 + k]) k++;
      if (k === n) return 0;
    }
    if (srcPort === portB && dstPort === portA) {
      let k = 0;
      while (k < n && words[w + k] === a[at + 4 + k] && words[w + 4 + k] === a[at + k]) k++;
      if (k === n) return 1;
    }
    return -1;
  }

  #place(
    flow: number,
    words: Uint32Array,
    w: number,
    srcPort: number,
    dstPort: number,
    shape: number,
    path: number,
    hash: number,
  ): void {
    if (2 * (this.#used + 1) > this.#slots.length) this.#grow();
    const slots = this.#slots;
    const mask = slots.length - 1;
    let s = hash & mask;
    for (; slots[s] !== 0; s = (s + 1) & mask) {
      const old = slots[s] - 1;
      if (this.sideIn(old, words, w, srcPort, dstPort, shape, path) < 0) continue;
      this.chunks[old >>> FLOW_BITS].shape[old & FLOW_MASK] |= SHAPE_REPLACED;
      slots[s] = flow + 1;
      return;
    }
    slots[s] = flow + 1;
    this.#used++;
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (const entry of this.#slots) {
      if (entry === 0) continue;
      const c = this.chunks[(entry - 1) >>> FLOW_BITS];
      const i = (entry - 1) & FLOW_MASK;
      const shape = c.shape[i] & (SHAPE_UDP | SHAPE_IPV6);
      const seed = this.seed ^ c.path[i];
      let s = flowHash(seed, c.addresses, 8 * i, c.ports[2 * i], c.ports[2 * i + 1], shape) & mask;
      while (slots[s] !== 0) s = (s + 1) & mask;
      slots[s] = entry;
    }
    this.#slots = slots;
  }
}

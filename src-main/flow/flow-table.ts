// The conversations of a capture: a hash table over addresses and ports, and what is known of each flow, in typed
// arrays of 4,096 flows a chunk (about 180 bytes a flow, hash included). Index of a flow = order of first appearance.
// Side 0 is a, the client; side 1 is b. A pair of values a flow (one a side) stands at 2 * i + side.

const CHUNK_BITS = 12;
const CHUNK_FLOWS = 1 << CHUNK_BITS;
const MASK = CHUNK_FLOWS - 1;

export const BY_SYN = 0;
export const BY_SYN_ACK = 1;
export const BY_PORT = 2;
export const BY_FIRST = 3;

export class FlowChunk {
  /** eight words: address of a, address of b; IPv4 in the first word of its four */
  addresses = new Uint32Array(8 * CHUNK_FLOWS);
  ports = new Uint16Array(2 * CHUNK_FLOWS);
  /** SHAPE_* bits and, from bit 4 on, how the client was guessed (BY_*) */
  shape = new Uint8Array(CHUNK_FLOWS);
  stream = new Uint32Array(CHUNK_FLOWS);
  /** frames that carry the flow's segments; an ICMP error that quotes one is not counted */
  packets = new Uint32Array(2 * CHUNK_FLOWS);
  bytes = new Float64Array(2 * CHUNK_FLOWS);
  firstFrame = new Uint32Array(CHUNK_FLOWS);
  lastFrame = new Uint32Array(CHUNK_FLOWS);
  /** 1: waits in the queue of changed flows */
  dirty = new Uint8Array(CHUNK_FLOWS);
  tcp: TcpFlows | null = null;
}

/** Made with the chunk's first TCP flow. */
export class TcpFlows {
  /** Wireshark's base of relative sequence numbers, where SIDE_BASE is set */
  base = new Uint32Array(2 * CHUNK_FLOWS);
  /** behind the highest sequence number seen, where SIDE_NEXT is set */
  next = new Uint32Array(2 * CHUNK_FLOWS);
  /** a hole in what was seen: from … below `holeEnd`; equal: none */
  holeStart = new Uint32Array(2 * CHUNK_FLOWS);
  holeEnd = new Uint32Array(2 * CHUNK_FLOWS);
  /** behind the FIN, where SIDE_FIN is set */
  finEnd = new Uint32Array(2 * CHUNK_FLOWS);
  /** 0…14, -1 unknown, -2 not used */
  scale = new Int8Array(2 * CHUNK_FLOWS).fill(-1);
  scaleFrame = new Uint32Array(2 * CHUNK_FLOWS);
  side = new Uint8Array(2 * CHUNK_FLOWS);
  state = new Uint8Array(2 * CHUNK_FLOWS);
  /** tcp.completeness: what all frames but the first tell, and a first one that is a SYN … */
  completeness = new Uint8Array(CHUNK_FLOWS);
  /** … and what another first one adds, from the second frame on */
  firstSeen = new Uint8Array(CHUNK_FLOWS);
  /** EVENT_* bits, see verdict.ts */
  events = new Uint32Array(CHUNK_FLOWS);
  /** frames of the handshake, 0: not seen. The last SYN before the first SYN-ACK, … */
  synFrame = new Uint32Array(CHUNK_FLOWS);
  synAckFrame = new Uint32Array(CHUNK_FLOWS);
  /** … the last SYN-ACK before the ACK that completes it, and that ACK */
  lastSynAckFrame = new Uint32Array(CHUNK_FLOWS);
  ackFrame = new Uint32Array(CHUNK_FLOWS);
}

// bits of `shape`
export const SHAPE_UDP = 1;
export const SHAPE_IPV6 = 2;
/** the newest flow of its addresses and ports took its place in the hash table */
export const SHAPE_REPLACED = 4;

// bits of `side`
export const SIDE_BASE = 1;
export const SIDE_NEXT = 2;
export const SIDE_FIN = 4;
export const SIDE_SYN = 8;

/** List of growing length of 32-bit numbers. */
export class GrowingList {
  #data = new Uint32Array(256);
  length = 0;
  push(value: number): void {
    if (this.length === this.#data.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#data[this.length++] = value;
  }
  at(index: number): number {
    return this.#data[index];
  }
  clear(): void {
    this.length = 0;
  }
  get byteLength(): number {
    return this.#data.byteLength;
  }
}

const mix = (hash: number, word: number): number => Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15);

export class FlowTable {
  readonly #chunks: FlowChunk[] = [];
  #count = 0;
  /** slot -> flow + 1, 0 empty; open addressing, at most half full */
  #slots = new Uint32Array(1024);
  #used = 0;
  /** stream number -> flow */
  readonly #tcpStreams = new GrowingList();
  readonly #udpStreams = new GrowingList();
  /** changed flows, oldest first; taken from the front */
  readonly #changed = new GrowingList();
  #taken = 0;
  /** Keeps a file from steering its flows into one chain of the table. */
  readonly #seed: number;

  constructor(seed = (Math.random() * 0x1_0000_0000) >>> 0) {
    this.#seed = seed;
  }

  get count(): number {
    return this.#count;
  }
  get tcpCount(): number {
    return this.#tcpStreams.length;
  }
  get udpCount(): number {
    return this.#udpStreams.length;
  }
  chunk(flow: number): FlowChunk {
    return this.#chunks[flow >>> CHUNK_BITS];
  }
  /** position of a flow inside its chunk */
  position(flow: number): number {
    return flow & MASK;
  }
  /** The chunk's TCP part; only for flows that are TCP. */
  tcp(flow: number): TcpFlows {
    const chunk = this.#chunks[flow >>> CHUNK_BITS];
    return (chunk.tcp ??= new TcpFlows());
  }
  /** Flow of a stream number, -1 when there is none. */
  ofStream(kind: 'tcp' | 'udp', stream: number): number {
    const streams = kind === 'tcp' ? this.#tcpStreams : this.#udpStreams;
    return stream >= 0 && stream < streams.length ? streams.at(stream) : -1;
  }

  /**
   * The newest flow between two ends, in either direction.
   * @param words  eight address words from `w` on: source, destination
   * @param shape  SHAPE_UDP and SHAPE_IPV6 bits
   * @returns      2 * flow + side of the sender, or -1
   */
  find(words: Uint32Array, w: number, srcPort: number, dstPort: number, shape: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let s = this.#hash(words, w, srcPort, dstPort, shape) & mask; slots[s] !== 0; s = (s + 1) & mask) {
      const flow = slots[s] - 1;
      const side = this.#sideOf(flow, words, w, srcPort, dstPort, shape);
      if (side >= 0) return 2 * flow + side;
    }
    return -1;
  }

  /**
   * A new flow; it takes the place of an older one between the same ends.
   * @param swapped the destination of the words is a
   * @param frame   number of its first frame
   */
  add(
    words: Uint32Array,
    w: number,
    srcPort: number,
    dstPort: number,
    shape: number,
    swapped: boolean,
    clientBy: number,
    frame: number,
  ): number {
    const flow = this.#count++;
    const i = flow & MASK;
    if (i === 0) this.#chunks.push(new FlowChunk());
    const c = this.#chunks[flow >>> CHUNK_BITS];
    const a = swapped ? 4 : 0;
    for (let k = 0; k < 4; k++) {
      c.addresses[8 * i + k] = words[w + a + k];
      c.addresses[8 * i + 4 + k] = words[w + (4 - a) + k];
    }
    c.ports[2 * i] = swapped ? dstPort : srcPort;
    c.ports[2 * i + 1] = swapped ? srcPort : dstPort;
    c.shape[i] = shape | (clientBy << 4);
    c.firstFrame[i] = frame;
    c.lastFrame[i] = frame;
    const streams = shape & SHAPE_UDP ? this.#udpStreams : this.#tcpStreams;
    c.stream[i] = streams.length;
    streams.push(flow);
    this.#place(flow, words, w, srcPort, dstPort, shape);
    return flow;
  }

  /** Notes that a flow's row is no longer what was last handed out. */
  touch(flow: number): void {
    const c = this.#chunks[flow >>> CHUNK_BITS];
    if (c.dirty[flow & MASK]) return;
    c.dirty[flow & MASK] = 1;
    this.#changed.push(flow);
  }

  /** Indices of up to `limit` flows that are new or changed since they were last drained; empty when none is left. */
  drainChanged(limit: number): Uint32Array {
    const n = Math.max(0, Math.min(limit, this.#changed.length - this.#taken));
    const out = new Uint32Array(n);
    for (let k = 0; k < n; k++) {
      const flow = this.#changed.at(this.#taken + k);
      this.#chunks[flow >>> CHUNK_BITS].dirty[flow & MASK] = 0;
      out[k] = flow;
    }
    this.#taken += n;
    if (this.#taken === this.#changed.length) {
      this.#changed.clear();
      this.#taken = 0;
    }
    return out;
  }

  /** Bytes of all typed arrays. */
  byteLength(): number {
    let sum = this.#slots.byteLength;
    for (const list of [this.#tcpStreams, this.#udpStreams, this.#changed]) sum += list.byteLength;
    const size = (value: object): number =>
      Object.values(value).reduce((n: number, array) => n + (ArrayBuffer.isView(array) ? array.byteLength : 0), 0);
    for (const c of this.#chunks) sum += size(c) + (c.tcp ? size(c.tcp) : 0);
    return sum;
  }

  /** The same for both directions. */
  #hash(words: Uint32Array, w: number, srcPort: number, dstPort: number, shape: number): number {
    let source = mix(this.#seed, words[w] ^ (srcPort << 16));
    let destination = mix(this.#seed, words[w + 4] ^ (dstPort << 16));
    if (shape & SHAPE_IPV6) {
      for (let k = 1; k < 4; k++) {
        source = mix(source, words[w + k]);
        destination = mix(destination, words[w + 4 + k]);
      }
    }
    const both =
      Math.imul(source ^ (source >>> 16), 0x85ebca6b) + Math.imul(destination ^ (destination >>> 16), 0x85ebca6b);
    const hash = Math.imul(both ^ (both >>> 13) ^ (shape & SHAPE_UDP), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  /** Which side of `flow` the source of the words is; -1: the flow has other ends. */
  #sideOf(flow: number, words: Uint32Array, w: number, srcPort: number, dstPort: number, shape: number): number {
    const c = this.#chunks[flow >>> CHUNK_BITS];
    const i = flow & MASK;
    if ((c.shape[i] & (SHAPE_UDP | SHAPE_IPV6)) !== shape) return -1;
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

  #place(flow: number, words: Uint32Array, w: number, srcPort: number, dstPort: number, shape: number): void {
    if (2 * (this.#used + 1) > this.#slots.length) this.#grow();
    const slots = this.#slots;
    const mask = slots.length - 1;
    let s = this.#hash(words, w, srcPort, dstPort, shape) & mask;
    for (; slots[s] !== 0; s = (s + 1) & mask) {
      const old = slots[s] - 1;
      if (this.#sideOf(old, words, w, srcPort, dstPort, shape) < 0) continue;
      this.#chunks[old >>> CHUNK_BITS].shape[old & MASK] |= SHAPE_REPLACED;
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
      const c = this.#chunks[(entry - 1) >>> CHUNK_BITS];
      const i = (entry - 1) & MASK;
      const shape = c.shape[i] & (SHAPE_UDP | SHAPE_IPV6);
      let s = this.#hash(c.addresses, 8 * i, c.ports[2 * i], c.ports[2 * i + 1], shape) & mask;
      while (slots[s] !== 0) s = (s + 1) & mask;
      slots[s] = entry;
    }
    this.#slots = slots;
  }
}

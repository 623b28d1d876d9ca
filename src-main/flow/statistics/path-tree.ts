// How many packets have which protocols one inside the other: a tree of codes, one a protocol, with packets and bytes of each path. What
// `children` keeps its order, which is that of the first packet.

/** Nodes that a tree may have: what goes deeper in a made capture ends above. */
const MOST_NODES = 65_536;
const MOST_CODES = 65_536;
/** Numbers of a packed node. */
const PACKED = 8;
const ROOT = -1;

export interface PathNode {
  /** number of the node around it, -1: none */
  readonly parent: number;
  readonly code: number;
  packets: number;
  bytes: number;
  /** those of packets of which it is the innermost */
  endPackets: number;
  endBytes: number;
}

export class PathTree {
  /** a parent stands before its children */
  nodes: PathNode[] = [];
  readonly #children = new Map<number, number>();

  /** Counts a packet; `path` holds codes, the outermost first. */
  add(path: readonly number[], bytes: number): void {
    let at = ROOT;
    for (const code of path) {
      const next = this.#child(at, code);
      if (next === ROOT) break;
      at = next;
      this.nodes[at].packets++;
      this.nodes[at].bytes += bytes;
    }
    if (at === ROOT) return;
    this.nodes[at].endPackets++;
    this.nodes[at].endBytes += bytes;
  }

  /** All of it, as numbers for another thread; it begins anew. */
  pack(): Uint32Array<ArrayBuffer> {
    const packed = this.nodes.flatMap(({ parent, code, packets, bytes, endPackets, endBytes }) => [
      ...[parent + 1, code, packets, bytes >>> 0, Math.floor(bytes / 2 ** 32)],
      ...[endPackets, endBytes >>> 0, Math.floor(endBytes / 2 ** 32)],
    ]);
    this.nodes = [];
    this.#children.clear();
    return Uint32Array.from(packed);
  }

  /** Adds what another thread has packed. */
  take(packed: Uint32Array): void {
    const here: number[] = [];
    for (let at = 0; at + PACKED <= packed.length; at += PACKED) {
      const parent = packed[at] === 0 ? ROOT : here[packed[at] - 1];
      let node = this.#child(parent, packed[at + 1]);
      if (node === ROOT) node = parent; // there are too many: it counts for what is around it
      here.push(node);
      if (node === ROOT) continue;
      const counted = this.nodes[node];
      if (node !== parent) {
        counted.packets += packed[at + 2];
        counted.bytes += packed[at + 4] * 2 ** 32 + packed[at + 3];
      }
      counted.endPackets += packed[at + 5];
      counted.endBytes += packed[at + 7] * 2 ** 32 + packed[at + 6];
    }
  }

  #child(parent: number, code: number): number {
    const key = (parent + 1) * MOST_CODES + code;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    if (this.nodes.length === MOST_NODES) return ROOT;
    this.nodes.push({ parent, code, packets: 0, bytes: 0, endPackets: 0, endBytes: 0 });
    this.#children.set(key, this.nodes.length - 1);
    return this.nodes.length - 1;
  }
}

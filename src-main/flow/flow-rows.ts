// Flows as the contract shows them: rows made on demand out of the flow table and the columns.
import { ipv4Text, ipv6Text } from '../dissect/address-text';
import type { Interval } from '../dissect/context';
import type { FlowRow } from '../ipc/engine-contract';
import type { FrameColumns } from './columns';
import { SHAPE_IPV6, SHAPE_UDP } from './flow-chunk';
import type { FlowTable } from './flow-table';
import { endingOf, handshakeOf } from './verdict';

export const CLIENT_BY: readonly FlowRow['clientBy'][] = ['syn', 'syn-ack', 'port', 'first'];

/** ns from the frame to the later one; null where one of them is 0 (not seen) or carries no time. */
export function nsBetween(columns: FrameColumns, frame: number, later: number): number | null {
  if (frame === 0 || later === 0) return null;
  const from = frame - 1;
  const to = later - 1;
  if (!columns.hasTime(from) || !columns.hasTime(to)) return null;
  return (columns.timeSec(to) - columns.timeSec(from)) * 1e9 + columns.timeNano(to) - columns.timeNano(from);
}

/** The same as exact parts, with the frames it was taken from. */
export function intervalBetween(columns: FrameColumns, frame: number, later: number): Interval | null {
  if (frame === 0 || later === 0) return null;
  const from = frame - 1;
  const to = later - 1;
  if (!columns.hasTime(from) || !columns.hasTime(to)) return null;
  let sec = columns.timeSec(to) - columns.timeSec(from);
  let nano = columns.timeNano(to) - columns.timeNano(from);
  if (sec > 0 && nano < 0) {
    sec--;
    nano += 1e9;
  } else if (sec < 0 && nano > 0) {
    sec++;
    nano -= 1e9;
  }
  return { from: frame, to: later, sec, nano };
}

export class FlowRows {
  readonly #address = new Uint8Array(16);

  constructor(
    readonly table: FlowTable,
    private readonly columns: FrameColumns,
  ) {}

  get count(): number {
    return this.table.count;
  }
  get tcpCount(): number {
    return this.table.tcpCount;
  }
  get udpCount(): number {
    return this.table.udpCount;
  }
  /** Flow id of a stream number, -1 when there is none. */
  ofStream(kind: 'tcp' | 'udp', stream: number): number {
    return this.table.ofStream(kind, stream);
  }
  /** Frames read so far: while they are the same, so are the rows. */
  get frames(): number {
    return this.columns.count;
  }
  startSec(id: number): number {
    return this.columns.timeSec(this.#firstRow(id));
  }
  startNano(id: number): number {
    return this.columns.timeNano(this.#firstRow(id));
  }
  durationNs(id: number): number {
    const { firstFrame, lastFrame } = this.table.chunk(id);
    const i = this.table.position(id);
    return nsBetween(this.columns, firstFrame[i], lastFrame[i]) ?? 0;
  }
  #firstRow(id: number): number {
    return this.table.chunk(id).firstFrame[this.table.position(id)] - 1;
  }

  /** The row of flow `id`, 0 … count-1. */
  row(id: number): FlowRow {
    const { table, columns } = this;
    const c = table.chunk(id);
    const i = table.position(id);
    const shape = c.shape[i];
    const udp = (shape & SHAPE_UDP) !== 0;
    const t = udp ? null : table.tcp(id);
    const events = t ? t.events[i] : 0;
    return {
      id,
      kind: udp ? 'udp' : 'tcp',
      stream: c.stream[i],
      addressA: this.#text(c.addresses, 8 * i, shape),
      portA: c.ports[2 * i],
      addressB: this.#text(c.addresses, 8 * i + 4, shape),
      portB: c.ports[2 * i + 1],
      clientBy: CLIENT_BY[shape >> 4],
      packetsAB: c.packets[2 * i],
      packetsBA: c.packets[2 * i + 1],
      bytesAB: c.bytes[2 * i],
      bytesBA: c.bytes[2 * i + 1],
      firstFrame: c.firstFrame[i],
      lastFrame: c.lastFrame[i],
      startSec: this.startSec(id),
      startNano: this.startNano(id),
      durationNs: this.durationNs(id),
      handshake: udp ? 'none' : handshakeOf(events),
      synToSynAckNs: t ? nsBetween(columns, t.synFrame[i], t.synAckFrame[i]) : null,
      synAckToAckNs: t ? nsBetween(columns, t.lastSynAckFrame[i], t.ackFrame[i]) : null,
      ending: udp ? 'none' : endingOf(events),
      completeness: t ? t.completeness[i] | t.firstSeen[i] : 0,
    };
  }

  #text(words: Uint32Array, w: number, shape: number): string {
    const b = this.#address;
    const n = shape & SHAPE_IPV6 ? 4 : 1;
    for (let k = 0; k < n; k++) {
      const word = words[w + k];
      b[4 * k] = word >>> 24;
      b[4 * k + 1] = word >>> 16;
      b[4 * k + 2] = word >>> 8;
      b[4 * k + 3] = word;
    }
    return n === 4 ? ipv6Text(b, 0) : ipv4Text(b, 0);
  }
}

// Which packet of its TCP connection a row is, from 1: `tcp.stream.pnum` of Wireshark 4.4. Whoever goes through the capture in order gets it
// from counts that move along; a single row is counted along the columns. Segments that ICMP errors quote are not counted.
import { PROTOCOL } from '../columns/columns';
import type { AnalysisView } from '../capture-index-view';

/** How far a caller may jump ahead and still count as going through in order. */
const STRIDE = 1 << 18;

export class PacketNumber {
  /** by flow: how many of its packets lie below #upTo */
  #counts = new Uint32Array(0);
  #upTo = 0;

  constructor(private readonly view: AnalysisView) {}

  /** 0: the row is no packet of a TCP connection. */
  of(row: number): number {
    if (!this.#isPacket(row)) return 0;
    if (row < this.#upTo || row - this.#upTo > STRIDE) return this.#along(row);
    for (; this.#upTo <= row; this.#upTo++) {
      if (!this.#isPacket(this.#upTo)) continue;
      const flow = this.view.flowOfRow(this.#upTo);
      if (flow >= this.#counts.length) this.#widen(flow + 1);
      this.#counts[flow]++;
    }
    return this.#counts[this.view.flowOfRow(row)];
  }

  #isPacket(row: number): boolean {
    const { columns } = this.view;
    return columns.streamKind(row) === 'tcp' && columns.protocol(row) !== PROTOCOL.icmpError;
  }

  #along(row: number): number {
    const { columns, table } = this.view;
    const flow = this.view.flowOfRow(row);
    const c = table.chunk(flow);
    const i = table.position(flow);
    let count = 0;
    for (let at = c.firstFrame[i] - 1; at >= 0; at = columns.nextOfStream('tcp', c.stream[i], at + 1, row + 1))
      if (this.#isPacket(at)) count++;
    return count;
  }

  #widen(needed: number): void {
    const wider = new Uint32Array(Math.max(1024, needed, 2 * this.#counts.length));
    wider.set(this.#counts);
    this.#counts = wider;
  }
}

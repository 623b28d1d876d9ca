// All rows of a TCP connection. A few are looked for along the columns; whoever asks for many (a filter that goes over the capture) gets
// links from row to row, made in one pass: 4 bytes a frame, and the work no longer grows with the number of connections.
import type { AnalysisView } from '../capture-index-view';
import { CHUNK_BITS, CHUNK_ROWS } from '../columns/columns';

const FEW = 32;
const MASK = CHUNK_ROWS - 1;

export class StreamRows {
  #asked = 0;
  /** by row: 1 + the row before it in its flow, 0: none */
  readonly #links: Uint32Array[] = [];
  /** by flow: 1 + its last row below #linked */
  #last = new Uint32Array(0);
  #linked = 0;

  constructor(private readonly view: AnalysisView) {}

  /** Rows of flow `id`, ascending; segments that ICMP errors quote are among them. */
  of(id: number): Uint32Array {
    if (++this.#asked <= FEW) return this.#along(id);
    this.#link();
    let count = 0;
    const last = id < this.#last.length ? this.#last[id] : 0;
    for (let row = last; row !== 0; row = this.#before(row - 1)) count++;
    const rows = new Uint32Array(count);
    for (let row = last; row !== 0; row = this.#before(row - 1)) rows[--count] = row - 1;
    return rows;
  }

  #along(id: number): Uint32Array {
    const { columns, table } = this.view;
    const c = table.chunk(id);
    const i = table.position(id);
    const end = c.lastFrame[i];
    const rows: number[] = [];
    for (let row = c.firstFrame[i] - 1; row >= 0; row = columns.nextOfStream('tcp', c.stream[i], row + 1, end))
      rows.push(row);
    return Uint32Array.from(rows);
  }

  #before(row: number): number {
    return this.#links[row >>> CHUNK_BITS][row & MASK];
  }

  #link(): void {
    const { columns } = this.view;
    for (let row = this.#linked; row < columns.count; row++) {
      const links = (this.#links[row >>> CHUNK_BITS] ??= new Uint32Array(CHUNK_ROWS));
      if (columns.streamKind(row) !== 'tcp') continue;
      const flow = this.view.flowOfRow(row);
      if (flow < 0) continue;
      if (flow >= this.#last.length) this.#widen(flow + 1);
      links[row & MASK] = this.#last[flow];
      this.#last[flow] = row + 1;
    }
    this.#linked = columns.count;
  }

  #widen(needed: number): void {
    const wider = new Uint32Array(Math.max(1024, needed, 2 * this.#last.length));
    wider.set(this.#last);
    this.#last = wider;
  }
}

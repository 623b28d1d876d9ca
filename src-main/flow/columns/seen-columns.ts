// Columns of a worker that looks at flows while the engine goes on: a flow may name a frame that came after the columns were shared. Such
// a frame has no time here; its flow is looked at once more, because it has changed.
import { FrameColumns, type ColumnShare } from './columns';

export class SeenColumns extends FrameColumns {
  #added = 0;

  override take(share: ColumnShare): void {
    super.take(share);
    this.#added = share.added;
  }
  /** Conversations are looked at as far as their frames have times. */
  override get count(): number {
    return this.#added;
  }
  override hasTime(row: number): boolean {
    return row < this.#added && super.hasTime(row);
  }
  override ttl(row: number): number {
    return row < this.#added ? super.ttl(row) : 0;
  }
  override flags(row: number): number {
    return row < this.#added ? super.flags(row) : 0;
  }
  override timeSec(row: number): number {
    return row < this.#added ? super.timeSec(row) : 0;
  }
  override timeNano(row: number): number {
    return row < this.#added ? super.timeNano(row) : 0;
  }
}

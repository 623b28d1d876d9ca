// The segment whose explanation is shown beside the pointer: the one that it has rested on for a moment.
import type { TimelineRow, TimelineSegment } from '../../../src-main/ipc/contracts/engine-contract';

const REST_MS = 400;

/** The pointer, and the edges of the row under it, in px of the window. */
export interface Hover {
  segment: TimelineSegment;
  x: number;
  above: number;
  below: number;
}

export class RowHover {
  shown = $state.raw<Hover | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The pointer moves over a row: a moving one sees rows, a resting one the explanation. */
  point(event: PointerEvent, row: TimelineRow | undefined): void {
    if (row?.kind !== 'segment' || event.pointerType === 'touch' || event.buttons !== 0) return;
    if (this.shown?.segment.frame === row.frame) return;
    clearTimeout(this.#timer);
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const next = { segment: row, x: event.clientX, above: box.top, below: box.bottom };
    this.shown = null;
    this.#timer = setTimeout(() => (this.shown = next), REST_MS);
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.shown = null;
  }
}

// Which part of a span of time a graph shows; moments in seconds.

/** The closest one can look, seconds: adapters tell no less. */
const CLOSEST = 1e-6;

export abstract class Zoomed {
  /** seconds that are shown; null: all */
  part = $state.raw<readonly [from: number, to: number] | null>(null);
  /** what the axis of time reaches over */
  readonly range = $derived.by<readonly [from: number, to: number]>(() => this.part ?? [0, this.duration || CLOSEST]);

  /** seconds there are */
  abstract get duration(): number;
  /** Asks for what is shown. */
  abstract ask(): void;

  /** Shows the part between these seconds. All of it: as if nothing had been chosen. */
  zoom(from: number, to: number): void {
    const all = this.duration;
    const width = Math.max(CLOSEST, to - from);
    const left = Math.min(Math.max(0, from), Math.max(0, all - width));
    this.part = width >= all ? null : [left, left + width];
    this.ask();
  }

  /** Closer by `by` (below 1) or further away, around a moment. */
  scale(by: number, around: number): void {
    const [from, to] = this.range;
    this.zoom(around - (around - from) * by, around + (to - around) * by);
  }

  /** Moves along by this part of what is shown. */
  pan(part: number): void {
    const [from, to] = this.range;
    const by = (to - from) * part;
    if (this.part) this.zoom(from + by, to + by);
  }

  reset(): void {
    this.part = null;
    this.ask();
  }
}

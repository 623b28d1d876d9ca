// Packets that are selected together: with Shift a range, with Ctrl one more or one less.
import { MOST_RANGES } from '../../../src-main/ipc/contracts/mark-contract';
import { hasFrame, joinedRanges, toggledFrame, type FrameRange, type PickKind } from '../../format/frame-ranges';
import type { Parts } from '../parts';

export class Picked {
  readonly #with: Pick<Parts, 'selection'>;
  #ranges = $state.raw<readonly FrameRange[]>([]);
  /** frame that was selected when they were picked: with another one selected elsewhere they are forgotten */
  #of = $state(0);
  #anchor = 0;

  /** empty: the selected packet is alone */
  readonly several = $derived.by(() => (this.#of === this.#with.selection.frame ? this.#ranges : []));

  constructor(parts: Pick<Parts, 'selection'>) {
    this.#with = parts;
  }

  /** What is selected, the single packet as well. */
  get ranges(): readonly FrameRange[] {
    const { frame } = this.#with.selection;
    if (this.several.length > 0) return this.several;
    return frame > 0 ? [[frame, frame]] : [];
  }

  has(frame: number): boolean {
    return hasFrame(this.several, frame);
  }

  /** The reader picks a packet, which is selected afterwards. */
  pick(frame: number, how: PickKind): void {
    const { frame: before } = this.#with.selection;
    const now = this.ranges;
    this.#of = frame;
    if (how === 'keep') return void (this.#ranges = now);
    if (how === 'range') {
      this.#anchor ||= before;
      const from = this.#anchor || frame;
      this.#ranges = joinedRanges([], [from, frame]);
      return;
    }
    this.#anchor = frame;
    const next = how === 'toggle' ? toggledFrame(now, frame) : [];
    // to be sure: somebody would have to click ten thousand times
    this.#ranges = next.length > MOST_RANGES ? now : next;
  }
}

// Which folds of a timeline are open. Pure.
import type { TimelineFold } from '../../../src-main/ipc/contracts/engine-contract';

/** A fold that is open, with the frames that were in it. */
export interface OpenFold {
  id: number;
  firstFrame: number;
  lastFrame: number;
  segments: number;
}

/** The innermost open fold that a frame came out of (a long fold opens into folds), or undefined. */
export function openFoldOf(open: readonly OpenFold[], frame: number): OpenFold | undefined {
  let inner: OpenFold | undefined;
  for (const fold of open) if (holds(fold, frame) && (!inner || fold.segments < inner.segments)) inner = fold;
  return inner;
}

export const holds = (fold: Pick<OpenFold, 'firstFrame' | 'lastFrame'>, frame: number): boolean =>
  fold.firstFrame <= frame && frame <= fold.lastFrame;

export const openFold = ({ id, firstFrame, lastFrame, segments }: TimelineFold): OpenFold => ({
  id,
  firstFrame,
  lastFrame,
  segments,
});

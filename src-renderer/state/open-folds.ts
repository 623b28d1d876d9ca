// Which folds of a timeline are open. Pure.
import type { TimelineFold } from '../../src-main/ipc/engine-contract';

/** A fold that is open, with the frames that were in it. */
export interface OpenFold {
  id: number;
  firstFrame: number;
  lastFrame: number;
  segments: number;
}

/** The open fold that a frame came out of, or undefined. */
export const openFoldOf = (open: readonly OpenFold[], frame: number): OpenFold | undefined =>
  open.find((fold) => fold.firstFrame <= frame && frame <= fold.lastFrame);

export const openFold = ({ id, firstFrame, lastFrame, segments }: TimelineFold): OpenFold => ({
  id,
  firstFrame,
  lastFrame,
  segments,
});

// One filter on one capture, asked of both sides. A difference is explained by a rule (explain.ts, DIFFERENCES.md), or nobody knows why.
import type { FilterMistake } from '../../../src-main/ipc/contracts/filter-contract';
import type { OurAnswer } from './ours';
import type { Answer } from './sharkd';

export interface FilterDifference {
  readonly file: string;
  readonly filter: string;
  /** in words: the mistake, or the frames that only this side has */
  readonly ours: string;
  readonly theirs: string;
  readonly oursOnly: readonly number[];
  readonly theirsOnly: readonly number[];
  readonly mistake: FilterMistake | null;
  /** what tshark says when it rejects */
  readonly message: string | null;
}

const SHOWN = 12;
const framesText = (frames: readonly number[], all: number): string =>
  `${all} packets, only here: ${frames.slice(0, SHOWN).join(' ') || 'none'}${frames.length > SHOWN ? ' …' : ''}`;

/** Elements of `a` that are not in `b`; both rise. */
function without(a: readonly number[], b: readonly number[]): number[] {
  const there = new Set(b);
  return a.filter((n) => !there.has(n));
}

/** Null when both match the same frames, or both reject. */
export function difference(file: string, filter: string, ours: OurAnswer, theirs: Answer): FilterDifference | null {
  if (ours.kind === 'rejected' && theirs.kind === 'rejected') return null;
  const mine = ours.kind === 'packets' ? ours.packets : [];
  const their = theirs.kind === 'packets' ? theirs.packets : [];
  const both = ours.kind === 'packets' && theirs.kind === 'packets';
  const oursOnly = both ? without(mine, their) : [];
  const theirsOnly = both ? without(their, mine) : [];
  if (both && oursOnly.length === 0 && theirsOnly.length === 0) return null;
  return {
    file,
    filter,
    ours:
      ours.kind === 'rejected'
        ? `rejects: ${ours.mistake.kind} (${ours.mistake.message.key}) at ${ours.mistake.at}`
        : framesText(oursOnly, mine.length),
    theirs:
      theirs.kind === 'rejected'
        ? `rejects: ${theirs.message}`
        : theirs.kind === 'crashed'
          ? 'crashes'
          : framesText(theirsOnly, their.length),
    oursOnly,
    theirsOnly,
    mistake: ours.kind === 'rejected' ? ours.mistake : null,
    message: theirs.kind === 'rejected' ? theirs.message : null,
  };
}

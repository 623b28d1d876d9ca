// Packets that are picked out of a list, as ranges of frame numbers: what lies between and is not displayed does not count. Pure.

/** both included */
export type FrameRange = readonly [from: number, to: number];

/** `only`: nothing else stays; `range`: from the one before; `toggle`: one more or one less; `keep`: all stays as it is. */
export type PickKind = 'only' | 'range' | 'toggle' | 'keep';

export const hasFrame = (ranges: readonly FrameRange[], frame: number): boolean =>
  ranges.some(([from, to]) => frame >= from && frame <= to);

/** All of both, in ascending order, none touching another. */
export function joinedRanges(ranges: readonly FrameRange[], more: FrameRange): FrameRange[] {
  let [from, to] = more[0] <= more[1] ? more : [more[1], more[0]];
  const apart: FrameRange[] = [];
  for (const one of ranges) {
    if (one[1] < from || one[0] > to) apart.push(one);
    else [from, to] = [Math.min(from, one[0]), Math.max(to, one[1])];
  }
  return [...apart, [from, to] as const].sort((a, b) => a[0] - b[0]);
}

/** With the frame where it was not among them, without it where it was. */
export function toggledFrame(ranges: readonly FrameRange[], frame: number): FrameRange[] {
  if (!hasFrame(ranges, frame)) return joinedRanges(ranges, [frame, frame]);
  return ranges.flatMap(([from, to]): FrameRange[] => {
    if (frame < from || frame > to) return [[from, to]];
    const parts: FrameRange[] = [
      [from, frame - 1],
      [frame + 1, to],
    ];
    return parts.filter(([first, last]) => first <= last);
  });
}

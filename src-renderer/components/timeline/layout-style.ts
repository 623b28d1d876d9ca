import { columnsOf, MIN_WIDTH, type TimelineLayout } from '../../../src-main/draw/ladder';

/** The layout as CSS variables, for the style attribute of what holds the rows. `header` is its height in px. */
export function layoutStyle(layout: TimelineLayout, header: number): string {
  const { bracket, time, a, b } = columnsOf(layout);
  const px = {
    '--x-bracket': bracket,
    '--w-bracket': layout.bracketWidth,
    '--x-time': time,
    '--w-time': layout.timeWidth,
    '--w-state': layout.stateWidth,
    '--x-a': a,
    '--x-b': b,
    '--arrow-y': layout.arrowY,
    '--row-height': layout.rowHeight,
    '--header-height': header,
    '--least-width': MIN_WIDTH,
  };
  return Object.entries(px)
    .map(([name, value]) => `${name}: ${value}px`)
    .join('; ');
}

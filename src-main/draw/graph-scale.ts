// Scales of a graph: where its axes have marks, and what stands beside them. The same on the screen and in exported pictures.
import type { GraphLine, GraphUnit } from '../ipc/contracts/graph-contract';
import { byteSize } from '../text/amount';
import { durationShort } from '../text/duration';

export type Range = readonly [least: number, most: number];

const STEPS = [1, 2, 5, 10];
const THOUSANDS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
/** Room above and below what is drawn. */
const MARGIN = 0.04;

/** What the upright axis reaches over: all that is drawn, from 0 where the unit has a natural zero. */
export function uprightRange(lines: readonly Pick<GraphLine, 'y' | 'top'>[], unit: GraphUnit | 'count'): Range {
  let least = unit === 'number' ? Infinity : 0;
  let most = -Infinity;
  for (const { y, top } of lines)
    for (let i = 0; i < y.length; i++) {
      least = Math.min(least, y[i]);
      most = Math.max(most, top ? top[i] : y[i]);
    }
  if (!(most >= least)) return [0, 1];
  const room = (most - least || Math.abs(most) || 1) * MARGIN;
  return [unit === 'number' ? least - room : least, most + room];
}

/** Round values within the range, at most `most` of them: multiples of 1, 2 or 5 of a power of ten. */
export function marks([least, greatest]: Range, most: number): number[] {
  const rough = (greatest - least) / Math.max(1, most);
  if (!(rough > 0) || !Number.isFinite(rough)) return [least];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((nice) => nice * power >= rough) ?? 10);
  const found: number[] = [];
  for (let i = Math.ceil(least / step); i * step <= greatest && found.length <= most; i++) found.push(i * step + 0); // never -0
  return found;
}

/** A value of the upright axis in words: `1,448`, `23.4 ms`, `1.2 Mbit/s`, `64 kB`. */
export function valueText(value: number, unit: GraphUnit | 'count'): string {
  if (unit === 'number' || unit === 'count') return THOUSANDS.format(value);
  if (unit === 'seconds') return durationShort(Math.round(value * 1e9));
  if (unit === 'rate') return `${byteSize(Math.round(value)).replace(/B$/, 'bit/s')}`;
  return byteSize(Math.round(value));
}

/** A moment: seconds with as many digits as marks `step` seconds apart need. */
export function momentText(value: number, step: number): string {
  const digits = step > 0 ? Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))) : 3;
  return `${value.toFixed(digits)} s`;
}

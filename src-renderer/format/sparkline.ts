// The little curve of packets per second beside an adapter. Pure.

/** Rates that a curve shows, four a second. */
export const SAMPLES = 60;
const PER_SECOND = 4;
/** packets a second that fill at least half of the height, so that a few stray packets stay a ripple */
const LEAST_FULL = 100;

/** Adds a reading at the end; the oldest fall out. */
export function pushSample(samples: readonly number[], rate: number): number[] {
  return [...samples, Math.max(0, Number.isFinite(rate) ? rate : 0)].slice(-SAMPLES);
}

/** What the top edge of all curves stands for: one scale for all adapters, so that curves can be compared. */
export function sharedScale(all: Iterable<readonly number[]>): number {
  let most = LEAST_FULL;
  for (const samples of all) for (const rate of samples) most = Math.max(most, rate);
  return most;
}

/** Height of a rate, 0…1. By square root: 40/s is still seen beside 4,000/s. */
export const heightOf = (rate: number, full: number): number =>
  rate <= 0 ? 0 : Math.min(1, Math.sqrt(rate / Math.max(full, 1)));

/**
 * The curve as an SVG path in a box of `width` × `height`, newest sample at the right edge. `area`: closed along the
 * lower edge, to be filled. Half a pixel of stroke stays inside.
 */
export function sparkPath(
  samples: readonly number[],
  full: number,
  width: number,
  height: number,
  area: boolean,
): string {
  if (samples.length === 0) return '';
  const step = width / (SAMPLES - 1);
  const x = (i: number): number => round(width - (samples.length - 1 - i) * step);
  const y = (rate: number): number => round(height - 1 - heightOf(rate, full) * (height - 2));
  const points = samples.map((rate, i) => `${x(i)} ${y(rate)}`);
  const line = `M${points.join('L')}`;
  return area ? `${line}L${round(width)} ${height}L${x(0)} ${height}Z` : line;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Packets a second over the last second: what the number beside the curve says. */
export function lastRate(samples: readonly number[]): number {
  const last = samples.slice(-PER_SECOND);
  return last.length === 0 ? 0 : last.reduce((sum, rate) => sum + rate, 0) / last.length;
}

/** Packets a second of late, the newest counting most: what the order of adapters goes by. */
export function recentRate(samples: readonly number[]): number {
  let weight = 1;
  let sum = 0;
  let weights = 0;
  for (let i = samples.length - 1; i >= 0; i--, weight *= 0.85) {
    sum += samples[i] * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

// Throughput and goodput of one direction: bytes in equal stretches of time, as bits a second.
import type { ShownSegments } from '../timeline/timeline';
import { Points } from './points';
import type { Trace } from './trace';

/** Stretches across a picture, about. */
const STRETCHES = 160;
/** Shorter than this the clocks of adapters say little. */
const LEAST = 0.001;
const NICE = [1, 2, 5, 10];

/** Seconds of one stretch when `span` seconds are looked at: 1, 2 or 5 of a power of ten. */
export function binOf(span: number): number {
  const wanted = Math.max(LEAST, span / STRETCHES);
  const power = 10 ** Math.floor(Math.log10(wanted) + 1e-9);
  return power * (NICE.find((nice) => nice * power >= wanted * (1 - 1e-9)) ?? 10);
}

/**
 * Throughput counts every byte of payload that was sent, what was sent again with it; goodput what was acknowledged.
 * Stretches begin at the first segment of the connection, so that they stay the same while one looks at another part.
 */
export function rates({ analysis }: ShownSegments, trace: Trace, from: number, to: number, bin: number): Points[] {
  const { columns } = analysis;
  const { count, own, row, time, number } = trace;
  const first = Math.floor(from / bin);
  const bins = Math.max(1, Math.floor(to / bin) - first + 1);
  const sent = new Float64Array(bins);
  const acked = new Float64Array(bins);
  const frame = new Uint32Array(bins);
  let highest = NaN;
  for (let i = 0; i < count; i++) {
    const at = Math.floor(time[i] / bin) - first;
    const within = at >= 0 && at < bins;
    if (within && frame[at] === 0) frame[at] = row[i] + 1;
    if (own[i]) {
      if (within) sent[at] += columns.payloadLen(row[i]);
    } else if (!Number.isNaN(number[i])) {
      const more = number[i] - highest;
      // the first one says where counting begins
      if (within && more > 0) acked[at] += more;
      if (Number.isNaN(highest) || more > 0) highest = number[i];
    }
  }
  const throughput = new Points('throughput', 'steps');
  const goodput = new Points('goodput', 'steps');
  for (let at = 0; at < bins; at++) {
    const x = (first + at) * bin;
    throughput.add(x, (sent[at] * 8) / bin, frame[at]);
    goodput.add(x, (acked[at] * 8) / bin, frame[at]);
  }
  return [throughput, goodput];
}

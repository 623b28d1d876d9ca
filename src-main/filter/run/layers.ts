// The layer operator: `ip.addr#2` are the addresses of the second IP header, counted from outside; `#[-1]` of the last one.
import type { Occurrences } from './filter-sink';
import type { LayerRange } from '../language/tree';

/** Where `n` counts from the end, it counts from the layer that has the field last. */
const counted = (n: number, last: number): number => (n < 0 ? last + n + 1 : n);

export function inLayers(ranges: readonly LayerRange[], layer: number, last: number): boolean {
  for (const { from, to } of ranges) {
    const low = counted(from, last);
    const high = to === null ? low : counted(to, last);
    if (layer >= low && layer <= high) return true;
  }
  return false;
}

/** The occurrences of a field in these layers, by index; no ranges: all of them. The list is valid until the next call. */
export function selector(
  ranges: readonly LayerRange[],
): (of: Occurrences) => { indexes: readonly number[]; count: number } {
  const indexes: number[] = [];
  const result = { indexes, count: 0 };
  return (of) => {
    result.count = 0;
    const last = of.count > 0 ? of.layer[of.count - 1] : 0;
    for (let i = 0; i < of.count; i++)
      if (ranges.length === 0 || inLayers(ranges, of.layer[i], last)) indexes[result.count++] = i;
    return result;
  };
}

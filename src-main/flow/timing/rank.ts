// Percentiles of values in any order, without sorting all of them: a connection may have millions.

/** Below this it is sorted, which is faster. */
const FEW = 64;

/**
 * Of the first `count` values the smallest that so much of them (0 … 1) do not exceed: the nearest rank. `count` is at least 1; the values
 * change places.
 */
export function nearestRank(values: Float64Array, count: number, share: number): number {
  const wanted = Math.max(0, Math.ceil(share * count) - 1);
  let low = 0;
  let high = count - 1;
  while (high - low > FEW) {
    const pivot = middleOf(values[low], values[(low + high) >>> 1], values[high]);
    let i = low;
    let k = high;
    while (i <= k) {
      while (values[i] < pivot) i++;
      while (values[k] > pivot) k--;
      if (i > k) break;
      const value = values[i];
      values[i++] = values[k];
      values[k--] = value;
    }
    if (wanted <= k) high = k;
    else if (wanted >= i) low = i;
    else return values[wanted];
  }
  values.subarray(low, high + 1).sort();
  return values[wanted];
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

// Lengths of time as text. Input is whole nanoseconds; no digit is lost unless a caller asks for fewer.

const UNITS: [limit: number, size: number, unit: string][] = [
  [1e3, 1, 'ns'],
  [1e6, 1e3, 'µs'],
  [1e9, 1e6, 'ms'],
  [Number.POSITIVE_INFINITY, 1e9, 's'],
];

/** `n` divided by a power of ten, with all its digits and no trailing zeros: (23350123, 1e6) is `23.350123`. */
function exact(n: number, size: number): string {
  const whole = Math.floor(n / size);
  const rest = n - whole * size;
  if (rest === 0) return String(whole);
  const digits = String(size).length - 1;
  return `${whole}.${String(rest).padStart(digits, '0').replace(/0+$/, '')}`;
}

/** In the unit that fits, every digit kept: `350 µs`, `23.35 ms`, `62.5 s`. Negative durations keep their sign. */
export function durationExact(ns: number): string {
  if (ns < 0) return `−${durationExact(-ns)}`;
  const [, size, unit] = UNITS.find(([limit]) => ns < limit) ?? [0, 1e9, 's'];
  return `${exact(ns, size)} ${unit}`;
}

/** In seconds with at least six decimals, nine when nanoseconds were recorded: `62.500000`. For columns that are compared. */
export function seconds(ns: number): string {
  if (ns < 0) return `−${seconds(-ns)}`;
  const whole = Math.floor(ns / 1e9);
  const rest = Math.round(ns - whole * 1e9);
  const digits = String(rest).padStart(9, '0');
  return `${whole}.${rest % 1000 === 0 ? digits.slice(0, 6) : digits}`;
}

/** In milliseconds with at least three decimals, six when nanoseconds were recorded: `23.350`. */
export function milliseconds(ns: number): string {
  if (ns < 0) return `−${milliseconds(-ns)}`;
  const whole = Math.floor(ns / 1e6);
  const rest = Math.round(ns - whole * 1e6);
  const digits = String(rest).padStart(6, '0');
  return `${whole}.${rest % 1000 === 0 ? digits.slice(0, 3) : digits}`;
}

/** From one moment to another, both as whole seconds and nanoseconds; in ns. Exact up to 104 days, then to the microsecond. */
export function nsBetween(fromSec: number, fromNano: number, toSec: number, toNano: number): number {
  return (toSec - fromSec) * 1e9 + (toNano - fromNano);
}

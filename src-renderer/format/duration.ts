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

/** Three significant digits, for a line that is read at a glance: `23.4 ms`, `1.23 s`, `2 min 5 s`, `1 h 12 min`. */
export function durationShort(ns: number): string {
  if (ns < 0) return `−${durationShort(-ns)}`;
  const seconds = Math.round(ns / 1e9);
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  if (seconds >= 100) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  let at = UNITS.findIndex(([limit]) => ns < limit);
  // 999.7 ms reads as 1 s, not as 1000 ms
  const size = UNITS[at]?.[1] ?? 1e9;
  if (at < UNITS.length - 1 && Math.round(ns / size) >= 1000) at++;
  const [, by, unit] = UNITS[at] ?? [0, 1e9, 's'];
  const value = ns / by;
  const text = by === 1 ? String(ns) : value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
  return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text} ${unit}`;
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

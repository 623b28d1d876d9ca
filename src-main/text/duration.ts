// Lengths of time as text. Input is whole nanoseconds; no digit is lost unless a caller asks for fewer.
// Exact ones have as many digits as the capture's clock tells, whatever their last ones are: those of one capture line up, and
// 25.168970 ms says that it was measured to the nanosecond, as 25.168 ms says that it was not.
import type { ClockDigits } from './time';

const UNITS: [limit: number, size: number, unit: string][] = [
  [1e3, 1, 'ns'],
  [1e6, 1e3, 'µs'],
  [1e9, 1e6, 'ms'],
  [Number.POSITIVE_INFINITY, 1e9, 's'],
];

/** `ns` in units of `size` ns, told as finely as the clock does, or more finely where it would lose a digit: (23350000, 1e6, 6) is `23.350`. */
function exact(ns: number, size: number, clock: ClockDigits): string {
  const places = Math.log10(size); // decimals that tell every nanosecond
  const whole = Math.floor(ns / size);
  const rest = Math.round(ns - whole * size);
  const shown = clock === 6 && rest % 1000 === 0 ? places - 3 : places;
  return shown <= 0 ? String(whole) : `${whole}.${String(rest).padStart(places, '0').slice(0, shown)}`;
}

/** In the unit that fits: `350 µs`, `23.350 ms`, `62.500000 s`; by a clock of nanoseconds `23.350000 ms`. Negative ones keep their sign. */
export function durationExact(ns: number, clock: ClockDigits): string {
  if (ns < 0) return `−${durationExact(-ns, clock)}`;
  // a clock of microseconds knows of no nanoseconds, so nothing lasted 0 of them
  const limit = ns === 0 && clock === 6 ? 1e3 : ns;
  const [, size, unit] = UNITS.find(([most]) => limit < most) ?? [0, 1e9, 's'];
  return `${exact(ns, size, clock)} ${unit}`;
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

/** In seconds, with six decimals or nine: `62.500000`. For columns that are compared. */
export function seconds(ns: number, clock: ClockDigits): string {
  return ns < 0 ? `−${seconds(-ns, clock)}` : exact(ns, 1e9, clock);
}

/** In milliseconds, with three decimals or six: `23.350`. */
export function milliseconds(ns: number, clock: ClockDigits): string {
  return ns < 0 ? `−${milliseconds(-ns, clock)}` : exact(ns, 1e6, clock);
}

/** From one moment to another, both as whole seconds and nanoseconds; in ns. Exact up to 104 days, then to the microsecond. */
export function nsBetween(fromSec: number, fromNano: number, toSec: number, toNano: number): number {
  return (toSec - fromSec) * 1e9 + (toNano - fromNano);
}

/** A duration in ns as seconds, `0.000123456`; the zeros at its end are cut to `least` digits. */
export function secondsText(ns: number, least = 6): string {
  const whole = Math.floor(Math.abs(ns) / 1e9);
  const rest = String(Math.round(Math.abs(ns) - whole * 1e9))
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${ns < 0 ? '-' : ''}${whole}.${rest.padEnd(least, '0')}`;
}

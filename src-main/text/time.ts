// Times of frames as text. A time is a pair, seconds since 1970 and nanoseconds: no double holds both exactly. Pure.
import { nanosOf, secondsOf } from './time-difference';

export interface Instant {
  /** may be negative */
  sec: number;
  /** 0…999 999 999 */
  nano: number;
}
/** digits behind the second */
export type Digits = 0 | 3 | 6 | 9;
/** How finely the clock of a capture tells the time: to the microsecond, or to the nanosecond. */
export type ClockDigits = 6 | 9;

function fraction(nano: number, digits: Digits): string {
  if (digits === 0) return '';
  return `.${String(nano).padStart(9, '0').slice(0, digits)}`;
}

/** `0.013201`: seconds from `b` to `a`. Digits beyond those asked for are cut off, not rounded, as Wireshark does. */
export function since(a: Instant, b: Instant, digits: Digits): string {
  const apart = [a.sec - b.sec, a.nano - b.nano] as const;
  const [sec, nano] = [secondsOf(...apart), nanosOf(...apart)];
  const text = `${Math.abs(sec)}${fraction(Math.abs(nano), digits)}`;
  return (sec < 0 || nano < 0) && /[1-9]/.test(text) ? `-${text}` : text;
}

/** `1722470400.013201` */
export function epoch(at: Instant, digits: Digits): string {
  return since(at, { sec: 0, nano: 0 }, digits);
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
// Date holds ± 8.64e12 seconds
const MAX_SEC = 8_640_000_000_000;

type Zone = 'utc' | 'local';

/** `2024-08-01 00:00:00.013201` in UTC or in the computer's time zone; an instant no calendar holds comes as epoch. */
export const absolute = (at: Instant, digits: Digits, zone: Zone): string => onCalendar(at, digits, zone, 'date');

/** `2024/214 00:00:00.013201`: the year and its day, from 001. */
export const dayOfYear = (at: Instant, digits: Digits, zone: Zone): string => onCalendar(at, digits, zone, 'day');

/** `00:00:00.013201` */
export const clock = (at: Instant, digits: Digits, zone: Zone): string => onCalendar(at, digits, zone, 'none');

function onCalendar(at: Instant, digits: Digits, zone: Zone, day: 'date' | 'day' | 'none'): string {
  if (!Number.isFinite(at.sec) || Math.abs(at.sec) > MAX_SEC - 86_400) return epoch(at, digits);
  const d = new Date(at.sec * 1000);
  const [y, m, date, hours, minutes, seconds] =
    zone === 'utc'
      ? [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()]
      : [d.getFullYear(), d.getMonth(), d.getDate(), d.getHours(), d.getMinutes(), d.getSeconds()];
  const time = `${pad(hours)}:${pad(minutes)}:${pad(seconds)}${fraction(at.nano, digits)}`;
  if (day === 'none') return time;
  return `${day === 'date' ? `${year(y)}-${pad(m + 1)}-${pad(date)}` : `${year(y)}/${pad(ofYear(y, m, date), 3)}`} ${time}`;
}

/** Day of the year from 1, whatever the clock does in summer. */
function ofYear(y: number, m: number, date: number): number {
  const day = new Date(0);
  day.setUTCFullYear(y, m, date);
  const first = new Date(0);
  first.setUTCFullYear(y, 0, 1);
  return Math.round((day.getTime() - first.getTime()) / 86_400_000) + 1;
}

const year = (value: number): string => (value < 0 ? `-${pad(-value, 4)}` : pad(value, 4));

/**
 * Digits for times of a capture: those that its interfaces promise, so that every row has the same. More where one of `nanos` has
 * more, which a clock of binary fractions may: no digit is lost.
 */
export function digitsOf(interfaces: readonly { timeDigits: number }[], nanos: ArrayLike<number> = []): ClockDigits {
  if (interfaces.some((one) => one.timeDigits > 6)) return 9;
  for (let i = 0; i < nanos.length; i++) if (nanos[i] % 1000 !== 0) return 9;
  return 6;
}

// What is typed into "go to": a packet, seconds since the first one, or a time. Pure.
import type { Instant } from '../../src-main/text/time';

export type Target =
  | { kind: 'empty' }
  | { kind: 'packet'; frame: number }
  /** an instant, and whether it was told as seconds since the first packet */
  | { kind: 'time'; at: Instant; relative: boolean }
  /** no packet has that number; the capture has no times; none of these forms */
  | { kind: 'wrong'; why: 'range' | 'untimed' | 'form' };

const SINCE = /^\+\s*(\d{1,10})(?:\.(\d{1,9}))?\s*s?$/;
const SECONDS = /^(\d{1,10})(?:\.(\d{1,9}))?\s*s$|^(\d{1,10})\.(\d{1,9})$/;
const MOMENT = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T]+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

const nanos = (digits: string | undefined): number => Number((digits ?? '').padEnd(9, '0'));

/**
 * `31` or `1,234` a packet; `+1.5`, `1.5` or `90 s` seconds since the first packet; `10:11`, `10:11:12.5`,
 * `2026-11-24 10:11:12` a time in `zone`, on the day of the first packet where no day is told.
 */
export function parseTarget(
  text: string,
  capture: { frames: number; first: Instant | null; zone: 'utc' | 'local' },
): Target {
  const typed = text.trim();
  if (typed === '') return { kind: 'empty' };
  const number = typed.replace(/(\d)[\s,](?=\d{3}(?:\D|$))/g, '$1');
  if (/^#?\d+$/.test(number)) {
    const frame = Number(number.replace('#', ''));
    return frame >= 1 && frame <= capture.frames ? { kind: 'packet', frame } : { kind: 'wrong', why: 'range' };
  }
  const since = SINCE.exec(typed) ?? SECONDS.exec(typed);
  if (since) return capture.first ? afterFirst(since, capture.first) : { kind: 'wrong', why: 'untimed' };
  if (!MOMENT.test(typed) && !DAY.test(typed)) return { kind: 'wrong', why: 'form' };
  if (!capture.first) return { kind: 'wrong', why: 'untimed' };
  const at = momentOf(typed, capture.first, capture.zone);
  return at ? { kind: 'time', at, relative: false } : { kind: 'wrong', why: 'form' };
}

function afterFirst(parts: RegExpExecArray, first: Instant): Target {
  const sec = Number(parts[1] ?? parts[3]);
  const nano = first.nano + nanos(parts[2] ?? parts[4]);
  const carry = nano >= 1_000_000_000 ? 1 : 0;
  return { kind: 'time', at: { sec: first.sec + sec + carry, nano: nano - carry * 1_000_000_000 }, relative: true };
}

/** null where the calendar or the clock has no such moment */
function momentOf(typed: string, first: Instant, zone: 'utc' | 'local'): Instant | null {
  const parts = (MOMENT.exec(typed) ?? DAY.exec(typed))?.slice(1) ?? [];
  const firstDay = new Date(first.sec * 1000);
  const day =
    parts[0] === undefined
      ? zone === 'utc'
        ? [firstDay.getUTCFullYear(), firstDay.getUTCMonth() + 1, firstDay.getUTCDate()]
        : [firstDay.getFullYear(), firstDay.getMonth() + 1, firstDay.getDate()]
      : parts.slice(0, 3).map(Number);
  const [hour, minute, second] = [3, 4, 5].map((i) => Number(parts[i] ?? 0));
  if (day[1] < 1 || day[1] > 12 || day[2] < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const local = new Date(day[0], day[1] - 1, day[2], hour, minute, second);
  const ms = zone === 'utc' ? Date.UTC(day[0], day[1] - 1, day[2], hour, minute, second) : local.getTime();
  const dayOfMonth = zone === 'utc' ? new Date(ms).getUTCDate() : local.getDate();
  if (!Number.isFinite(ms) || dayOfMonth !== day[2]) return null; // 31 February
  return { sec: Math.floor(ms / 1000), nano: nanos(parts[6]) };
}

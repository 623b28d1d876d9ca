// What is typed to shift the times of a capture: an offset, or the time that a packet should have. Pure.
import { addShift, MOST_SHIFT_SEC, NO_SHIFT, type TimeShift } from '../../src-main/ipc/time-shift';
import type { Instant } from '../../src-main/text/time';
import { parseTarget } from './go-to';

const OFFSET = /^([+\-−])?(?:(?:(\d{1,8}):)?(\d{1,10}):)?(\d{1,12})(?:\.(\d{1,9}))?$/;

/** `[-][[hh:]mm:]ss[.ddddddddd]`; null: it is none. Behind a larger unit, minutes and seconds are below 60. */
export function parseOffset(text: string): TimeShift | null {
  const parts = OFFSET.exec(text.trim());
  if (!parts) return null;
  const [sign, hours, minutes, seconds, fraction = ''] = parts.slice(1) as (string | undefined)[];
  const [h, m, s] = [hours, minutes, seconds].map((digits) => Number(digits ?? 0));
  if ((hours !== undefined && m > 59) || (minutes !== undefined && s > 59)) return null;
  const size = { sec: h * 3600 + m * 60 + s, nano: Number(fraction.padEnd(9, '0')) };
  return sign === undefined || sign === '+' ? size : addShift(NO_SHIFT, size, -1);
}

/** How far `wanted`, a time in `zone` (of the packet's day where it has none), is from the packet's time; null: it is no time. */
export function parseWanted(text: string, packet: Instant, zone: 'utc' | 'local'): TimeShift | null {
  const wanted = parseTarget(text, { frames: 0, first: packet, zone });
  return wanted.kind === 'time' && !wanted.relative ? addShift(wanted.at, packet, -1) : null;
}

/** Not too far. */
export const isPossible = ({ sec }: TimeShift): boolean => Math.abs(sec) < MOST_SHIFT_SEC;

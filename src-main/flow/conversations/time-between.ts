// The time between two frames that are told by their numbers, 0: none.
import { nanosOf, secondsOf } from '../../text/time-difference';
import type { Interval } from '../../dissect/contract/context';
import type { FrameColumns } from '../columns/columns';

/** ns from the frame to the later one; null where one of them is 0 (not seen) or carries no time, or they are not in this order. */
export function nsBetween(columns: FrameColumns, frame: number, later: number): number | null {
  if (frame === 0 || later === 0) return null;
  const from = frame - 1;
  const to = later - 1;
  if (!columns.hasTime(from) || !columns.hasTime(to)) return null;
  const ns = (columns.timeSec(to) - columns.timeSec(from)) * 1e9 + columns.timeNano(to) - columns.timeNano(from);
  return ns < 0 ? null : ns;
}

/** The same as exact parts, with the frames it was taken from. */
export function intervalBetween(columns: FrameColumns, frame: number, later: number): Interval | null {
  if (frame === 0 || later === 0) return null;
  const from = frame - 1;
  const to = later - 1;
  if (!columns.hasTime(from) || !columns.hasTime(to) || columns.isBefore(to, from)) return null;
  const sec = columns.timeSec(to) - columns.timeSec(from);
  const nano = columns.timeNano(to) - columns.timeNano(from);
  return { from: frame, to: later, sec: secondsOf(sec, nano), nano: nanosOf(sec, nano) };
}

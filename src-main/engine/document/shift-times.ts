// Times of frames as they are where the clock of a capture was wrong: all of them earlier or later by as much.
import { FRAME_NO_TIME, type FrameBatch } from '../../memory/frame-batch';
import type { CaptureInterface } from '../../formats/capture-reader';
import type { TimeShift } from '../../ipc/time-shift';

/** Shifts those of a batch, where they stand. */
export function shiftTimes(
  { count, flags, timeSec, timeNano }: Pick<FrameBatch, 'count' | 'flags' | 'timeSec' | 'timeNano'>,
  { sec, nano }: TimeShift,
): void {
  for (let i = 0; i < count; i++) {
    if (flags[i] & FRAME_NO_TIME) continue;
    const nanos = timeNano[i] + nano;
    const carry = nanos >= 1e9 ? 1 : 0;
    timeSec[i] += sec + carry;
    timeNano[i] = nanos - carry * 1e9;
  }
}

/** Its times have as many digits as the shift has: none is lost where they are shown or written. */
export function shiftInterface(one: CaptureInterface, { nano }: TimeShift): void {
  const digits = nano % 1e6 === 0 ? 3 : nano % 1e3 === 0 ? 6 : 9;
  if (nano !== 0 && digits > one.timeDigits) one.timeDigits = digits;
}

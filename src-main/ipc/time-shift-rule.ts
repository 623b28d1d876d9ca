// What a shift of times must look like wherever it comes from another process.
import * as v from 'valibot';
import { MOST_SHIFT_SEC, type TimeShift } from './time-shift';

export const TIME_SHIFT: v.GenericSchema<TimeShift> = v.strictObject({
  sec: v.pipe(v.number(), v.integer(), v.minValue(-MOST_SHIFT_SEC), v.maxValue(MOST_SHIFT_SEC)),
  nano: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999)),
});

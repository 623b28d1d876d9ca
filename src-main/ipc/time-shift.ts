// By how much the times of a capture are shifted where its clock was wrong.

export interface TimeShift {
  /** whole seconds, rounded down: -0.5 s is -1 and 500,000,000 */
  sec: number;
  /** 0…999 999 999 */
  nano: number;
}

/** Three centuries: from the clock of a device that begins with 1970 to any time that a capture may have. */
export const MOST_SHIFT_SEC = 10_000_000_000;

export const NO_SHIFT: TimeShift = { sec: 0, nano: 0 };

export const isShifted = ({ sec, nano }: TimeShift): boolean => sec !== 0 || nano !== 0;

/** Both together, one behind the other; `by` -1: the first one without the second. */
export function addShift(one: TimeShift, other: TimeShift, by: 1 | -1 = 1): TimeShift {
  const nano = one.nano + by * other.nano;
  const carry = Math.floor(nano / 1e9);
  // + 0: there is no -0
  return { sec: one.sec + by * other.sec + carry + 0, nano: nano - carry * 1e9 };
}

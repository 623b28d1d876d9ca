// Differences of times that are kept as seconds and nanoseconds. Subtracted part by part, their signs may differ (1 s and -400,000,000 ns);
// shown, filtered and stored they have one sign (0 s and 600,000,000 ns). Two functions of numbers, so that no object is made a row.

/** Whole seconds of the difference that is `sec` s and `nano` ns; |nano| < 1e9. */
export const secondsOf = (sec: number, nano: number): number =>
  sec > 0 && nano < 0 ? sec - 1 : sec < 0 && nano > 0 ? sec + 1 : sec;

/** What is left of it in nanoseconds, with the sign of the seconds. */
export const nanosOf = (sec: number, nano: number): number =>
  sec > 0 && nano < 0 ? nano + 1e9 : sec < 0 && nano > 0 ? nano - 1e9 : nano;

// By how much times are shifted, as text.
import { epoch, type Instant } from './time';

/** `+3600`, `-0.5`: seconds, with as many digits as are needed. */
export function shiftText(shift: Instant): string {
  const seconds = epoch(shift, 9).replace(/\.?0+$/, '');
  return seconds.startsWith('-') ? seconds : `+${seconds}`;
}

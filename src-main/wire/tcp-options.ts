// TCP options, RFC 9293 section 3.2 and the IANA registry "TCP Option Kind Numbers".
// A walk is `for (let o = at; o < end; o += lengthAt(b, o, end))`, ended by the caller where lengthAt is 0.
import { u16 } from './read';

export const EOL = 0;
export const NOP = 1;
export const MSS = 2; // RFC 9293
export const WINDOW_SCALE = 3; // RFC 7323
export const SACK_PERMITTED = 4; // RFC 2018
export const SACK = 5; // RFC 2018
export const TIMESTAMPS = 8; // RFC 7323
export const MD5 = 19; // RFC 2385
export const USER_TIMEOUT = 28; // RFC 5482
export const AO = 29; // RFC 5925
export const MPTCP = 30; // RFC 8684
export const FAST_OPEN = 34; // RFC 7413
export const EXPERIMENT_1 = 253; // RFC 6994
export const EXPERIMENT_2 = 254;
/** ExID that Fast Open had as an experiment, RFC 7413 appendix A */
export const FAST_OPEN_EXID = 0xf989;

/**
 * Bytes of the option at `at`, kind and length byte included: 1…end-at. 0 where it contradicts itself
 * (a length below 2, or past `end`) or its length byte is missing.
 */
export function lengthAt(b: Uint8Array, at: number, end: number): number {
  const kind = b[at];
  if (kind === EOL || kind === NOP) return 1;
  if (at + 1 >= end) return 0;
  const length = b[at + 1];
  return length >= 2 && at + length <= end ? length : 0;
}

/** What a SYN announces that changes how later segments are read. */
export interface SynOptions {
  /** bytes; -1 not there */
  mss: number;
  /** shift as sent (may be above 14); -1 not there */
  windowScale: number;
}

/** Maximum segment size and window scale among the options in b[at … end), into `out`. */
export function readSynOptions(b: Uint8Array, at: number, end: number, out: SynOptions): void {
  out.mss = -1;
  out.windowScale = -1;
  for (let o = at; o < end;) {
    const length = lengthAt(b, o, end);
    const kind = b[o];
    if (length === 0 || kind === EOL) return;
    if (kind === MSS && length === 4) out.mss = u16(b, o + 2);
    else if (kind === WINDOW_SCALE && length === 3) out.windowScale = b[o + 2];
    o += length;
  }
}

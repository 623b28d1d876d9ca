// TCP options, RFC 9293 section 3.2 and the IANA registry "TCP Option Kind Numbers".
// A walk is `for (let o = at; o < end; o += lengthAt(b, o, end))`, ended by the caller where lengthAt is 0.
export const EOL = 0;
export const NOP = 1;
export const MSS = 2; // RFC 9293
export const WINDOW_SCALE = 3; // RFC 7323
export const SACK_PERMITTED = 4; // RFC 2018
export const SACK = 5; // RFC 2018
export const TIMESTAMPS = 8; // RFC 7323
export const MD5 = 19; // RFC 2385
export const SCPS = 20; // CCSDS 714.0
export const SNACK = 21;
export const RECORD_BOUNDARY = 22;
export const CORRUPTION = 23;
export const QUICK_START = 27; // RFC 4782
export const USER_TIMEOUT = 28; // RFC 5482
export const AO = 29; // RFC 5925
export const MPTCP = 30; // RFC 8684
export const FAST_OPEN = 34; // RFC 7413
export const RIVERBED_PROBE = 76;
export const ACCURATE_ECN_0 = 172;
export const ACCURATE_ECN_1 = 174;
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

/**
 * Where `lengthAt` is 0: whether the option contradicts itself (its length is below 2, or past `declaredEnd`, where the header ends), so
 * that it is none; else bytes are missing behind `end`.
 */
export function lengthIsWrong(b: Uint8Array, at: number, end: number, declaredEnd: number): boolean {
  if (at + 1 >= end) return end === declaredEnd;
  return b[at + 1] < 2 || at + b[at + 1] > declaredEnd;
}

/**
 * Bytes that the whole option at `at` must have to be read at all, because of what it says itself; with fewer of them the header is
 * malformed: the first block of a SACK, pairs of SCPS capabilities, the numbers that MPTCP's flags announce.
 */
export function leastLength(b: Uint8Array, at: number): number {
  const length = b[at + 1];
  switch (b[at]) {
    case SACK:
      return 10;
    case SCPS:
      return length + (length & 1);
    case MPTCP:
      return length < 4 ? 4 : mptcpLeast(b[at + 2] >> 4, b[at + 3]);
    default:
      return 0;
  }
}

/** RFC 8684: data sequence signal (section 3.3), MP_FAIL (3.7), MP_FASTCLOSE (3.5) */
function mptcpLeast(subtype: number, flags: number): number {
  if (subtype === 6 || subtype === 7) return 12;
  if (subtype !== 2) return 4;
  const ack = flags & 0x01 ? (flags & 0x02 ? 8 : 4) : 0;
  const mapping = flags & 0x04 ? (flags & 0x08 ? 8 : 4) + 6 : 0;
  return 4 + ack + mapping;
}

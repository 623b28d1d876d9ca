// Time stamps of pcapng: 64 bits in units that each interface chooses (if_tsresol), plus an offset in seconds.
// Doubles hold 53 bits, so the usual units are divided in limbs of 16 bits; the unusual ones take BigInt.

/** How to read an interface's time stamps. */
export interface TimeScale {
  /** units a second, where it is a power of 10 up to 10^9; else 0: `ratio` counts */
  perSecond: number;
  /** units a second, whatever they are */
  ratio: bigint;
  /** seconds to add */
  offset: number;
  /** digits behind the second, at most 9 */
  digits: number;
}

export const DEFAULT_RESOLUTION = 6;

/** From the byte of if_tsresol (top bit: power of 2 instead of 10) and the seconds of if_tsoffset. */
export function timeScale(resolution: number, offset: number): TimeScale {
  const exponent = resolution & 0x7f;
  const binary = (resolution & 0x80) !== 0;
  // 0.301: decimal digits of a binary one; 2^-20 needs 7 to be told from its neighbours
  const digits = Math.min(9, binary ? Math.ceil(exponent * Math.log10(2)) : exponent);
  return {
    perSecond: !binary && exponent <= 9 ? 10 ** exponent : 0,
    ratio: (binary ? 2n : 10n) ** BigInt(exponent),
    offset,
    digits,
  };
}

/** Whole seconds and nanoseconds of a time stamp; one object, reused by every call. */
const split = { sec: 0, nano: 0 };

/** The time of the units `high * 2^32 + low`. The answer is overwritten by the next call. */
export function splitTime(
  scale: TimeScale,
  high: number,
  low: number,
): { readonly sec: number; readonly nano: number } {
  const { perSecond } = scale;
  if (perSecond === 0) {
    const ticks = (BigInt(high) << 32n) | BigInt(low);
    const sec = ticks / scale.ratio;
    split.sec = Number(sec) + scale.offset;
    split.nano = Number(((ticks - sec * scale.ratio) * 1_000_000_000n) / scale.ratio);
    return split;
  }
  // (fmod is slow: remainders are taken by hand.)
  // Long division, digit by digit of base 2^16: each remainder is below 2^30, so a step stays below 2^46.
  const high1 = Math.floor(high / perSecond);
  const step2 = (high - high1 * perSecond) * 65_536 + (low >>> 16);
  const digit2 = Math.floor(step2 / perSecond);
  const step3 = (step2 - digit2 * perSecond) * 65_536 + (low & 0xffff);
  const digit3 = Math.floor(step3 / perSecond);
  split.sec = high1 * 4_294_967_296 + digit2 * 65_536 + digit3 + scale.offset;
  split.nano = (step3 - digit3 * perSecond) * (1_000_000_000 / perSecond);
  return split;
}

// Three-valued verdicts about frames: no, yes, or "only the dissection can say". Kleene's logic.

export const NO = 0;
export const YES = 1;
export const DISSECT = 2;

/** Results by 3 * left + right. */
export const AND = Uint8Array.of(NO, NO, NO, NO, YES, DISSECT, NO, DISSECT, DISSECT);
export const OR = Uint8Array.of(NO, YES, DISSECT, YES, YES, YES, DISSECT, YES, DISSECT);
export const XOR = Uint8Array.of(NO, YES, DISSECT, YES, NO, DISSECT, DISSECT, DISSECT, DISSECT);
export const NOT = Uint8Array.of(YES, NO, DISSECT);

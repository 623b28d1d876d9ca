// A fuzz target: a module of this folder that exports `name`, `iterations`, `run` and `replay` (see FuzzTarget).
// `npm run fuzz` (test/run/fuzz.mjs) runs all of them, each in a worker of its own with a watchdog around it.
// Most targets are two functions, make an input and check it, put together by `fuzzTarget`.
import { random } from '../bench/random';

export interface FuzzOptions {
  seed: number;
  iterations: number;
  /** ends earlier when this many ms are over */
  deadlineMs: number;
  /** told every input before it is tried, so that one that hangs can be saved */
  announce?: (input: Uint8Array) => void;
}
export interface Finding {
  input: Uint8Array;
  error: string;
}
export interface FuzzResult {
  /** done */
  iterations: number;
  findings: Finding[];
}
export interface FuzzTarget {
  name: string;
  /** when nobody says how many */
  iterations: number;
  /** how many times the usual time a run of hours gives it: those that get to most of the code, a slow one */
  slices?: number;
  run: (options: FuzzOptions) => FuzzResult | Promise<FuzzResult>;
  /** Tries one input; throws (rejects) if it is a finding. */
  replay: (input: Uint8Array) => void | Promise<void>;
}

/** A target is given up after so many findings: the rest would be the same ones. */
const MAX_FINDINGS = 20;

/** `make` draws an input; `check` throws when something is wrong with what it does. */
export function fuzzTarget(
  make: (chance: () => number) => Uint8Array,
  check: (input: Uint8Array) => void | Promise<void>,
): Pick<FuzzTarget, 'run' | 'replay'> {
  return {
    async run({ seed, iterations, deadlineMs, announce }) {
      const chance = random(seed);
      const end = performance.now() + deadlineMs;
      const result: FuzzResult = { iterations: 0, findings: [] };
      while (result.iterations < iterations && result.findings.length < MAX_FINDINGS && performance.now() < end) {
        const input = make(chance);
        announce?.(input);
        try {
          const pending = check(input);
          if (pending) await pending;
        } catch (error) {
          const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
          result.findings.push({ input, error: text });
        }
        result.iterations++;
      }
      return result;
    },
    replay: check,
  };
}

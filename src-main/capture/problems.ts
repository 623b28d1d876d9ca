// Everything that can go wrong with a capture, as values. The sentences stand in i18n under `capture.problem.*`.
import type { capture } from '../i18n/en/capture';
import type { Problem } from '../ipc/message';

type Keys = keyof typeof capture;
type KindOf<K> = K extends `capture.problem.${infer Kind}` ? Kind : never;
/** `no-permission`, `disk-full` … */
export type CaptureProblemKind = KindOf<Keys>;

export interface ProblemFacts {
  device?: string;
  file?: string;
  /** technical, English: the system's or libpcap's own words */
  detail?: string;
  /** which of the sentence's ways out fits this system, see the catalogue */
  fix?: string;
  /** the one command to copy */
  command?: string;
  what?: string;
}

/** A problem of the kind `capture.<kind>`. Every argument that any of the sentences may ask for is there. */
export function captureProblem(kind: CaptureProblemKind, facts: ProblemFacts = {}): Problem {
  const { device = '', file = '', detail = '', fix = 'other', command = '', what = '' } = facts;
  return {
    kind: `capture.${kind}`,
    message: { key: `capture.problem.${kind}`, args: { device, file, detail, fix, command, what } },
    ...(detail ? { detail } : {}),
  };
}

/** Whether a problem is of this kind. */
export const isProblem = (problem: Problem | null | undefined, kind: CaptureProblemKind): boolean =>
  problem?.kind === `capture.${kind}`;

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

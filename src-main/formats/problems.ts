// What can be wrong with a file, as values. The sentences stand in i18n under `formats.*`.
import type { Problem } from '../ipc/message';

type Args = Record<string, string | number>;

/** A problem of the kind `kind`; its sentence is `formats.<kind>`. */
export const problem = (kind: string, args: Args = {}, detail?: string): Problem => ({
  kind: `formats.${kind}`,
  message: { key: `formats.${kind}`, args },
  ...(detail === undefined ? {} : { detail }),
});

/** Damage at `offset` of the (uncompressed) file: what was expected there, and what was found. */
export const damage = (kind: string, offset: number, expected: string | number, found: string | number): Problem =>
  problem(`damage.${kind}`, { offset, expected, found });

/** A failed read of the file system, in the middle of a capture or at its opening. */
export function readFailure(error: unknown, offset: number): Problem {
  const code = errorCode(error);
  return problem('readFailed', { offset, reason: code }, error instanceof Error ? error.message : code);
}

/** `ENOENT`, `EACCES` …, or the class of an error that has no code. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

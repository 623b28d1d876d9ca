// What could not be written, in words that say what to do.
import type { Problem } from '../../ipc/message';
import type { WriteFailure } from './whole-file';

export const writeProblem = ({ kind, reason }: WriteFailure, path: string): Problem => ({
  kind: `export.${kind}`,
  message: { key: `export.${kind}`, args: { path, reason } },
});

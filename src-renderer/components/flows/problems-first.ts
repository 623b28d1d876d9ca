// The order that shows what went wrong first: a switch beside the order of a column. Pure.
import type { FlowColumn } from '../../../src-main/ipc/flow-facts';

export const PROBLEMS = 'problems' satisfies FlowColumn;

/** The order after the switch was pressed: problems first, or by stream as at the beginning. */
export const toggleProblems = ({ column }: { column: string }): { column: string; descending: boolean } => ({
  column: column === PROBLEMS ? 'stream' : PROBLEMS,
  descending: false,
});

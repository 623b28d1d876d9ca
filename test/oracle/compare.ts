// Two tables of cells, frame by frame. A difference is explained by a rule (DIFFERENCES.md), or it is a failure.
import { explain } from './explain';

export interface Difference {
  file: string;
  frame: number;
  field: string;
  ours: string;
  theirs: string;
  /** of DIFFERENCES.md; null: nobody knows why */
  reason: string | null;
}

export interface FileResult {
  file: string;
  frames: number;
  cells: number;
  differences: Difference[];
}

/** `theirs` has frame.protocols as one more column at its end. */
export function compareRows(file: string, fields: string[], ours: string[][], theirs: string[][]): FileResult {
  const result: FileResult = { file, frames: theirs.length, cells: 0, differences: [] };
  // Stream numbers of frames before this one: tshark's to ours, for frames where both have them.
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const mine = ours[i];
    const their = theirs[i];
    if (!mine || !their) {
      result.cells += fields.length;
      const row = { file, frame: i + 1, field: '(frame)', reason: null };
      result.differences.push({ ...row, ours: mine ? 'there' : 'missing', theirs: their ? 'there' : 'missing' });
      continue;
    }
    const protocols = their[fields.length] ?? '';
    fields.forEach((field, k) => {
      result.cells++;
      if (mine[k] === their[k]) return;
      const reason = explain(mine[k], their[k], protocols);
      result.differences.push({ file, frame: i + 1, field, ours: mine[k], theirs: their[k], reason });
    });
  }
  return result;
}

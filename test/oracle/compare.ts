// Two tables of cells, frame by frame. A difference is explained by a rule (DIFFERENCES.md), or it is a failure.
import { explain, explainFile, type FileFacts } from './explain';

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
  /** by field: rows in which tshark has a value of it */
  filled: number[];
  differences: Difference[];
}

/** Behind `fields` ours has one more column, tcp.checksum.partial; theirs have two, frame.protocols and _ws.short. */
export function compareRows(
  file: string,
  fields: string[],
  ours: string[][],
  theirs: string[][],
  facts: FileFacts,
): FileResult {
  const stream = fields.indexOf('tcp.stream');
  const result: FileResult = { file, frames: theirs.length, cells: 0, filled: fields.map(() => 0), differences: [] };
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const mine = ours[i];
    const their = theirs[i];
    if (!mine || !their) {
      result.cells += fields.length;
      const row = { file, frame: i + 1, field: '(frame)', reason: explainFile(facts) };
      result.differences.push({ ...row, ours: mine ? 'there' : 'missing', theirs: their ? 'there' : 'missing' });
      continue;
    }
    const protocols = their[fields.length] ?? '';
    const cut = (their[fields.length + 1] ?? '') !== '';
    const partial = mine[fields.length] !== '';
    fields.forEach((field, k) => {
      result.cells++;
      if (their[k] !== '') result.filled[k]++;
      if (mine[k] === their[k]) return;
      const reason = explain(
        { field, ours: mine[k], theirs: their[k], protocols, cut, partial, stream: their[stream] },
        facts,
      );
      result.differences.push({ file, frame: i + 1, field, ours: mine[k], theirs: their[k], reason });
    });
  }
  return result;
}

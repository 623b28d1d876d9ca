// What a row is about: by what the frame is, and by what is known of its connection.
import type { AnalysisView } from '../../flow/capture-index-view';
import { IGNORED } from '../../flow/columns/reader-marks';
import type { RowKind } from '../../ipc/contracts/engine-contract';

/** `kind`: what the summary of the frame says. */
export function rowKind(analysis: AnalysisView, row: number, kind: RowKind): RowKind {
  if (analysis.readerMarks.of(row) & IGNORED) return 'other';
  if (analysis.ignoredOf(row) !== null) return 'trouble';
  return kind === 'data' && completesHandshake(analysis, row) ? 'setup' : kind;
}

/** No flag of it tells: the ACK that completes a handshake is one by its connection alone. */
const completesHandshake = (analysis: AnalysisView, row: number): boolean =>
  analysis.columns.streamKind(row) === 'tcp' && analysis.ackFramesOf(analysis.flowOfRow(row)).includes(row + 1);

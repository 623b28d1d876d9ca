// A report in pieces that a browser may lay out one by one: what comes before the first heading, then each part and each connection in it.
import type { ReportBlock } from '../../ipc/contracts/report-contract';

/** Headings that begin a piece: of parts, and of connections; those inside a connection do not. */
const DEEPEST = 2;

/** The same blocks in the same order; no piece is empty. */
export function inSections(blocks: readonly ReportBlock[]): ReportBlock[][] {
  const pieces: ReportBlock[][] = [];
  for (const block of blocks) {
    if (pieces.length === 0 || (block.kind === 'heading' && block.level <= DEEPEST)) pieces.push([]);
    pieces[pieces.length - 1].push(block);
  }
  return pieces;
}

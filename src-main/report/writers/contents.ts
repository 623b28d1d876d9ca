// What stands where in a report: its parts and its connections, by the order of headings.
import type { ReportBlock } from '../../ipc/contracts/report-contract';

export interface ContentsLine {
  /** of the n-th heading, from 1 */
  id: string;
  level: number;
  text: string;
}

export function tableOfContents(blocks: readonly ReportBlock[]): ContentsLine[] {
  const lines: ContentsLine[] = [];
  let count = 0;
  const walk = (of: readonly ReportBlock[]): void => {
    for (const block of of) {
      if (block.kind === 'fold') walk(block.blocks);
      if (block.kind !== 'heading') continue;
      count++;
      if (block.level <= 2) lines.push({ id: `part-${count}`, level: block.level, text: block.text });
    }
  };
  walk(blocks);
  return lines;
}

// What somebody has put on packets stands in the report: marks of the reader, and comments of the file as texts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { marksOf } from '../../../src-main/engine/answers/report/report-marks';
import { CaptureDocument } from '../../../src-main/engine/document/document';
import { IGNORED, MARKED, REFERENCE } from '../../../src-main/flow/columns/reader-marks';
import { NG_COMMENT, pcapng } from '../../fixtures/make-capture';
import { concat, ethernet, ipv4, tcp } from '../../fixtures/make-packet';
import { tempFolder } from '../../fixtures/temp-folder';
import { cli } from '../cli/run-cli';

const COMMENT = '<b>look</b> =1+1';
const segment = (srcPort: number): Uint8Array =>
  ethernet({}, ipv4({ src: '10.1.2.3', dst: '10.1.2.4' }, tcp({ srcPort, dstPort: 80, flags: 'S', seq: 1 })));

function commented(): string {
  const ng = pcapng(false);
  const file = join(tempFolder(), 'commented.pcapng');
  const packets = [1, 2, 3].map((port) =>
    ng.enhanced({
      bytes: segment(port),
      ...(port === 2 ? { options: [[NG_COMMENT, COMMENT]] as [number, string][] } : {}),
    }),
  );
  writeFileSync(file, concat(ng.section([]), ng.interface({}), ...packets));
  return file;
}

it('comments of the file are listed, with the filter that finds them', async () => {
  const file = commented();
  const out = join(tempFolder(), 'report.html');
  expect((await cli('report', file, '-o', out, '--sections', 'marks')).code).toBe(0);
  const html = readFileSync(out, 'utf8');
  expect(html).toContain('&#60;b&#62;look&#60;/b&#62; =1+1');
  expect(html).toContain('<span class="frame">#2</span>');
  expect(html).toContain('<code>frame.comment</code>');
  expect(html).not.toContain('<code>frame.marked == 1</code>');
  // nobody has put anything on packets of another connection
  await cli('report', file, '-o', out, '--sections', 'marks', '-s', '0');
  expect(readFileSync(out, 'utf8')).not.toContain('frame.comment');
});

it('marks of the reader are listed, those of chosen connections alone where some are', async () => {
  const opened = await CaptureDocument.open(commented());
  if (!opened.ok) throw new Error(opened.problem.kind);
  const { document } = opened;
  await document.read({ progress: () => undefined, stopped: () => false });
  document.analysis.readerMarks.set(0, MARKED, true);
  document.analysis.readerMarks.set(0, REFERENCE, true);
  document.analysis.readerMarks.set(2, IGNORED, true);
  const told = async (ids: ReadonlySet<number> | null) => {
    const { listed, all } = await marksOf(document, ids, () => false);
    return [all, ...listed.map(({ frame, put, comments }) => [frame, put.join(), comments.join()])];
  };
  expect(await told(null)).toEqual([3, [1, 'marked,reference', ''], [2, '', COMMENT], [3, 'ignored', '']]);
  expect(await told(new Set([document.analysis.flowOfRow(2)]))).toEqual([1, [3, 'ignored', '']]);
  document.close();
});

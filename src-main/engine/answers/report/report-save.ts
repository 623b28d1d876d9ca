// Writes a report where somebody said: beside the file first, and in its place when it is whole.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Report, ReportFormat } from '../../../ipc/contracts/report-contract';
import { reportHtml } from '../../../report/writers/html';
import { reportMarkdown } from '../../../report/writers/markdown';

/**
 * Throws what the file system says.
 * @param paper   HTML that is going to be printed
 * @param stopped nobody wants it any more: that is thrown where it would have taken long, and nothing is written
 */
export async function writeReport(
  report: Report,
  format: Exclude<ReportFormat, 'pdf'>,
  file: string,
  paper = false,
  stopped = (): boolean => false,
): Promise<void> {
  if (format === 'html') return replaceFile(file, reportHtml(report, paper));
  if (format === 'docx') {
    // a large package that few reports need
    const { reportDocx } = await import('../../../report/writers/docx');
    const bytes = await reportDocx(report, stopped);
    if (stopped()) throw new Error('the report is not wanted any more');
    return replaceFile(file, bytes);
  }
  const { dir, name } = path.parse(file);
  const folder = `${name}-pictures`;
  const { text, pictures } = reportMarkdown(report, encodeURI(folder).replace(/[<>#?()]/g, encodeURIComponent));
  if (pictures.length > 0) await mkdir(path.join(dir, folder), { recursive: true });
  for (const picture of pictures) await replaceFile(path.join(dir, folder, picture.name), picture.svg);
  return replaceFile(file, text);
}

/** Beside the file first. Throws what the file system says, and then nothing is left. */
export async function replaceFile(file: string, contents: string | Uint8Array): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    const handle = await open(partial, 'wx');
    try {
      await handle.writeFile(contents);
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}

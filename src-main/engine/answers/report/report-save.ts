// Writes a report where somebody said: whole, or not at all, the pictures beside it too.
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeContents, writeWhole, type WriteFailure } from '../../../formats/writing/whole-file';
import type { Report, ReportFormat } from '../../../ipc/contracts/report-contract';
import { reportHtml } from '../../../report/writers/html';
import { reportMarkdown } from '../../../report/writers/markdown';
import { cutBytes } from '../../../text/cut-bytes';

/** Bytes of the text's name in that of a folder that is renamed when it is whole. */
const MOST_NAME = 180;

/**
 * Null: it is written. Rejects on bugs only, and where it is not wanted any more.
 * @param paper   HTML that is going to be printed
 * @param stopped nobody wants it any more: that is thrown where it would have taken long, and nothing is written
 */
export async function writeReport(
  report: Report,
  format: Exclude<ReportFormat, 'pdf'>,
  file: string,
  paper = false,
  stopped = (): boolean => false,
): Promise<WriteFailure | null> {
  if (format === 'html') return writeContents(file, reportHtml(report, paper));
  if (format === 'md') return writeMarkdown(report, file);
  // a large package that few reports need
  const { reportDocx } = await import('../../../report/writers/docx');
  const bytes = await reportDocx(report, stopped);
  if (stopped()) throw new Error('the report is not wanted any more');
  return writeContents(file, bytes);
}

/** Pictures stand in a folder beside the text. Of both, nothing new is left where one of them cannot be written. */
async function writeMarkdown(report: Report, file: string): Promise<WriteFailure | null> {
  const { dir, name } = path.parse(file);
  const folder = `${name}-pictures`;
  const { text, pictures } = reportMarkdown(report, encodeURI(folder).replace(/[<>#?()]/g, encodeURIComponent));
  const partial = path.join(dir, `.${cutBytes(name, MOST_NAME)}-pictures.${process.pid}.partial`);
  const place = path.join(dir, folder);
  let isNew = false;
  try {
    const failure = await writeWhole(file, async (out) => {
      await out.write(new TextEncoder().encode(text));
      if (pictures.length === 0) return true;
      await mkdir(partial);
      for (const picture of pictures) await writeFile(path.join(partial, picture.name), picture.svg, { flag: 'wx' });
      isNew = await stat(place).then(
        () => false,
        () => true,
      );
      if (isNew) await rename(partial, place);
      else for (const { name: one } of pictures) await rename(path.join(partial, one), path.join(place, one));
      return true;
    });
    if (failure !== null && isNew) await rm(place, { recursive: true, force: true });
    return failure;
  } finally {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
  }
}

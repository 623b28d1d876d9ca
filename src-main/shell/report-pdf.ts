// A report as PDF: its HTML, printed without a window.
import { app } from 'electron';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeContents } from '../formats/writing/whole-file';
import { writeProblem } from '../formats/writing/write-problem';
import type { Problem } from '../ipc/message';
import { onHiddenPage } from './hidden-page';

/**
 * Prints the HTML file `html` into `file`, which is put in its place when it is whole.
 * @param stopped asked between steps; true ends it, and nothing is left
 */
export async function printReport(html: string, file: string, stopped: () => boolean): Promise<Problem | null> {
  try {
    const pdf = await onHiddenPage(html, 'report', async (contents) =>
      stopped()
        ? null
        : contents.printToPDF({
            printBackground: true,
            preferCSSPageSize: true,
            generateTaggedPDF: true,
            generateDocumentOutline: true,
            displayHeaderFooter: true,
            headerTemplate: '<span></span>',
            footerTemplate:
              '<div style="width:100%;padding-right:14mm;text-align:right;font:8px sans-serif;color:#4a5462"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
          }),
    );
    if (pdf === null || stopped()) return null;
    const failure = await writeContents(file, pdf);
    return failure && writeProblem(failure, file);
  } catch (error) {
    return notPrinted(error);
  }
}

/** What a page that could not be printed is told as. */
export function notPrinted(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'save.failed', message: { key: 'problem.save', args: { reason } } };
}

/** Where the HTML lies meanwhile: nobody else is given its name. */
export const pageOfPdf = async (): Promise<{ file: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(path.join(app.getPath('temp'), 'synscope-report-'));
  return { file: path.join(folder, 'report.html'), remove: () => rm(folder, { recursive: true, force: true }) };
};

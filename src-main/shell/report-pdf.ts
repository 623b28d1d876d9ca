// A report as PDF: its HTML, which holds no script and refers to nothing, in sandboxed contents that could run none and load nothing. They
// have no window: without a display there can be none.
import { app, WebContentsView } from 'electron';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeContents } from '../formats/writing/whole-file';
import { writeProblem } from '../formats/writing/write-problem';
import type { Problem } from '../ipc/message';

/** Nothing of it is kept. */
const PARTITION = 'report';

/**
 * Prints the HTML file `html` into `file`, which is put in its place when it is whole.
 * @param stopped asked between steps; true ends it, and nothing is left
 */
export async function printReport(html: string, file: string, stopped: () => boolean): Promise<Problem | null> {
  const { webContents: contents } = new WebContentsView({
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webgl: false,
      partition: PARTITION,
      backgroundThrottling: false,
    },
  });
  try {
    const { session } = contents;
    const own = pathToFileURL(html).href;
    session.webRequest.onBeforeRequest(({ url }, callback) => {
      callback({ cancel: url !== own });
    });
    session.setPermissionRequestHandler((_contents, _permission, callback) => {
      callback(false);
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    await contents.loadURL(own);
    if (stopped()) return null;
    const pdf = await contents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;padding-right:14mm;text-align:right;font:8px sans-serif;color:#4a5462"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
    });
    if (stopped()) return null;
    const failure = await writeContents(file, pdf);
    return failure && writeProblem(failure, file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'save.failed', message: { key: 'problem.save', args: { reason } } };
  } finally {
    contents.close();
  }
}

/** Where the HTML lies meanwhile: nobody else is given its name. */
export const pageOfPdf = async (): Promise<{ file: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(path.join(app.getPath('temp'), 'synscope-report-'));
  return { file: path.join(folder, 'report.html'), remove: () => rm(folder, { recursive: true, force: true }) };
};

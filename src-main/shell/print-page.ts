// The program as the printer of the command line: one page of ours becomes a PDF file, and that is all. No window is shown.
import { app } from 'electron';
import path from 'node:path';
import { PRINT_SWITCH } from '../ipc/contracts/report-contract';
import { printReport } from './report-pdf';

interface PageToPrint {
  html: string;
  pdf: string;
}

/** What stands behind `--` in `argv` (process.argv), or null when nothing is to be printed. */
export function pageToPrint(argv: readonly string[]): PageToPrint | null {
  const end = argv.indexOf('--');
  if (end < 0 || !argv.slice(1, end).includes(PRINT_SWITCH)) return null;
  const [html, pdf] = argv.slice(end + 1);
  return html && pdf ? { html: path.resolve(html), pdf: path.resolve(pdf) } : null;
}

/** Prints it and ends; what goes wrong is the last line on stderr. */
export function printPage({ html, pdf }: PageToPrint): void {
  // goes with the page
  app.setPath('userData', path.join(path.dirname(html), 'profile'));
  app.disableHardwareAcceleration();
  app
    .whenReady()
    .then(() => printReport(html, pdf, () => false))
    .then(
      (problem) => {
        if (problem) console.error(problem.message.args?.reason);
        app.exit(problem ? 1 : 0);
      },
      (error: unknown) => {
        console.error(String(error));
        app.exit(1);
      },
    );
}

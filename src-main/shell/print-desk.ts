// Printed pages: what the page says is to be printed becomes HTML here or in the engine, never there; the PDF of that is what the preview
// shows, what is saved, and what goes to a printer. One at a time.
import type { BrowserWindow, PrintToPDFOptions, WebContents, WebContentsPrintOptions } from 'electron';
import { rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { footTemplate, pageStyle, paperStyle } from '../draw/page-style';
import { writeContents } from '../formats/writing/whole-file';
import { writeProblem } from '../formats/writing/write-problem';
import { translate } from '../i18n/translate';
import type { PageSetup, PrintAsked, PrintEnd, PrintPreview } from '../ipc/contracts/print-contract';
import type { Language } from '../ipc/languages';
import type { Problem } from '../ipc/message';
import { PAGE_END, pageBegin, tableParts, withPaper } from '../report/print/print-html';
import type { EngineHost } from './engine-host';
import { inHiddenWindow, onHiddenPage } from './hidden-page';
import { notPrinted, pageOfPdf } from './report-pdf';
import { askPath } from './save-file';

const PARTITION = 'print';
const GIVEN_UP: PrintPreview = { pdf: null, problem: null };
const CANCELLED = 'report.cancelled';
const NOTHING: Problem = { kind: 'print.nothing', message: { key: 'print.nothing' } };
const NO_PRINTER: Problem = { kind: 'print.noPrinter', message: { key: 'print.noPrinter' } };

interface Page {
  /** of what: the same with another paper is not made again */
  key: string;
  /** as it was made, and with its paper */
  file: string;
  onPaper: string;
}

/** What the preview shows. `page`: what was printed; null: the window itself */
interface Shown {
  pdf: Uint8Array;
  setup: PageSetup;
  name: string;
  page: Page | null;
}

export class PrintDesk {
  readonly #parts: { window: BrowserWindow; engine: EngineHost };
  readonly #language: () => Language;
  /** of the preview that is being made; another one, or `stop`, takes its place */
  #current: object | null = null;
  #page: Page | null = null;
  #shown: Shown | null = null;

  constructor(parts: { window: BrowserWindow; engine: EngineHost }, language: () => Language) {
    this.#parts = parts;
    this.#language = language;
    parts.window.once('closed', () => {
      this.stop();
    });
  }

  async preview(asked: PrintAsked): Promise<PrintPreview> {
    const own = this.#begin();
    const stopped = (): boolean => this.#current !== own;
    try {
      const made = await this.#print(asked, stopped);
      if (stopped()) return GIVEN_UP;
      if ('message' in made) return { pdf: null, problem: made.kind === CANCELLED ? null : made };
      this.#shown = made;
      return { pdf: made.pdf, problem: null };
    } catch (error) {
      return stopped() ? GIVEN_UP : { pdf: null, problem: notPrinted(error) };
    } finally {
      if (!stopped()) this.#current = null;
    }
  }

  /** Asks where. `done`: the pages of the preview are there. */
  async save(name: string): Promise<PrintEnd> {
    const shown = this.#shown;
    if (shown === null) return { done: false, problem: NOTHING };
    const file = await askPath(this.#parts.window, this.#language(), `${name}.pdf`, 'pdf');
    if (file === null) return { done: false, problem: null };
    const failure = await writeContents(file, shown.pdf);
    return { done: failure === null, problem: failure && writeProblem(failure, file) };
  }

  /** Opens the system's print dialog. `done`: the pages go to a printer. */
  async print(): Promise<PrintEnd> {
    const shown = this.#shown;
    const { window } = this.#parts;
    if (shown === null) return { done: false, problem: NOTHING };
    try {
      const printers = await window.webContents.getPrintersAsync();
      if (printers.length === 0) return { done: false, problem: NO_PRINTER };
      const work = (contents: WebContents) => toPrinter(contents, shown.setup);
      if (shown.page === null) return await work(window.webContents);
      await toPaper(shown.page, pageStyle(shown.setup, shown.name, this.#number));
      return await inHiddenWindow(shown.page.onPaper, PARTITION, window, work);
    } catch (error) {
      return { done: false, problem: refused(error instanceof Error ? error.message : String(error)) };
    }
  }

  /** Gives up the preview that is being made, and forgets the last one. */
  stop(): void {
    if (this.#current !== null) this.#stopEngine();
    this.#current = null;
    this.#shown = null;
    this.#forget();
  }

  /** "Page 1 of 3" */
  readonly #number = (page: string, pages: string): string =>
    translate(this.#language(), 'timeline.sheet.page', { page, pages });

  #begin(): object {
    if (this.#current !== null) this.#stopEngine();
    this.#shown = null;
    return (this.#current = {});
  }

  #stopEngine(): void {
    this.#parts.engine.tell({ type: 'stopPages' });
    this.#parts.engine.tell({ type: 'stopReport' });
  }

  /** At once: the app may be ending. */
  #forget(): void {
    if (this.#page !== null) removeFolder(this.#page.file);
    this.#page = null;
  }

  async #print(asked: PrintAsked, stopped: () => boolean): Promise<Problem | Shown> {
    const { wanted, setup, name } = asked;
    if (wanted.what === 'sheet')
      return { pdf: await toPdf(this.#parts.window.webContents, setup), setup, name, page: null };
    const key = JSON.stringify([wanted, this.#language()]);
    if (this.#page?.key !== key) {
      const problem = await this.#make(asked, key, stopped);
      if (problem !== null) return problem;
    }
    const page = this.#page;
    if (page === null || stopped()) return NOTHING;
    await toPaper(page, paperStyle(setup));
    const foot = footTemplate(setup, name, this.#number);
    const pdf = await onHiddenPage(page.onPaper, PARTITION, (contents) => toPdf(contents, setup, foot));
    return { pdf, setup, name, page };
  }

  /** Null: `#page` is what is wanted. */
  async #make({ wanted, name }: PrintAsked, key: string, stopped: () => boolean): Promise<Problem | null> {
    this.#forget();
    const { file } = await pageOfPdf();
    const { engine } = this.#parts;
    const language = this.#language();
    let problem: Problem | null = null;
    if (wanted.what === 'packets') problem = await engine.savePages({ path: file, wanted, name, language });
    else if (wanted.what === 'report')
      problem = await engine.saveReport({
        ...{ path: file, format: 'html', paper: true },
        ...{ scope: wanted.scope, settings: wanted.settings },
      });
    else if (wanted.what === 'table') {
      const begin = pageBegin(language, wanted.title, [
        translate(language, 'print.rows', { count: wanted.rows.length - 1 }),
      ]);
      await writeFile(file, begin + [...tableParts(wanted.rows)].join('') + PAGE_END);
    }
    if (problem !== null || stopped()) {
      removeFolder(file);
      return problem ?? NOTHING;
    }
    this.#page = { key, file, onPaper: path.join(path.dirname(file), 'paper.html') };
    return null;
  }
}

function removeFolder(file: string): void {
  rmSync(path.dirname(file), { recursive: true, force: true });
}

const PDF: PrintToPDFOptions = { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true };

/** `foot`: of each page; without one the page has its own. */
const toPdf = async (contents: WebContents, { scale }: PageSetup, foot?: string): Promise<Uint8Array> =>
  new Uint8Array(
    await contents.printToPDF({
      ...PDF,
      scale: scale / 100,
      ...(foot === undefined
        ? {}
        : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: foot }),
    }),
  );

const toPaper = async ({ file, onPaper }: Page, style: string): Promise<void> =>
  writeFile(onPaper, withPaper(await readFile(file, 'utf8'), style));

/** What the print dialog of the system answers where the user has closed it. */
const CLOSED = /cancel/i;

function toPrinter(contents: WebContents, { paper, landscape, scale }: PageSetup): Promise<PrintEnd> {
  const options: WebContentsPrintOptions = { printBackground: true, pageSize: paper, landscape, scaleFactor: scale };
  return new Promise((resolve) => {
    contents.print(options, (printed, reason) => {
      resolve({ done: printed, problem: printed || CLOSED.test(reason) ? null : refused(reason) });
    });
  });
}

const refused = (reason: string): Problem => ({
  kind: 'print.failed',
  message: { key: 'print.failed', args: { reason } },
});

// What the page wants written to files that the user names, or read from one beside captures: pictures, streams, reports, printed pages,
// packets, colouring rules.
import type { Language } from '../ipc/languages';
import type { BrowserWindow } from 'electron';
import { MOST_REPORT_LINE, MOST_TEMPLATE } from '../ipc/contracts/report-contract';
import type { Problem } from '../ipc/message';
import type { EngineHost } from './engine-host';
import { COLOURS, openText, TEMPLATE } from './open-text';
import { sendEvent, type RequestHandlers } from './renderer-link';
import { PrintDesk } from './print-desk';
import { ReportDesk } from './report-desk';
import { askFolder, askPath, saveFile } from './save-file';

/** What is open is read while it is exported. */
const OVERWRITES: Problem = { kind: 'export.overwrites', message: { key: 'export.overwrites' } };

/** Tells the page what went wrong with work that has nobody else to tell. */
export async function tellProblem(window: BrowserWindow, work: Promise<{ problem: Problem | null }>): Promise<void> {
  const { problem } = await work;
  if (problem) sendEvent(window.webContents, 'problem', problem);
}

export class SavingDesk {
  readonly #reports: ReportDesk;
  readonly #printing: PrintDesk;

  /** `isShown`: whether a window has this file open */
  constructor(
    private readonly parts: { window: BrowserWindow; engine: EngineHost },
    private readonly language: () => Language,
    private readonly isShown: (file: string) => boolean,
  ) {
    this.#reports = new ReportDesk(parts, language);
    this.#printing = new PrintDesk(parts, language);
  }

  /** What the page has asked for is of no use any more. */
  pageGone(): void {
    this.#printing.stop();
  }

  /** The answers to the page's requests of this kind. */
  handlers(): Pick<
    RequestHandlers,
    | 'saveFile'
    | 'openColours'
    | 'openTemplate'
    | 'saveFollowed'
    | 'saveReport'
    | 'stopReport'
    | 'printPreview'
    | 'printSave'
    | 'printPages'
    | 'printStop'
    | 'exportCapture'
  > {
    const { window, engine } = this.parts;
    const tell = (problem: Problem | null): void => {
      if (problem) sendEvent(window.webContents, 'problem', problem);
    };
    return {
      saveFile: async (file) => {
        tell(await saveFile(window, this.language(), file));
        return null;
      },
      openColours: async () => {
        const opened = await openText(window, this.language(), COLOURS);
        if (opened !== null && 'text' in opened) return { text: opened.text };
        tell(opened);
        return null;
      },
      openTemplate: async () => {
        const opened = await openText(window, this.language(), TEMPLATE);
        if (opened !== null && 'text' in opened) {
          if (opened.text.length <= MOST_TEMPLATE) return { ...opened, name: opened.name.slice(0, MOST_REPORT_LINE) };
          tell({ kind: 'template.unread', message: { key: 'problem.templateLong', args: { most: MOST_TEMPLATE } } });
          return null;
        }
        tell(opened);
        return null;
      },
      saveFollowed: async ({ name, ...wanted }) => {
        const kind = wanted.as === 'raw' ? 'bin' : 'txt';
        const path = await askPath(window, this.language(), `${name}.${kind}`, kind);
        if (path !== null) tell(await engine.saveFollowed({ ...wanted, path }));
        return null;
      },
      saveReport: (wanted) => this.#reports.save(wanted),
      stopReport: () => {
        this.#reports.stop();
        return null;
      },
      printPreview: (asked) => this.#printing.preview(asked),
      printSave: ({ name }) => this.#printing.save(name),
      printPages: () => this.#printing.print(),
      printStop: () => {
        this.#printing.stop();
        return null;
      },
      exportCapture: async ({ name, wanted }) => {
        const path =
          wanted.what === 'objects'
            ? await askFolder(window, this.language(), name)
            : await askPath(window, this.language(), `${name}.${wanted.format}`, wanted.format);
        if (path === null) return null;
        if (this.isShown(path)) tell(OVERWRITES);
        else engine.tell({ type: 'export', path, wanted });
        return null;
      },
    };
  }
}

// What helps to find out what went wrong: the log, dumps of crashed processes (kept here, never sent), a window that
// crashed and is told of, and facts about this system to paste into a report.
import { app, clipboard, crashReporter, dialog, shell, type BrowserWindow } from 'electron';
import { release, totalmem } from 'node:os';
import path from 'node:path';
import type { Language } from '../ipc/languages';
import { translate } from '../i18n/translate';
import { LogFile, redacted } from './log-file';

const LINES_COPIED = 60;
/** how a process ends when somebody wanted it to */
const WANTED: readonly string[] = ['clean-exit', 'killed'];

export class Diagnostics {
  readonly #log: LogFile;

  /** `folder`: for the log. Before Electron is ready: dumps are made of processes that start after this. */
  constructor(folder: string) {
    this.#log = new LogFile(folder);
    crashReporter.start({ uploadToServer: false });
    process.on('uncaughtExceptionMonitor', (error) => {
      this.#log.write(`main process: ${error.stack ?? String(error)}`);
    });
    app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
      if (!WANTED.includes(reason)) this.#log.write(`process ${name ?? type}: ${reason}, exit code ${exitCode}`);
    });
    const told = console.error;
    console.error = (...words: unknown[]): void => {
      this.#log.write(
        words.map((word) => (word instanceof Error ? (word.stack ?? String(word)) : String(word))).join(' '),
      );
      told(...words);
    };
  }

  started(): void {
    this.#log.write(`started: ${versions()}`);
  }

  /**
   * Tells of a crash of the page, and loads it again when the user has read that; the open capture comes with it. `isOnly`: there is no other
   * window, and without this one no app.
   */
  watch(window: BrowserWindow, language: () => Language, isOnly: () => boolean): void {
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      this.#log.write(`window: ${reason}, exit code ${exitCode}`);
      if (reason === 'clean-exit' || window.isDestroyed()) return;
      const say = (
        key: 'shell.crash.title' | 'shell.crash.detail' | 'shell.crash.reload' | 'menu.quit' | 'menu.closeWindow',
      ): string => translate(language(), key, { reason });
      void dialog
        .showMessageBox(window, {
          type: 'error',
          message: say('shell.crash.title'),
          detail: say('shell.crash.detail'),
          buttons: [say('shell.crash.reload'), say(isOnly() ? 'menu.quit' : 'menu.closeWindow')],
          defaultId: 0,
          cancelId: 0,
        })
        .then(({ response }) => {
          if (window.isDestroyed()) return;
          if (response !== 1) window.webContents.reload();
          else if (isOnly()) app.quit();
          else window.close();
        });
    });
  }

  /** The log in the file manager. */
  showLog(): void {
    this.#log.write('the log is shown');
    shell.showItemInFolder(this.#log.file);
  }

  /** Versions, system and the newest lines of the log, without paths and addresses, to the clipboard. */
  copySystemInformation(): void {
    const lines = this.#log.tail(LINES_COPIED).map(redacted);
    const gib = (totalmem() / 2 ** 30).toFixed(1);
    void clipboard.writeText(
      [
        versions(),
        `System: ${process.platform} ${release()}, ${process.arch}, ${gib} GiB of memory`,
        `Desktop: ${process.env.XDG_CURRENT_DESKTOP ?? '-'}, ${process.env.XDG_SESSION_TYPE ?? '-'}; language ${app.getLocale()}`,
        `Package: ${process.env.APPIMAGE ? 'AppImage' : app.isPackaged ? 'installed' : 'checkout'}`,
        'Log (paths and addresses are left out):',
        ...lines.map((line) => `  ${line}`),
      ].join('\n'),
    );
  }
}

const versions = (): string =>
  `Synscope ${app.getVersion()}, Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node.js ${process.versions.node}`;

/** Where the log lies. */
export const logFolder = (userData: string): string => path.join(userData, 'logs');

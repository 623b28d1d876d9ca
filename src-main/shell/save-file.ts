// Saves what the page has made (a picture, a stream) where the user says.
import { app, dialog, type BrowserWindow } from 'electron';
import path from 'node:path';
import { writeContents } from '../formats/writing/whole-file';
import { writeProblem } from '../formats/writing/write-problem';
import type { Language } from '../ipc/languages';
import { translate } from '../i18n/translate';
import type { PacketFormat, TableFormat } from '../ipc/contracts/export-contract';
import type { Problem } from '../ipc/message';
import type { ReportFormat } from '../ipc/contracts/report-contract';
import type { FileToSave, SavedKind } from '../ipc/contracts/shell-contract';

/** Asks where a file goes; null: nowhere. */
export async function askPath(
  window: BrowserWindow,
  language: Language,
  name: string,
  kind: SavedKind | 'txt' | PacketFormat | TableFormat | ReportFormat,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(usualFolder(), safeName(name)),
    filters: [{ name: translate(language, `dialog.${kind}`), extensions: [kind === 'colorfilters' ? '*' : kind] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || !filePath ? null : filePath;
}

/** Asks in which folder a new one of this name is to be; gives the path of that one, null: nowhere. */
export async function askFolder(window: BrowserWindow, language: Language, name: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate(language, 'dialog.folder'),
    defaultPath: usualFolder(),
    properties: ['openDirectory', 'createDirectory'],
  });
  const [folder] = filePaths;
  return canceled || folder === undefined ? null : path.join(folder, safeName(name));
}

/** Asks where, and writes. Null: saved, or nothing was wanted; else why it could not be. */
export async function saveFile(window: BrowserWindow, language: Language, file: FileToSave): Promise<Problem | null> {
  const filePath = await askPath(window, language, file.name, file.kind);
  if (filePath === null) return null;
  const failure = await writeContents(filePath, file.data);
  return failure && writeProblem(failure, filePath);
}

/** A name out of the page leads nowhere: no folders, nothing that a file system refuses. */
const safeName = (name: string): string =>
  name.replace(/[^\p{L}\p{N} ._()-]+/gu, '-').replace(/^\.+/, '') || 'synscope';

/** The user's documents; a home without that folder is no reason to fail. */
export function usualFolder(): string {
  try {
    return app.getPath('documents');
  } catch {
    return app.getPath('home');
  }
}

// The system's dialog that asks for a file to open.
import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../ipc/languages';
import { CAPTURE_EXTENSIONS } from '../i18n/capture-formats';
import { translate } from '../i18n/translate';

type TextKey = Parameters<typeof translate>[1];

/** What is asked for: title of the dialog, name of such files and their endings, without the dot. */
interface Asked {
  title: TextKey;
  files: TextKey;
  extensions: readonly string[];
}
export const CAPTURES: Asked = { title: 'dialog.open', files: 'dialog.captures', extensions: CAPTURE_EXTENSIONS };
export const COMPARED: Asked = { ...CAPTURES, title: 'dialog.compare' };
export const BESIDE: Asked = { ...CAPTURES, title: 'dialog.beside' };
export const KEY_LOGS: Asked = {
  title: 'dialog.keyLog',
  files: 'dialog.keyLogs',
  extensions: ['log', 'txt', 'keys', 'keylog'],
};

/** Path of the file that was chosen, null: none. */
export async function askFile(window: BrowserWindow, language: Language, asked: Asked): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate(language, asked.title),
    properties: ['openFile'],
    filters: [
      { name: translate(language, asked.files), extensions: [...asked.extensions] },
      { name: translate(language, 'dialog.allFiles'), extensions: ['*'] },
    ],
  });
  return canceled ? null : (filePaths.at(0) ?? null);
}

/** Path of the folder that was chosen, null: none. `title`: of the dialog */
export async function askForFolder(
  window: BrowserWindow,
  language: Language,
  title: 'dialog.course' | 'dialog.indexFolder',
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate(language, title),
    properties: ['openDirectory'],
  });
  return canceled ? null : (filePaths.at(0) ?? null);
}

// Reads a file of colouring rules that the user chooses; what is in it, the page finds out.
import { dialog, type BrowserWindow } from 'electron';
import { open } from 'node:fs/promises';
import { translate } from '../i18n/translate';
import type { Problem } from '../ipc/message';
import type { Language } from '../ipc/contracts/shell-contract';

/** Bytes that are read; a file of rules has some thousand. */
const MOST = 1 << 20;

/** Null: none was chosen; a problem: it cannot be read. */
export async function openColours(
  window: BrowserWindow,
  language: Language,
): Promise<{ text: string } | Problem | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate(language, 'dialog.colorfilters'),
    properties: ['openFile', 'showHiddenFiles'],
    filters: [{ name: translate(language, 'dialog.allFiles'), extensions: ['*'] }],
  });
  if (canceled || filePaths.length === 0) return null;
  try {
    const file = await open(filePaths[0]);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST), 0, MOST, 0);
      return { text: buffer.toString('utf8', 0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'colours.unread', message: { key: 'problem.colours', args: { reason } } };
  }
}

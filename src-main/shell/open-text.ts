// Reads a small text file that the user chooses: colouring rules, a template of a report, a profile. What is in it, others find out.
import { dialog, type BrowserWindow } from 'electron';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../ipc/languages';
import { translate } from '../i18n/translate';
import type { Problem } from '../ipc/message';

/** Bytes that are read; such files have some thousand. */
const MOST = 1 << 20;

/** What is asked for, and what is told where it cannot be read. */
interface AskedText {
  title: 'dialog.colorfilters' | 'dialog.template' | 'dialog.profile';
  problem: { kind: Problem['kind']; key: 'problem.colours' | 'problem.template' | 'problem.profile' };
}
export const COLOURS: AskedText = {
  title: 'dialog.colorfilters',
  problem: { kind: 'colours.unread', key: 'problem.colours' },
};
export const TEMPLATE: AskedText = {
  title: 'dialog.template',
  problem: { kind: 'template.unread', key: 'problem.template' },
};
export const PROFILE: AskedText = {
  title: 'dialog.profile',
  problem: { kind: 'profile.unread', key: 'problem.profile' },
};

/** Null: none was chosen; a problem: it cannot be read. `name`: of the file, without its folder */
export async function openText(
  window: BrowserWindow,
  language: Language,
  { title, problem }: AskedText,
): Promise<{ name: string; text: string } | Problem | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate(language, title),
    properties: ['openFile', 'showHiddenFiles'],
    filters: [{ name: translate(language, 'dialog.allFiles'), extensions: ['*'] }],
  });
  if (canceled || filePaths.length === 0) return null;
  try {
    const file = await open(filePaths[0]);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST), 0, MOST, 0);
      return { name: path.basename(filePaths[0]), text: buffer.toString('utf8', 0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: problem.kind, message: { key: problem.key, args: { reason } } };
  }
}

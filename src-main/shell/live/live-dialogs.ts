// What is asked about a live capture, in the system's own dialogs.
import { dialog, type BrowserWindow } from 'electron';
import path from 'node:path';
import type { SaveFormat } from '../../capture/save-capture';
import type { Language } from '../../ipc/languages';
import { translate } from '../../i18n/translate';
import { usualFolder } from '../save-file';
import type { LiveCapture } from './live-capture';

/** Where to save the capture, and how; null: nowhere. */
export async function askWhereToSave(
  window: BrowserWindow,
  language: Language,
  live: LiveCapture,
): Promise<{ target: string; format: SaveFormat } | null> {
  const name = path.basename(live.savedAs ?? live.firstFile);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: translate(language, 'dialog.save'),
    defaultPath: path.join(usualFolder(), name),
    filters: [
      { name: translate(language, 'dialog.pcapng'), extensions: ['pcapng'] },
      { name: translate(language, 'dialog.pcap'), extensions: ['pcap'] },
    ],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || !filePath) return null;
  return { target: filePath, format: /\.(pcap|cap|dmp)$/i.test(filePath) ? 'pcap' : 'pcapng' };
}

/** What shall become of packets that are not saved. */
export async function askAboutUnsaved(
  window: BrowserWindow,
  language: Language,
  live: LiveCapture,
): Promise<'save' | 'discard' | 'cancel'> {
  const answers = ['save', 'discard', 'cancel'] as const;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: translate(language, live.isRunning ? 'dialog.unsavedRunning' : 'dialog.unsaved', {
      packets: live.packets,
    }),
    detail: translate(language, 'dialog.unsavedDetail'),
    buttons: [
      translate(language, 'dialog.unsavedSave'),
      translate(language, 'dialog.unsavedDiscard'),
      translate(language, 'dialog.unsavedCancel'),
    ],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response] ?? 'cancel';
}

import { shell } from './client';
import { t } from './i18n.svelte';
import { toasts } from './toasts.svelte';

/** Puts text on the clipboard (by way of the main process, which needs no permission) and says so. */
export async function copyText(text: string): Promise<void> {
  await shell.request('copyText', { text });
  toasts.show(t('common.copied'));
}

/** The same of a table, which arrives as one in mail and documents; the first row holds the titles. */
export async function copyTable(rows: string[][]): Promise<void> {
  await shell.request('copyTable', { rows });
  toasts.show(t('common.copied'));
}

/** The same of a picture. */
export async function copyPicture(png: Uint8Array): Promise<void> {
  await shell.request('copyPicture', { png });
  toasts.show(t('common.copied'));
}

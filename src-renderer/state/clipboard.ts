import { shell } from './client';
import { t } from './i18n.svelte';
import { toasts } from './toasts.svelte';

/** Puts text on the clipboard (by way of the main process, which needs no permission) and says so. */
export async function copyText(text: string): Promise<void> {
  await shell.request('copyText', { text });
  toasts.show(t('common.copied'));
}

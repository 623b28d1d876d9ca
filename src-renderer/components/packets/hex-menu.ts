// Context menu of the hex view: the lit bytes, or all of them, in the forms people paste.
import Copy from '@lucide/svelte/icons/copy';
import { ascii, hexDump, hexString } from '../../../src-main/text/bytes';
import { copyText } from '../../state/clipboard';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { t } from '../../state/i18n.svelte';

export function hexMenu(bytes: Uint8Array, at: number, len: number): MenuEntry[] {
  const copy = (id: string, label: string, text: () => string): MenuEntry => ({
    id,
    label,
    icon: Copy,
    disabled: len === 0,
    run: () => void copyText(text()),
  });
  const part = bytes.subarray(at, at + len);
  return [
    copy('copy-hex', t('packets.hex.copyHex'), () => hexString(bytes, at, len)),
    copy('copy-stream', t('packets.hex.copyStream'), () => hexString(bytes, at, len, '')),
    copy('copy-dump', t('packets.hex.copyDump'), () => hexDump(bytes, at, len)),
    copy('copy-text', t('packets.hex.copyText'), () => Array.from(part, ascii).join('')),
    'separator',
    copy('copy-frame', t('packets.hex.copyAll'), () => hexDump(bytes, 0, bytes.length)),
  ];
}

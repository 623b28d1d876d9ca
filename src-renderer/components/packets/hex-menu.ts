// Context menu of the hex view: the lit bytes, or all of them, in the forms people paste.
import Copy from '@lucide/svelte/icons/copy';
import { hexDump } from '../../../src-main/text/bytes';
import { copyText } from '../../state/clipboard';
import type { MenuEntry } from '../../state/context-menu.svelte';
import { t } from '../../state/i18n.svelte';
import { byteEntries } from './byte-entries';

export const hexMenu = (bytes: Uint8Array, at: number, len: number): MenuEntry[] => [
  ...byteEntries(bytes, at, len),
  'separator',
  {
    id: 'copy-frame',
    label: t('packets.hex.copyAll'),
    icon: Copy,
    run: () => void copyText(hexDump(bytes, 0, bytes.length)),
  },
];

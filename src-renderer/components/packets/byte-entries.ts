// Entries that copy bytes or keep them as a file, of a field or of a selection in the hex view.
import Download from '@lucide/svelte/icons/download';
import Copy from '@lucide/svelte/icons/copy';
import { hexDump, hexString } from '../../../src-main/text/bytes';
import { base64, cArray, printable } from '../../format/byte-forms';
import { shell } from '../../state/client';
import { copyText } from '../../state/clipboard';
import type { MenuEntry, MenuGroup } from '../../state/context-menu.svelte';
import { t } from '../../state/i18n.svelte';
import { selection, session } from '../../state/window';

/** Each form of the bytes `at`…`at + len`, and these as they are. */
export function byteEntries(bytes: Uint8Array, at: number, len: number): MenuEntry[] {
  const part = bytes.subarray(at, at + len);
  const copy = (id: string, label: string, text: () => string): MenuEntry => ({
    id,
    label,
    icon: Copy,
    disabled: part.length === 0,
    run: () => void copyText(text()),
  });
  return [
    copy('copy-hex', t('packets.hex.copyHex'), () => hexString(bytes, at, len)),
    copy('copy-stream', t('packets.hex.copyStream'), () => hexString(bytes, at, len, '')),
    copy('copy-dump', t('packets.hex.copyDump'), () => hexDump(bytes, at, len)),
    copy('copy-text', t('packets.hex.copyText'), () => printable(part)),
    copy('copy-base64', t('packets.hex.copyBase64'), () => base64(part)),
    copy('copy-c', t('packets.hex.copyC'), () => cArray(part)),
    {
      id: 'save-bytes',
      label: t('packets.hex.save'),
      icon: Download,
      disabled: part.length === 0,
      run: () =>
        void shell.request('saveFile', {
          name: `${session.stem}-${selection.frame}-${at}-${len}.bin`,
          kind: 'bin',
          // of its own: a view would take along all that it lies in
          data: part.slice(),
        }),
    },
  ];
}

/** The same as a menu within the menu of a field; greyed where it has no bytes. */
export const byteMenu = (bytes: Uint8Array | undefined, at: number, len: number): MenuGroup => ({
  id: 'copy-bytes',
  label: t('packets.tree.copyBytes'),
  icon: Copy,
  disabled: bytes === undefined || len === 0,
  entries: bytes ? byteEntries(bytes, at, len) : [],
});

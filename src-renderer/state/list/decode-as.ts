// The entry "Decode as…" of the context menus: asks for the ends of a connection and opens the dialog.
import type { FlowRow } from '../../../src-main/ipc/flow-facts';
import type { MenuEntry } from '../context-menu.svelte';
import { engine } from '../client';
import { dialogs } from '../dialogs.svelte';
import { t } from '../i18n.svelte';
import { capture, session } from '../window';

const open = ({ kind, portA, portB, addressA, addressB }: FlowRow): void => {
  // the server's port first: it is the one that says what is spoken
  const ports = portA === portB ? [portB] : [portB, portA];
  const ends = { addressA, portA, addressB, portB };
  dialogs.decodeAs = { table: kind === 'tcp' ? 'tcp.port' : 'udp.port', ports, ends };
};

async function ofFrame(frame: number): Promise<void> {
  const { flow } = await engine.request('packetDetail', { frame });
  const row = await engine.request('flow', { id: flow });
  if (row) open(row);
}

/** `of`: a connection, or the number of a packet; null: neither. A running capture is not read again. */
export function decodeAsEntry(of: FlowRow | number | null): MenuEntry {
  return {
    id: 'decode-as',
    label: t('decodeAs.menu'),
    disabled: of === null || capture.isLive,
    run: () => {
      if (typeof of === 'number') void ofFrame(of).catch((error: unknown) => session.report(error));
      else if (of) open(of);
    },
  };
}

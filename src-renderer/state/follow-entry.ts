// "Follow stream" and "Follow HTTP" in the context menus.
import type { FlowKind } from '../../src-main/ipc/flow-facts';
import type { MenuEntry } from './context-menu.svelte';
import { t } from './i18n.svelte';
import { keyOf } from './key-name';
import { follow, selection } from './window';

/** `kind` of the conversation, null: there is none; `http`: it may carry that; `before`: selects it. */
export function followEntries(
  id: string,
  kind: FlowKind | null,
  http: boolean,
  before: () => void = () => undefined,
): MenuEntry[] {
  const entry = (only: boolean): MenuEntry => ({
    id: only ? `${id}-http` : id,
    label: t(only ? 'follow.menuHttp' : 'follow.menu'),
    shortcut: keyOf(only ? 'followHttp' : kind === 'udp' ? 'followUdp' : 'followTcp'),
    disabled: kind === null,
    run: () => {
      before();
      follow.only(only);
      selection.showTab('follow');
    },
  });
  return http ? [entry(false), entry(true)] : [entry(false)];
}

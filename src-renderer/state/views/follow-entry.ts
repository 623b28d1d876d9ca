// "Follow stream", TLS, HTTP and HTTP/2 in the context menus.
import type { PageCommand } from '../../../src-main/ipc/commands';
import type { FlowKind } from '../../../src-main/ipc/flow-facts';
import type { FollowLayer } from '../../../src-main/ipc/contracts/follow-contract';
import { followLayer } from './follow-layer';
import type { MenuEntry } from '../context-menu.svelte';
import { t } from '../i18n.svelte';
import { keyOf } from '../key-name';

const INNER = [
  { layer: 'tls', label: 'follow.menuTls', command: 'followTls' },
  { layer: 'http', label: 'follow.menuHttp', command: 'followHttp' },
  { layer: 'http2', label: 'follow.menuHttp2', command: 'followHttp2' },
] as const satisfies readonly { layer: FollowLayer; label: string; command: PageCommand }[];

/** `kind` of the conversation, null: there is none; `frame`: the packet, 0: none; `before`: selects the conversation. */
export function followEntries(
  id: string,
  kind: FlowKind | null,
  frame: number,
  before: () => void = () => undefined,
): MenuEntry[] {
  const run = (layer: FollowLayer) => (): void => {
    before();
    void followLayer(layer, frame);
  };
  const all: MenuEntry = {
    id,
    label: t('follow.menu'),
    shortcut: keyOf(kind === 'udp' ? 'followUdp' : 'followTcp'),
    disabled: kind === null,
    run: run('payload'),
  };
  if (kind !== 'tcp') return [all];
  const inner = INNER.map(({ layer, label, command }) => ({
    id: `${id}-${layer}`,
    label: t(label),
    shortcut: keyOf(command),
    run: run(layer),
  }));
  return [all, ...inner];
}

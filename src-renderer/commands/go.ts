import type { FlowKind } from '../../src-main/ipc/flow-facts';
import type { FollowLayer } from '../../src-main/ipc/contracts/follow-contract';
import type { PageCommand } from '../../src-main/ipc/commands';
import { VIEWS, type ViewId } from '../../src-main/ipc/views';
import { dialogs } from '../state/dialogs.svelte';
import { followLayer } from '../state/views/follow-layer';
import { t } from '../state/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { find, follow, selection, session, walk } from '../state/window';
import { openPacketWindow } from '../state/packet-window';
import { mainList } from '../state/list/main-list';

/** Shows what the conversation of the selected packet carried, where it is of this kind. */
async function followSelected(kind: FlowKind, layer: FollowLayer = 'payload'): Promise<void> {
  try {
    if (await follow.isKind(await selection.settledFlow(), kind)) {
      await followLayer(layer, selection.frame);
    } else toasts.show(t(kind === 'tcp' ? 'follow.notTcp' : 'follow.notUdp'));
  } catch (error) {
    session.report(error);
  }
}

export const go = {
  goToPacket: () => (dialogs.goTo = true),
  nextPacket: () => walk.step(1),
  previousPacket: () => walk.step(-1),
  packetWindow: () => openPacketWindow(selection.frame),
  firstPacket: () => walk.toFirst(),
  lastPacket: () => walk.toLast(),
  nextInConversation: () => walk.stepInConversation(1),
  previousInConversation: () => walk.stepInConversation(-1),
  firstInConversation: () => walk.toEndOfConversation('firstFrame'),
  lastInConversation: () => walk.toEndOfConversation('lastFrame'),
  followTcp: () => followSelected('tcp'),
  followTls: () => followSelected('tcp', 'tls'),
  followHttp: () => followSelected('tcp', 'http'),
  followHttp2: () => followSelected('tcp', 'http2'),
  followUdp: () => followSelected('udp'),
  back: () => selection.back(),
  forward: () => selection.forward(),
  /** Back to the list; from the list, the find bar goes. */
  backToList: () => {
    if (find.open) find.close();
    mainList.focus();
  },
} satisfies Partial<Record<PageCommand, () => unknown>>;

export const showViews = Object.fromEntries(
  VIEWS.map((view) => [`view.${view}`, () => selection.showTab(view)]),
) as Record<`view.${ViewId}`, () => void>;

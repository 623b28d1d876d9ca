import type { PageCommand } from '../../src-main/ipc/commands';
import { VIEWS, type ViewId } from '../../src-main/ipc/views';
import { dialogs } from '../state/dialogs.svelte';
import { find, selection, walk } from '../state/window';
import { mainList } from '../state/main-list';

export const go = {
  goToPacket: () => (dialogs.goTo = true),
  nextPacket: () => walk.step(1),
  previousPacket: () => walk.step(-1),
  firstPacket: () => walk.toFirst(),
  lastPacket: () => walk.toLast(),
  nextInConversation: () => walk.stepInConversation(1),
  previousInConversation: () => walk.stepInConversation(-1),
  firstInConversation: () => walk.toEndOfConversation('firstFrame'),
  lastInConversation: () => walk.toEndOfConversation('lastFrame'),
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

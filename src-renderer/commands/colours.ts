import type { PageCommand } from '../../src-main/ipc/commands';
import { dialogs } from '../state/dialogs.svelte';
import { colouring } from '../state/window';

const conversation = (at: number) => () => colouring.colourConversation(at);

export const colours = {
  colouringRules: () => (dialogs.colours = true),
  colourConversation1: conversation(0),
  colourConversation2: conversation(1),
  colourConversation3: conversation(2),
  colourConversation4: conversation(3),
  colourConversation5: conversation(4),
  colourConversation6: conversation(5),
  forgetColours: () => colouring.forgetTemporary(),
} satisfies Partial<Record<PageCommand, () => unknown>>;

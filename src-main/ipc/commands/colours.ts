import type { Command } from './command';

/** One more colour of a conversation, one more key. */
const conversation = (number: number) =>
  ({
    label: `colours.conversation.${number}`,
    keys: [`Alt+${number}`],
    when: 'open',
    by: 'page',
    help: ['view', 'keys.colour'],
  }) as const satisfies Command;

/** Colours of the packet list, in the menu "View"; those of conversations by key and by right click. */
export const colours = {
  colouringRules: { label: 'menu.colouringRules', menu: 'view.2', when: 'open', by: 'page' },
  colourConversation1: conversation(1),
  colourConversation2: conversation(2),
  colourConversation3: conversation(3),
  colourConversation4: conversation(4),
  colourConversation5: conversation(5),
  colourConversation6: conversation(6),
  forgetColours: {
    label: 'colours.menu.forget',
    keys: ['Alt+0'],
    when: 'open',
    by: 'page',
    help: ['view', 'keys.colour.none'],
  },
} as const satisfies Record<string, Command>;

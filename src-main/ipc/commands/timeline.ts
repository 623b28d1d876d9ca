import type { Command } from './command';

/** Keys without modifiers, so in no menu: an accelerator would take them from every text field. */
export const timeline = {
  playTimeline: {
    label: 'play.play',
    keys: ['Space'],
    when: 'timeline',
    by: 'page',
    help: ['timeline', 'keys.play'],
  },
  nextStep: { label: 'play.next', keys: ['.'], when: 'timeline', by: 'page', help: ['timeline', 'keys.nextStep'] },
  previousStep: {
    label: 'play.previous',
    keys: [','],
    when: 'timeline',
    by: 'page',
    help: ['timeline', 'keys.previousStep'],
  },
} as const satisfies Record<string, Command>;

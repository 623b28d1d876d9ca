import type { Command } from './command';

export const help = {
  shortcuts: {
    label: 'menu.shortcuts',
    menu: 'help.0',
    keys: ['F1'],
    when: 'always',
    by: 'page',
    help: ['view', 'keys.keys'],
  },
  about: { label: 'menu.about', menu: 'help.0', when: 'always', by: 'page' },
} as const satisfies Record<string, Command>;

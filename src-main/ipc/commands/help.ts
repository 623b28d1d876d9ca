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
  changeKeys: { label: 'menu.changeKeys', menu: 'help.0', when: 'always', by: 'page' },
  keyGuide: { label: 'menu.keyGuide', menu: 'help.0', when: 'always', by: 'page' },
  practice: { label: 'menu.practice', menu: 'help.0', when: 'always', by: 'page' },
  palette: {
    label: 'menu.palette',
    menu: 'help.0',
    keys: ['Ctrl+Shift+P'],
    when: 'always',
    by: 'page',
    help: ['view', 'keys.palette'],
  },
  showLog: { label: 'menu.showLog', menu: 'help.1', when: 'always', by: 'main' },
  copySystemInformation: { label: 'menu.copySystemInformation', menu: 'help.1', when: 'always', by: 'main' },
  about: { label: 'menu.about', menu: 'help.0', when: 'always', by: 'page' },
} as const satisfies Record<string, Command>;

import type { Command } from './command';

export const file = {
  open: {
    label: 'menu.open',
    menu: 'file.0',
    keys: ['Ctrl+O'],
    when: 'always',
    by: 'main',
    help: ['file', 'keys.open'],
  },
  reload: {
    label: 'menu.reload',
    menu: 'file.1',
    keys: ['Ctrl+R'],
    when: 'open',
    by: 'main',
    help: ['file', 'keys.reload'],
  },
  sortByTime: { label: 'menu.sortByTime', menu: 'file.1', when: 'open', by: 'main' },
  cancelLoad: { label: 'menu.cancelLoad', menu: 'file.1', when: 'open', by: 'page' },
  save: {
    label: 'menu.save',
    menu: 'file.1',
    keys: ['Ctrl+S'],
    when: 'stopped',
    by: 'both',
    help: ['file', 'keys.save'],
  },
  print: {
    label: 'menu.print',
    menu: 'file.1',
    keys: ['Ctrl+P'],
    when: 'open',
    by: 'page',
    help: ['file', 'keys.print'],
  },
  close: {
    label: 'menu.close',
    menu: 'file.1',
    keys: ['Ctrl+W'],
    when: 'open',
    by: 'main',
    help: ['file', 'keys.close'],
  },
  quit: {
    label: 'menu.quit',
    menu: 'file.2',
    keys: ['Ctrl+Q'],
    when: 'always',
    by: { role: 'quit' },
    help: ['file', 'keys.quit'],
  },
} as const satisfies Record<string, Command>;

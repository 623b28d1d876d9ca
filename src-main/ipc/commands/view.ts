import type { Command } from './command';

export const view = {
  focusFilter: {
    label: 'menu.focusFilter',
    menu: 'view.1',
    keys: ['Ctrl+/'],
    when: 'open',
    by: 'page',
    help: ['filter', 'keys.filter'],
  },
  clearFilter: { label: 'menu.clearFilter', menu: 'view.1', when: 'open', by: 'page' },
  saveFilter: { label: 'menu.saveFilter', menu: 'view.1', when: 'open', by: 'page' },
  filterMacros: { label: 'menu.filterMacros', menu: 'view.1', when: 'always', by: 'page' },
  openBeside: { label: 'menu.openBeside', menu: 'view.2', when: 'open', by: 'main' },
  panes: { label: 'menu.panes', menu: 'view.2', when: 'always', by: 'page' },
  profiles: { label: 'menu.profiles', menu: 'view.2', when: 'always', by: 'page' },
  // Ctrl+= is the same key without Shift
  zoomIn: {
    label: 'menu.zoomIn',
    menu: 'view.3',
    keys: ['Ctrl++', 'Ctrl+='],
    when: 'always',
    by: 'main',
    help: ['view', 'keys.zoomIn'],
  },
  zoomOut: {
    label: 'menu.zoomOut',
    menu: 'view.3',
    keys: ['Ctrl+-'],
    when: 'always',
    by: 'main',
    help: ['view', 'keys.zoomOut'],
  },
  zoomReset: {
    label: 'menu.zoomReset',
    menu: 'view.3',
    keys: ['Ctrl+0'],
    when: 'always',
    by: 'main',
    help: ['view', 'keys.zoomReset'],
  },
  fullScreen: {
    label: 'menu.fullScreen',
    menu: 'view.3',
    keys: ['F11'],
    macKey: 'Control+Command+F',
    when: 'always',
    by: { role: 'togglefullscreen' },
    help: ['view', 'keys.fullScreen'],
  },
  developer: { label: 'menu.developer', menu: 'view.4', when: 'developer', by: { role: 'toggleDevTools' } },
} as const satisfies Record<string, Command>;

import type { Command } from './command';

export const capture = {
  // with the settings remembered, or after asking for an adapter
  captureStart: {
    label: 'menu.captureStart',
    menu: 'capture.0',
    keys: ['Ctrl+E'],
    when: 'idle',
    by: 'page',
    help: ['capture', 'keys.startStop'],
  },
  captureStop: { label: 'menu.captureStop', menu: 'capture.0', keys: ['Ctrl+E'], when: 'running', by: 'both' },
  captureRestart: {
    label: 'menu.captureRestart',
    menu: 'capture.0',
    keys: ['Ctrl+Shift+R'],
    when: 'live',
    by: 'main',
    help: ['capture', 'keys.restart'],
  },
  captureOptions: {
    label: 'menu.captureOptions',
    menu: 'capture.0',
    keys: ['Ctrl+K'],
    when: 'always',
    by: 'page',
    help: ['capture', 'keys.options'],
  },
  refreshAdapters: {
    label: 'menu.refreshAdapters',
    menu: 'capture.1',
    keys: ['F5'],
    when: 'always',
    by: 'page',
    help: ['capture', 'keys.adapters'],
  },
  captureCheck: { label: 'menu.captureCheck', menu: 'capture.1', when: 'always', by: 'page' },
} as const satisfies Record<string, Command>;

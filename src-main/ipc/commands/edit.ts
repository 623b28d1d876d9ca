import type { Command } from './command';

export const edit = {
  undo: { label: 'menu.undo', menu: 'edit.0', when: 'always', by: { role: 'undo' } },
  redo: { label: 'menu.redo', menu: 'edit.0', when: 'always', by: { role: 'redo' } },
  cut: { label: 'menu.cut', menu: 'edit.1', when: 'always', by: { role: 'cut' } },
  copy: { label: 'menu.copy', menu: 'edit.1', when: 'always', by: { role: 'copy' } },
  paste: { label: 'menu.paste', menu: 'edit.1', when: 'always', by: { role: 'paste' } },
  copyTable: { label: 'menu.copyTable', menu: 'edit.1', when: 'open', by: 'page' },
  selectAll: { label: 'menu.selectAll', menu: 'edit.1', when: 'always', by: { role: 'selectAll' } },
  find: { label: 'menu.find', menu: 'edit.2', keys: ['Ctrl+F'], when: 'open', by: 'page', help: ['find', 'keys.find'] },
  findNext: {
    label: 'menu.findNext',
    menu: 'edit.2',
    keys: ['Ctrl+N'],
    when: 'open',
    by: 'page',
    help: ['find', 'keys.findNext'],
  },
  findPrevious: {
    label: 'menu.findPrevious',
    menu: 'edit.2',
    keys: ['Ctrl+B'],
    when: 'open',
    by: 'page',
    help: ['find', 'keys.findPrevious'],
  },
  copyCaptureFilter: { label: 'menu.copyCaptureFilter', menu: 'edit.3', when: 'open', by: 'page' },
  // with Shift, a keyboard gives another sign for the comma: American ones the second, German ones the third
  settings: {
    label: 'menu.settings',
    menu: 'edit.7',
    keys: ['Ctrl+Shift+,', 'Ctrl+Shift+<', 'Ctrl+Shift+;'],
    when: 'always',
    by: 'page',
    help: ['view', 'keys.settings'],
  },
} as const satisfies Record<string, Command>;

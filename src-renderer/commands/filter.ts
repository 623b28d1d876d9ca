import type { PageCommand } from '../../src-main/ipc/commands';
import { displayFilter, find } from '../state/window';

export const filter = {
  find: () => find.show(),
  findNext: () => find.next(false),
  findPrevious: () => find.next(true),
  focusFilter: () => displayFilter.focus(),
  clearFilter: () => displayFilter.clear(),
  saveFilter: () => (displayFilter.saveOpen = true),
  filterMacros: () => (displayFilter.macrosOpen = true),
  copyCaptureFilter: () => (displayFilter.captureOpen = true),
} satisfies Partial<Record<PageCommand, () => unknown>>;

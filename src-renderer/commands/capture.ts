import type { PageCommand } from '../../src-main/ipc/commands';
import { adapters, capture as live, session } from '../state/window';

export const capture = {
  captureStart: () => live.start(),
  captureStop: () => live.stop(),
  captureOptions: () => (live.optionsOpen = true),
  captureCheck: () => (live.checkOpen = true),
  refreshAdapters: () => adapters.refresh(),
  save: () => live.save(),
  cancelLoad: () => session.cancelLoad(),
} satisfies Partial<Record<PageCommand, () => unknown>>;

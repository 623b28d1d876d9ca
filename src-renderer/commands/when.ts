// When a command can be used, as the page sees it.
import type { When } from '../../src-main/ipc/commands/command';
import type { FileSet } from '../../src-main/ipc/contracts/shell-contract';
import { capture, preferences, session, timelines } from '../state/window';

const hasNext = (set: FileSet | null): boolean => set !== null && set.at + 1 < set.names.length;

export const WHEN: Record<When, () => boolean> = {
  always: () => true,
  open: () => session.isOpen,
  fromFile: () => session.isOpen && capture.status === null,
  fileBefore: () => session.isOpen && (preferences.fileSet?.at ?? 0) > 0,
  fileAfter: () => session.isOpen && hasNext(preferences.fileSet),
  idle: () => !capture.isRunning,
  running: () => capture.isRunning,
  live: () => capture.status !== null,
  // one that is still running may be asked for as well: the main process says what stands against it
  stopped: () => capture.status !== null,
  timeline: () => timelines.hasFocus,
  developer: () => false,
};

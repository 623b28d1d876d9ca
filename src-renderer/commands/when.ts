// When a command can be used, as the page sees it.
import type { When } from '../../src-main/ipc/commands/command';
import { capture, session, timelines } from '../state/window';

export const WHEN: Record<When, () => boolean> = {
  always: () => true,
  open: () => session.isOpen,
  fromFile: () => session.isOpen && capture.status === null,
  idle: () => !capture.isRunning,
  running: () => capture.isRunning,
  live: () => capture.status !== null,
  // one that is still running may be asked for as well: the main process says what stands against it
  stopped: () => capture.status !== null,
  timeline: () => timelines.hasFocus,
  developer: () => false,
};

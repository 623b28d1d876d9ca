import type { PageCommand } from '../../src-main/ipc/commands';
import { play } from '../state/window';

export const timeline = {
  playTimeline: () => play.toggle(),
  nextStep: () => play.step(1),
  previousStep: () => play.step(-1),
} satisfies Partial<Record<PageCommand, () => unknown>>;

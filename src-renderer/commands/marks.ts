import type { PageCommand } from '../../src-main/ipc/commands';
import { marks as packetMarks } from '../state/window';

export const marks = {
  markPacket: () => packetMarks.toggle('marked'),
  markDisplayed: () => packetMarks.put('marked', { by: 'displayed' }, true),
  unmarkDisplayed: () => packetMarks.put('marked', { by: 'displayed' }, false),
  nextMark: () => packetMarks.next('marked', 1),
  previousMark: () => packetMarks.next('marked', -1),
  ignorePacket: () => packetMarks.toggle('ignored'),
  ignoreDisplayed: () => packetMarks.put('ignored', { by: 'displayed' }, true),
  unignoreAll: () => packetMarks.put('ignored', { by: 'all' }, false),
  timeReference: () => packetMarks.toggle('reference'),
  unsetReferences: () => packetMarks.put('reference', { by: 'all' }, false),
  nextReference: () => packetMarks.next('reference', 1),
  previousReference: () => packetMarks.next('reference', -1),
} satisfies Partial<Record<PageCommand, () => unknown>>;

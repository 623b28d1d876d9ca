import type { PageCommand } from '../../src-main/ipc/commands';
import { comments, marks as packetMarks } from '../state/window';

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
  commentPacket: () => comments.onPacket(),
  nextComment: () => comments.next(false),
  previousComment: () => comments.next(true),
  captureComments: () => comments.onCapture(),
} satisfies Partial<Record<PageCommand, () => unknown>>;

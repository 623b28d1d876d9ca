import { expect, test } from 'vitest';
import { isPaneOrder, PACKET_PANES, swapped } from '../../../src-main/ipc/pane-order';
import { DEFAULT_PREFERENCES } from '../../../src-main/ipc/preference-defaults';
import { checkPreferences } from '../../../src-main/shell/preferences';

test('two panes change places, the others stay', () => {
  expect(swapped(PACKET_PANES, 'list', 'bytes')).toEqual(['bytes', 'tree', 'list', 'timeline']);
  expect(swapped(PACKET_PANES, 'tree', 'tree')).toEqual([...PACKET_PANES]);
});

test.each([
  [[]],
  [['list', 'tree', 'bytes']],
  [['list', 'tree', 'bytes', 'bytes']],
  [['list', 'tree', 'bytes', 'other']],
])('%j is no layout: the first one holds', (paneOrder) => {
  expect(isPaneOrder(paneOrder)).toBe(false);
  const { preferences, broken } = checkPreferences({ paneOrder });
  expect([preferences.paneOrder, broken]).toEqual([DEFAULT_PREFERENCES.paneOrder, 'paneOrder']);
});

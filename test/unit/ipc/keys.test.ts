// Keys that somebody has chosen: which ones there are, what they take from others, what of a damaged file is left.
import { expect, test } from 'vitest';
import { COMMAND_IDS, COMMANDS } from '../../../src-main/ipc/commands';
import { CHANGEABLE, holderOf, isChosen, keysOf, mayHave, withKey } from '../../../src-main/ipc/commands/keys';

test('every key that is declared may be chosen', () => {
  for (const id of CHANGEABLE) for (const key of COMMANDS[id].keys ?? []) expect(mayHave(id, key), key).toBe(true);
  expect(CHANGEABLE.length).toBeGreaterThan(60);
  expect(CHANGEABLE.filter((id) => ['copy', 'undo', 'backToList', 'captureStop', 'developer'].includes(id))).toEqual(
    [],
  );
});

test.each([
  'A',
  'Space',
  'Enter',
  'Shift+A',
  'Ctrl+C',
  'Ctrl+Shift+Z',
  'Alt+F4',
  'F10',
  'F25',
  'Ctrl+',
  'Ctrl+a',
  'Ctrl+ж',
  '',
])('%j is no key for a command', (key) => expect(mayHave('open', key)).toBe(false));

test.each(['Ctrl+O', 'Ctrl+Shift+<', 'Ctrl++', 'Alt+←', 'Alt+Q', 'F3', 'Ctrl+F3', 'Ctrl+Alt+Shift+U', 'Ctrl+Alt+C'])(
  '%j is one',
  (key) => expect(mayHave('open', key)).toBe(true),
);

test('letters alone are for the timeline only', () => {
  expect(mayHave('playTimeline', 'P')).toBe(true);
  expect(mayHave('find', 'P')).toBe(false);
});

test('a chosen key replaces all that the command was declared with', () => {
  expect(keysOf('zoomIn', {})).toEqual(['Ctrl++', 'Ctrl+=']);
  expect(keysOf('zoomIn', { zoomIn: 'F3' })).toEqual(['F3']);
  expect(keysOf('zoomIn', { zoomIn: '' })).toEqual([]);
  expect(isChosen('zoomIn', { zoomIn: 'F3' })).toBe(true);
  expect(isChosen('zoomIn', {})).toBe(false);
});

test('the two sides of a switch have one key', () => {
  expect(keysOf('captureStop', { captureStart: 'F3' })).toEqual(['F3']);
  expect(keysOf('captureStop', { captureStop: 'F4' })).toEqual(['Ctrl+E']);
  expect(holderOf('captureStop', 'Ctrl+E', {})).toBe(null);
});

test('what another command has is taken from it, also its second key', () => {
  expect(holderOf('find', 'Ctrl+=', {})).toBe('zoomIn');
  const chosen = withKey('find', 'Ctrl+=', {});
  expect(chosen).toEqual({ find: 'Ctrl+=', zoomIn: '' });
  expect(keysOf('zoomIn', chosen)).toEqual([]);
  expect(holderOf('goToPacket', 'Ctrl+F', chosen)).toBe(null);
  // back: nothing is kept for a command that has its own key
  expect(withKey('zoomIn', 'Ctrl++', withKey('find', 'Ctrl+F', chosen))).toEqual({});
  // … from the command that holds the key of a switch
  expect(withKey('find', 'Ctrl+E', {})).toEqual({ find: 'Ctrl+E', captureStart: '' });
});

test('no key at all', () => {
  expect(withKey('find', '', {})).toEqual({ find: '' });
  expect(withKey('clearFilter', '', { clearFilter: 'F3' })).toEqual({});
});

test('what a damaged file holds is nobody’s key', () => {
  const damaged = { open: 'A', find: '__proto__', nothing: 'F3', constructor: 'F4' };
  for (const id of COMMAND_IDS) expect(keysOf(id, damaged)).toEqual(COMMANDS[id].keys ?? []);
});

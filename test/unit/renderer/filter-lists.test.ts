import { expect, test } from 'vitest';
import { MAX_FILTER_HISTORY } from '../../../src-main/ipc/filter-defaults';
import { kept, placed, remembered, shifted, without } from '../../../src-renderer/format/filter-lists';

const filter = (name: string, text = name) => ({ name, text });
const names = (list: { name: string }[]) => list.map((one) => one.name).join('');
const abc = ['a', 'b', 'c'].map((name) => filter(name));

test('the history holds each filter once, the newest first, and not too many', () => {
  expect(remembered(['a', 'b'], ' b ')).toEqual(['b', 'a']);
  expect(remembered(['a'], '  ')).toEqual(['a']);
  const many = Array.from({ length: 40 }, (_, i) => String(i));
  expect(remembered(many, 'new')).toHaveLength(MAX_FILTER_HISTORY);
});

test.each([
  ['a new one comes last', kept(abc, filter('d')), 'abcd'],
  ['the same name takes its place', kept(abc, filter('b', 'new')), 'abc'],
  ['renamed, it keeps its place', kept(abc, filter('x'), 'b'), 'axc'],
  ['renamed to a name that is taken, it takes that one away', kept(abc, filter('a'), 'c'), 'ba'],
  ['renamed to a name further on', kept(abc, filter('c'), 'a'), 'cb'],
  ['moved on', shifted(abc, 'a', 1), 'bac'],
  ['moved back', shifted(abc, 'c', -1), 'acb'],
  ['moved beyond an end', shifted(abc, 'a', -1), 'abc'],
  ['dropped on another', placed(abc, 'a', 'c'), 'bca'],
  ['dropped on nothing', placed(abc, 'a', 'z'), 'abc'],
  ['taken away', without(abc, 'b'), 'ac'],
])('saved filters: %s', (_, list, expected) => {
  expect(names(list)).toBe(expected);
});

test('the text under a name is the one kept last', () => {
  expect(kept(abc, filter('b', 'new'))[1]).toEqual({ name: 'b', text: 'new' });
});

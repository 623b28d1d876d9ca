import { expect, it } from 'vitest';
import { History } from '../../../src-renderer/state/history';

const history = (): History<number> => new History(5, (a, b) => a === b);

it('goes back and forward and forgets what lay ahead after a new visit', () => {
  const h = history();
  for (const place of [1, 2, 3]) h.visit(place, false);
  expect([h.back(), h.back(), h.back()]).toEqual([2, 1, null]);
  expect(h.forward()).toBe(2);
  h.visit(9, false);
  expect(h.canGoForward).toBe(false);
  expect(h.back()).toBe(2);
});

it('keeps one entry for a walk', () => {
  const h = history();
  h.visit(1, false);
  for (const place of [2, 3, 4, 5]) h.visit(place, true);
  h.visit(9, false);
  expect([h.back(), h.back(), h.back()]).toEqual([5, 1, null]);
});

it('does not note the same place twice and forgets the oldest', () => {
  const h = history();
  h.visit(1, false);
  h.visit(1, false);
  expect(h.canGoBack).toBe(false);
  for (let place = 2; place <= 20; place++) h.visit(place, false);
  let steps = 0;
  while (h.back() !== null) steps++;
  expect(steps).toBe(4);
});

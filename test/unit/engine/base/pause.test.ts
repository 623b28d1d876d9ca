// Long work of several kinds: between two slices of it the event loop goes round, so that a request waits for one of them at most.
import { expect, test } from 'vitest';
import { Slice } from '../../../../src-main/engine/base/pause';

test('of several that give way, one goes on at a time, each in its turn', async () => {
  const seen: string[] = [];
  let open = 3;
  const round = (): void => {
    seen.push('round');
    if (open > 0) setImmediate(round);
  };
  setImmediate(round);
  const work = async (name: string): Promise<void> => {
    const slice = new Slice();
    for (let i = 0; i < 4; i++) {
      await slice.giveWay();
      seen.push(name);
    }
    open--;
  };
  await Promise.all([work('a'), work('b'), work('c')]);
  expect(seen.filter((name) => name !== 'round')).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']);
  const slicesARound = seen
    .join(' ')
    .split('round')
    .map((part) => part.trim().split(' ').length);
  expect(Math.max(...slicesARound)).toBe(1);
});

test('who gives way alone goes on at once', async () => {
  const slice = new Slice();
  const seen: string[] = [];
  setImmediate(() => setImmediate(() => seen.push('two rounds')));
  await slice.giveWay();
  expect(seen).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { PageCache } from '../../../src-renderer/components/shared/page-cache';

interface Asked {
  from: number;
  count: number;
  signal: AbortSignal;
  answer: () => Promise<void>;
  fail: () => Promise<void>;
}

/** A list whose row `n` is `prefix + n`; answers only when told to. */
function bench(pageSize = 10, maxPages = 4) {
  const asked: Asked[] = [];
  const state = { arrivals: 0, errors: 0, prefix: '' };
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  const cache = new PageCache<string>({
    pageSize,
    maxPages,
    load: (from, count, signal) => {
      const { prefix } = state;
      return new Promise((resolve, reject) =>
        asked.push({
          from,
          count,
          signal,
          answer: () => (resolve(Array.from({ length: count }, (_, i) => `${prefix}${from + i}`)), settled()),
          fail: () => (reject(new Error('no')), settled()),
        }),
      );
    },
    onArrival: () => state.arrivals++,
    onError: () => state.errors++,
  });
  return { cache, asked, state };
}

describe('page cache', () => {
  it('asks for the pages on the screen once', async () => {
    const { cache, asked, state } = bench();
    cache.want(5, 25, 100);
    cache.want(5, 25, 100);
    expect(asked.map(({ from, count }) => [from, count])).toEqual([
      [0, 10],
      [10, 10],
      [20, 10],
    ]);
    expect(cache.row(12)).toBeUndefined();
    await asked[1].answer();
    expect(cache.row(12)).toBe('12');
    expect(cache.row(5)).toBeUndefined();
    expect(state.arrivals).toBe(1);
  });

  it('gives up what has been scrolled past, and drops an answer that comes all the same', async () => {
    const { cache, asked, state } = bench();
    cache.want(0, 10, 100);
    cache.want(50, 60, 100);
    expect(asked[0].signal.aborted).toBe(true);
    expect(asked[1].signal.aborted).toBe(false);
    await asked[0].answer();
    expect(cache.row(3)).toBeUndefined();
    expect(state.arrivals).toBe(0);
  });

  it('asks again for the last page when the list has grown', async () => {
    const { cache, asked } = bench();
    cache.want(0, 20, 13);
    expect(asked.map(({ from, count }) => [from, count])).toEqual([
      [0, 10],
      [10, 3],
    ]);
    await asked[0].answer();
    await asked[1].answer();
    cache.want(0, 20, 18);
    expect(asked.slice(2).map(({ from, count }) => [from, count])).toEqual([[10, 8]]);
    expect(cache.row(12)).toBe('12'); // shown until the new page is here
    await asked[2].answer();
    expect(cache.row(17)).toBe('17');
  });

  it('keeps the pages used last', async () => {
    const { cache, asked } = bench(10, 3);
    for (const page of [0, 1, 2]) {
      cache.want(page * 10, page * 10 + 10, 1000);
      await asked[page].answer();
    }
    cache.want(0, 10, 1000); // page 0 is in use again
    cache.want(30, 40, 1000);
    await asked[3].answer();
    expect(cache.size).toBe(3);
    expect(cache.row(0)).toBe('0');
    expect(cache.row(10)).toBeUndefined();
    expect(cache.row(20)).toBe('20');
  });

  it('shows the old rows after invalidate until the new ones are here', async () => {
    const { cache, asked, state } = bench();
    cache.want(0, 10, 10);
    await asked[0].answer();
    state.prefix = 'new ';
    cache.invalidate();
    expect(cache.row(4)).toBe('4');
    cache.want(0, 10, 10);
    await asked[1].answer();
    expect(cache.row(4)).toBe('new 4');
  });

  it('reports a page that failed and asks for it again', async () => {
    const { cache, asked, state } = bench();
    cache.want(0, 10, 10);
    await asked[0].fail();
    expect(state.errors).toBe(1);
    cache.want(0, 10, 10);
    expect(asked).toHaveLength(2);
  });

  it('asks for nothing outside the list', () => {
    const { cache, asked } = bench();
    cache.want(-64, 64, 0);
    cache.want(-64, 64, 5);
    expect(asked.map(({ from, count }) => [from, count])).toEqual([[0, 5]]);
  });

  it('asks for the rest of a page whose list has grown while it was on its way', async () => {
    const { cache, asked } = bench();
    cache.want(0, 4, 4);
    cache.want(0, 7, 7);
    expect(asked).toHaveLength(1);
    await asked[0].answer();
    expect(asked.map(({ from, count }) => [from, count])).toEqual([
      [0, 4],
      [0, 7],
    ]);
    await asked[1].answer();
    expect(cache.row(6)).toBe('6');
    expect(asked).toHaveLength(2);
  });
});

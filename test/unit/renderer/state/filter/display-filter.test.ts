// The display filter: judged a moment after typing, applied only when it compiles, remembered, and shown again by the next engine.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FilterStatus, FilterVerdict } from '../../../../../src-main/ipc/contracts/filter-contract';
import { DisplayFilter } from '../../../../../src-renderer/state/filter/display-filter.svelte';
import { Tabs } from '../../../../../src-renderer/state/tabs.svelte';
import { fakeEngine, fakePreferences, fakeSelection, fakeSession, settled } from '../fakes';

const GOOD: FilterVerdict = { ok: true, advice: [] };
const BAD = { ok: false, mistake: { at: 0 }, advice: [] } as unknown as FilterVerdict;
const status = (shown: string, matched = 0, running: string | null = null): FilterStatus => ({
  list: 1,
  shown,
  matched,
  running,
  scanned: 0,
  total: 0,
  elapsedMs: 0,
  partial: false,
  problem: null,
});
/** as if a text with `(` were the only kind that does not compile */
const verdictOf = (text: string): FilterVerdict => (text.includes('(') ? BAD : GOOD);

function make(shown = '') {
  const engine = fakeEngine({
    checkFilter: ({ source }) => verdictOf(source.text),
    setFilter: ({ source }) => verdictOf(source.text),
    filterStatus: () => status(shown),
    cancelFilter: () => null,
  });
  const preferences = fakePreferences({ displayFilters: ['old'], filterMacros: [{ name: 'm', text: 'tcp' }] });
  const selection = fakeSelection(7);
  const tabs = new Tabs({ preferences });
  const filter = new DisplayFilter({ engine, preferences, selection, session: fakeSession(100), tabs });
  filter.listen();
  return { engine, preferences, selection, tabs, filter };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('of what is typed only the last text is judged', async () => {
  const { engine, filter } = make();
  filter.set('tc');
  filter.set('tcp');
  expect(filter.bar).toBe('checking');
  await vi.runAllTimersAsync();
  expect(engine.asked).toEqual([
    { name: 'checkFilter', args: { source: { text: 'tcp', macros: [{ name: 'm', text: 'tcp' }], frame: 7 } } },
  ]);
  expect(filter.bar).toBe('valid');
  filter.set('tcp (');
  expect(filter.bar).toBe('checking');
  await vi.runAllTimersAsync();
  expect(filter.bar).toBe('mistake');
  filter.set(' ');
  expect(filter.bar).toBe('empty');
});

test('a filter that is applied is remembered, and its packets are shown', async () => {
  const { engine, filter, preferences, selection } = make();
  expect(await filter.apply(' tcp ')).toBe(true);
  expect(engine.namesAsked()).toEqual(['setFilter']);
  expect(preferences.now.displayFilters).toEqual(['tcp', 'old']);
  expect(selection.done).toEqual([['showTab', 'packets']]);
});

test('who has gone to another page before the filter is taken stays there', async () => {
  const { filter, tabs, selection } = make();
  const applied = filter.apply('tcp');
  tabs.show('connections');
  expect(await applied).toBe(true);
  expect(selection.done).toEqual([]);
});

test('one with a mistake stays in the bar and changes nothing else', async () => {
  const { filter, preferences, selection } = make();
  expect(await filter.apply('tcp (')).toBe(false);
  expect([filter.text, filter.bar]).toEqual(['tcp (', 'mistake']);
  expect(preferences.now.displayFilters).toEqual(['old']);
  expect(selection.done).toEqual([]);
});

test('no filter at all is no history', async () => {
  const { filter, preferences, selection } = make();
  expect(await filter.apply('')).toBe(true);
  expect(preferences.now.displayFilters).toEqual(['old']);
  expect(selection.done).toEqual([]);
});

test('rows are those of the filter, or all', () => {
  const { engine, filter } = make();
  expect([filter.isFiltered, filter.total]).toEqual([false, 100]);
  engine.tell('filter', status('tcp', 12));
  expect([filter.isFiltered, filter.total]).toEqual([true, 12]);
  filter.text = 'tcp ';
  expect(filter.isApplied).toBe(true);
  engine.tell('filter', status('tcp', 12, 'udp'));
  expect([filter.isRunning, filter.isApplied]).toEqual([true, false]);
});

test('the engine of another capture is told the filter that was shown; one that has its own tells it', async () => {
  const { engine, filter } = make();
  await filter.apply('udp');
  engine.asked.length = 0;
  engine.connect();
  await settled();
  expect(engine.asked.map(({ name, args }) => [name, (args as { source?: { text: string } }).source?.text])).toEqual([
    ['filterStatus', undefined],
    ['setFilter', 'udp'],
  ]);

  const other = make('arp');
  other.engine.connect();
  await settled();
  expect(other.engine.namesAsked()).toEqual(['filterStatus']);
  expect([other.filter.text, other.filter.shown]).toEqual(['arp', 'arp']);
});

// Find: what is asked of the engine, and what becomes of its answer.
import { expect, test } from 'vitest';
import type { FindHit } from '../../../../../src-main/ipc/contracts/filter-contract';
import { Find } from '../../../../../src-renderer/state/filter/find.svelte';
import { fakeEngine, fakePreferences, fakeSelection, fakeSession, settled } from '../fakes';

function make(hit: FindHit | null) {
  const engine = fakeEngine({ find: () => ({ ok: true, hit }) });
  const selection = fakeSelection(5);
  const session = fakeSession();
  const displayFilter = { total: 100, source: (text: string) => ({ text, macros: [], frame: 5 }) };
  const find = new Find({ engine, preferences: fakePreferences(), displayFilter, selection, session });
  find.listen();
  return { engine, selection, session, find };
}
const HIT: FindHit = { frame: 9, wrapped: false, bytes: null };

test('without words the bar opens instead', () => {
  const { engine, find, selection } = make(HIT);
  let focused = 0;
  find.focus = () => void focused++;
  find.next(false);
  expect([find.open, focused, engine.asked, selection.done]).toEqual([true, 1, [], [['showTab', 'packets']]]);
});

test('a hit is selected, and its bytes with it', async () => {
  const { engine, find, selection } = make({ ...HIT, bytes: { at: 54, len: 3 } });
  find.text = 'abc';
  find.next(false);
  expect(find.searching).toBe(true);
  await settled();
  expect(engine.asked).toEqual([
    {
      name: 'find',
      args: {
        what: { by: 'text', place: 'list', text: 'abc', caseSensitive: false, language: 'en' },
        from: 5,
        backward: false,
        wrap: true,
      },
    },
  ]);
  expect(selection.done).toEqual([['selectFrame', 9, 'jump', { at: 54, len: 3 }]]);
  expect([find.searching, find.outcome]).toEqual([false, { kind: 'hit', frame: 9, wrapped: false, backward: false }]);
});

test('no hit: the whole list was looked through where the search goes round', async () => {
  const { find, selection } = make(null);
  find.text = 'abc';
  find.next(true);
  await settled();
  expect(find.outcome).toEqual({ kind: 'none', backward: true, whole: true });
  find.wrap = false;
  find.next(true);
  await settled();
  expect(find.outcome).toEqual({ kind: 'none', backward: true, whole: false });
  expect(selection.done).toEqual([]);
});

test('words that change meanwhile: the answer to the old ones is not taken', async () => {
  const { find, selection, session } = make(HIT);
  find.text = 'abc';
  find.next(false);
  find.changed();
  await settled();
  expect([find.searching, find.outcome, selection.done, session.reported]).toEqual([false, null, [], []]);
});

test('each way of searching is asked in its own words', async () => {
  const { engine, find } = make(null);
  find.text = '0a0b';
  for (const by of ['filter', 'hex', 'regex'] as const) {
    find.by = by;
    find.next(false);
    await settled();
  }
  expect(engine.asked.map(({ args }) => (args as { what: unknown }).what)).toEqual([
    { by: 'filter', source: { text: '0a0b', macros: [], frame: 5 } },
    { by: 'hex', hex: '0a0b' },
    { by: 'regex', place: 'list', pattern: '0a0b', caseSensitive: false, language: 'en' },
  ]);
});

test('a search that fails is reported and ends', async () => {
  const { engine, find, session } = make(null);
  engine.answers.find = () => {
    throw new Error('gone');
  };
  find.text = 'abc';
  find.next(false);
  await settled();
  expect([find.searching, session.reported.map(String)]).toEqual([false, ['Error: gone']]);
});

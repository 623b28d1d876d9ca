// Connections that are selected together: a range in the order of the table, one more, one less; another one selected elsewhere ends it.
import { expect, test } from 'vitest';
import type { ViewId } from '../../../../../src-main/ipc/views';
import { PickedFlows } from '../../../../../src-renderer/state/list/picked-flows.svelte';
import { Selection } from '../../../../../src-renderer/state/selection.svelte';
import { fakeEngine, fakeSession } from '../fakes';

const ORDER = { kind: 'tcp', sort: 'packets', descending: true } as const;

function table(ids: readonly number[]) {
  const engine = fakeEngine({
    rowOfFlow: ({ id }) => ids.indexOf(id),
    flowIds: ({ from, count }) => Uint32Array.from(ids.slice(from, from + count)),
  });
  const session = fakeSession();
  const tabs = { current: 'connections' as ViewId, show: () => undefined };
  const selection = new Selection({ engine, session, tabs });
  const picked = new PickedFlows({ engine, selection, session });
  const click = (id: number, how: 'only' | 'range' | 'toggle' | 'keep' = 'only'): void => {
    picked.pick(id, ids.indexOf(id), ORDER, how);
    selection.selectFlow(id);
  };
  return { engine, selection, picked, click };
}
const answered = () => new Promise((resolve) => setTimeout(resolve));

test('a range goes from the connection before in the order of the table, and moves with its end', async () => {
  const { picked, click } = table([7, 3, 9, 1, 5]);
  click(3);
  expect([picked.ids, picked.several.size]).toEqual([[3], 0]);
  click(1, 'range');
  await answered();
  expect(picked.ids).toEqual([3, 9, 1]);
  click(7, 'range');
  await answered();
  expect(picked.ids).toEqual([7, 3]);
  click(7, 'toggle');
  expect(picked.ids).toEqual([3]);
  expect(picked.has(7)).toBe(false);
  click(5, 'toggle');
  expect(picked.ids).toEqual([3, 5]);
});

test('only the last of several ranges is waited for', async () => {
  const { picked, click } = table([7, 3, 9, 1, 5]);
  click(7);
  for (const id of [3, 9, 1]) click(id, 'range');
  await answered();
  expect(picked.ids).toEqual([7, 3, 9, 1]);
});

test('a menu, and a cursor that moves, keep them; a click, a selection elsewhere and another capture do not', async () => {
  const { engine, picked, selection, click } = table([7, 3, 9]);
  click(7);
  click(9, 'toggle');
  click(3, 'keep');
  expect(picked.ids).toEqual([7, 9]);
  selection.selectFlow(9);
  expect(picked.ids).toEqual([9]);
  click(7, 'toggle');
  expect(picked.ids).toEqual([9, 7]);
  click(3);
  expect(picked.ids).toEqual([3]);
  click(9, 'range');
  engine.connect();
  await answered();
  expect([...picked.several]).toEqual([]);
});

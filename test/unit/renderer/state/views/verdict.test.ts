// What is said of a connection is asked for once, again when it has grown, and never shown for another one that came too late.
import { expect, test } from 'vitest';
import type { FlowRow } from '../../../../../src-main/ipc/contracts/engine-contract';
import type { ConnectionVerdict } from '../../../../../src-main/ipc/contracts/verdict-contract';
import { VerdictState } from '../../../../../src-renderer/state/views/verdict.svelte';
import { fakeEngine, fakeSession, settled } from '../fakes';

const flow = (id: number, lastFrame = 9): FlowRow => ({ id, lastFrame }) as FlowRow;

function make() {
  const waiting = new Map<number, (value: ConnectionVerdict) => void>();
  const engine = fakeEngine({
    verdict: ({ flow: id }) => new Promise((resolve) => void waiting.set(id, resolve)),
  });
  const state = new VerdictState({ engine, session: fakeSession() });
  const answer = async (id: number): Promise<void> => {
    await settled();
    waiting.get(id)?.({ flow: id } as ConnectionVerdict);
    await settled();
  };
  return { engine, state, answer };
}

test('asked once a connection, and again when it has grown', async () => {
  const { engine, state, answer } = make();
  state.show(flow(3));
  await answer(3);
  expect(state.verdict?.flow).toBe(3);
  state.show(flow(3));
  await settled();
  expect(engine.asked).toEqual([{ name: 'verdict', args: { flow: 3 } }]);
  state.show(flow(3, 12));
  await answer(3);
  expect(engine.asked).toHaveLength(2);
});

test('an answer that comes too late is not shown', async () => {
  const { state, answer } = make();
  state.show(flow(3));
  await settled();
  state.show(flow(4));
  await answer(4);
  await answer(3);
  expect(state.verdict?.flow).toBe(4);
});

test('nothing is shown where nothing is selected, or the engine refuses', async () => {
  const { engine, state, answer } = make();
  state.show(flow(3));
  await answer(3);
  state.show(null);
  expect(state.verdict).toBeNull();
  engine.answers.verdict = () => Promise.reject(new Error('no such flow'));
  state.show(flow(5));
  await settled();
  expect(state.verdict).toBeNull();
});

// From packet to packet: next and previous in the displayed list, also from a packet that the filter hides, and in the conversation.
import { expect, test } from 'vitest';
import type { PacketRows } from '../../../../../src-main/ipc/contracts/engine-contract';
import { Walk } from '../../../../../src-renderer/state/list/walk';
import { fakeEngine, fakeSelection, fakeSession } from '../fakes';

/** A list that shows these frames. */
function walkOver(shown: readonly number[], frame: number, flow = -1) {
  const engine = fakeEngine({
    rowOfFrame: ({ frame: wanted, nearest }) =>
      nearest
        ? Math.max(
            0,
            shown.findLastIndex((one) => one <= wanted),
          )
        : shown.indexOf(wanted),
    packetRows: ({ from, count }) =>
      ({ frame: Uint32Array.from(shown.slice(from, from + count)) }) as unknown as PacketRows,
    frameInFlow: ({ frame: from, by }) => from + 10 * by,
    flow: () => ({ firstFrame: 3, lastFrame: 77 }) as never,
  });
  const selection = fakeSelection(frame, flow);
  const session = fakeSession();
  const displayFilter = { total: shown.length, source: () => null as never };
  return { engine, selection, session, walk: new Walk({ engine, selection, session, displayFilter }) };
}

test.each([
  ['the next', [2, 4, 6], 4, 1, 6],
  ['the previous', [2, 4, 6], 4, -1, 2],
  ['nothing behind the last', [2, 4, 6], 6, 1, 6],
  ['nothing before the first', [2, 4, 6], 2, -1, 2],
  ['the first where none is selected', [2, 4, 6], 0, 1, 2],
  ['the next behind a hidden one', [2, 4, 6], 5, 1, 6],
  ['the one before a hidden one', [2, 4, 6], 5, -1, 4],
  ['the first behind a hidden one before it', [2, 4, 6], 1, 1, 2],
  ['nothing in an empty list', [], 5, 1, 5],
] as const)('a step goes to %s', async (_, shown, from, by, to) => {
  const { walk, selection, session } = walkOver(shown, from);
  await walk.step(by);
  expect(selection.frame).toBe(to);
  expect(session.reported).toEqual([]);
});

test('first and last are those of the list', async () => {
  const { walk, selection } = walkOver([2, 4, 6], 4);
  await walk.toLast();
  expect(selection.frame).toBe(6);
  await walk.toFirst();
  expect(selection.frame).toBe(2);
});

test('in a conversation the engine says which is next; without one nothing is asked', async () => {
  const { walk, selection } = walkOver([1, 2, 3], 20, 5);
  await walk.stepInConversation(1);
  expect(selection.done).toEqual([['selectFrame', 30, 'walk']]);
  await walk.toEndOfConversation('lastFrame');
  expect(selection.frame).toBe(77);
  const none = walkOver([1, 2, 3], 20);
  await none.walk.stepInConversation(1);
  await none.walk.toEndOfConversation('firstFrame');
  expect(none.engine.asked).toEqual([]);
});

test('what the engine cannot answer is reported, and nothing is selected', async () => {
  const { walk, selection, session, engine } = walkOver([2, 4, 6], 4);
  engine.answers.rowOfFrame = () => {
    throw new Error('gone');
  };
  await walk.step(1);
  expect(selection.done).toEqual([]);
  expect(session.reported.map(String)).toEqual(['Error: gone']);
});

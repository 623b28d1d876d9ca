import { expect, test } from 'vitest';
import { FLOW_FACTS } from '../../../src-main/ipc/flow-facts';
import { outcomes } from '../../../src-renderer/components/flows/outcome-counts';
import { compiled } from '../filter/language';

const COUNTS = {
  handshake: { complete: 90, refused: 3, 'no-answer': 5, 'not-seen': 1 },
  ending: { 'fin-4': 80, 'fin-3': 90, rst: 1, 'fin-rst': 7 },
};
test('the worst come first, of equal ones the more frequent', () => {
  expect(outcomes(COUNTS, 'handshake').map((one) => `${one.word} ${one.count}`)).toEqual([
    'no-answer 5',
    'refused 3',
    'not-seen 1',
    'complete 90',
  ]);
  expect(outcomes(COUNTS, 'ending').map((one) => one.word)).toEqual(['rst', 'fin-rst', 'fin-3', 'fin-4']);
});
test('nothing is counted, nothing is shown', () => {
  expect(outcomes({ handshake: {}, ending: {} }, 'ending')).toEqual([]);
});
test.each(['handshake', 'ending'] as const)('every word of %s is a filter', (fact) => {
  const all = Object.fromEntries(Object.keys(FLOW_FACTS[fact].words).map((word) => [word, 1]));
  delete all.none; // UDP, which is not counted
  const list = outcomes({ handshake: {}, ending: {}, [fact]: all }, fact);
  expect(list.length).toBeGreaterThan(8);
  for (const { filter } of list) expect(() => compiled(filter)).not.toThrow();
});

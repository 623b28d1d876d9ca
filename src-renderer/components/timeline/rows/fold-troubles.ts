// What a fold hides, in the order of its weight. Pure.
import type { MessageKey } from '../../../../src-main/i18n/catalogue';
import type { FoldTroubles } from '../../../../src-main/ipc/contracts/engine-contract';

const KEYS: [kind: keyof FoldTroubles, key: MessageKey][] = [
  ['repeated', 'timeline.repeatedCount'],
  ['zeroWindows', 'timeline.zeroWindows'],
  ['ignored', 'timeline.ignoredCount'],
  ['gaps', 'timeline.gaps'],
  ['copies', 'timeline.copies'],
];

export interface FoldTrouble {
  kind: keyof FoldTroubles;
  key: MessageKey;
  count: number;
}

/** The kinds that there are in this fold. */
export const troublesOf = (troubles: FoldTroubles): FoldTrouble[] =>
  KEYS.map(([kind, key]) => ({ kind, key, count: troubles[kind] })).filter(({ count }) => count > 0);

import { expect, test } from 'vitest';
import { rangesOf } from '../../../src-renderer/components/timeline/rows/sack-ranges';

test.each([
  ['an ACK of nothing new', { ack: 10, ackFrom: null, sack: [] }, []],
  ['what is acknowledged for the first time', { ack: 10, ackFrom: 1, sack: [] }, ['acked 1–10']],
  [
    'blocks by their numbers, what came twice before them',
    {
      ack: 10,
      ackFrom: 1,
      sack: [
        { from: 2, to: 4, duplicate: true },
        { from: 50, to: 60, duplicate: false },
        { from: 20, to: 30, duplicate: false },
      ],
    },
    ['acked 1–10', 'dsack 2–4', 'sack 20–30', 'sack 50–60'],
  ],
])('%s', (_, segment, texts) => {
  expect(rangesOf(segment).map(({ kind, text }) => `${kind} ${text}`)).toEqual(texts);
});

// Which packet of its connection a row is: in order, backwards and by chance the same as counting; quoted segments do not count.
import { expect, test } from 'vitest';
import { PacketNumber } from '../../../../src-main/flow/conversations/packet-number';
import { analyse, conversation } from '../analyse';

const LINES = ['> S', '< SA', '> A', 'icmp > A', '> PA +10', '< A'];

test('in any order of asking', () => {
  const all = Array.from({ length: 30 }, (_, n) => conversation(LINES, [40000 + n, 80]).frames);
  const frames = LINES.flatMap((_, i) => all.map((one) => one[i]));
  const analysis = analyse(frames);
  const expected = frames.map((_, row) => {
    const line = Math.floor(row / 30);
    return line === 3 ? 0 : line < 3 ? line + 1 : line;
  });
  const rows = frames.map((_, row) => row);
  const forward = new PacketNumber(analysis);
  expect(rows.map((row) => forward.of(row))).toEqual(expected);
  expect(rows.map((row) => forward.of(row))).toEqual(expected);
  const backward = new PacketNumber(analysis);
  expect(rows.toReversed().map((row) => backward.of(row))).toEqual(expected.toReversed());
  const leaping = new PacketNumber(analysis);
  const leaps = rows.map((row) => (row * 77) % frames.length);
  expect(leaps.map((row) => leaping.of(row))).toEqual(leaps.map((row) => expected[row]));
});

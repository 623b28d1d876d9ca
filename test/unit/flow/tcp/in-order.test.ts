// The short way for segments in order must leave behind what the long way does: a slow twin of random conversations.
import { expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import * as step from '../../../../src-main/flow/tcp/connection-step';
import { analyseLines } from '../analyse';

vi.mock('../../../../src-main/flow/tcp/connection-step', async (original) => {
  const real = await original<typeof step>();
  return { ...real, takeInOrder: vi.fn(real.takeInOrder) };
});

const OPEN = ['> S', '< SA', '> A'];
const line = fc
  .tuple(
    fc.constantFrom('>', '<'),
    fc.constantFrom(...new Array<string>(8).fill('PA'), ...new Array<string>(8).fill('A'), 'FA', 'RA', 'S'),
    fc.constantFrom('', '', ' +10', ' +1000'),
    fc.constantFrom(...new Array<string>(20).fill(''), ' seq=1', ' seq=100000', ' ack=1', ' ack=90000', ' win=0'),
  )
  .map((parts) => `${parts[0]} ${parts[1]}${parts[2]}${parts[3]}`);

/** Everything that is kept of the connection, and its timeline. */
function outcome(lines: string[]): unknown {
  const analysis = analyseLines(lines);
  const rows = new FlowTimeline(analysis, 0).rows([], 0, 500);
  const { numbers, side, state, events } = analysis.table.tcp(0);
  const marks = lines.map((_, row) => [analysis.columns.mark(row), analysis.columns.repeated(row)]);
  return {
    rows,
    marks,
    kept: [numbers, side, state, events].map((array) => Array.from(array.subarray(0, 64))),
    row: analysis.flows.row(0),
  };
}

test('the short way and the long way end the same', () => {
  const shortcut = vi.mocked(step.takeInOrder);
  let taken = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.boolean(), (rest, opened) => {
      const lines = opened ? [...OPEN, ...rest] : rest;
      if (lines.length === 0) return;
      const short = outcome(lines);
      taken += shortcut.mock.results.filter(({ value }) => value === true).length;
      shortcut.mockImplementation(() => false);
      const long = outcome(lines);
      shortcut.mockReset();
      expect(short).toEqual(long);
    }),
    { numRuns: 400 },
  );
  expect(taken).toBeGreaterThan(300); // or nothing was compared
});

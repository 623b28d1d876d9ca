// A capture filter is checked a moment after typing; what is asked later wins.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CaptureFilterCheck } from '../../../../../src-main/ipc/contracts/capture-contract';
import { CaptureFilter } from '../../../../../src-renderer/state/capture/capture-filter.svelte';
import { fakeShell } from '../fakes';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const said = (text: string) => ({ kind: 'ok', text }) as unknown as CaptureFilterCheck;

test('of what is typed only the last text is checked', async () => {
  const shell = fakeShell({ checkCaptureFilter: ({ filter }) => said(filter) });
  const state = new CaptureFilter({ shell });
  for (const text of ['t', 'tc', 'tcp', ' tcp ']) state.check(text, 'eth0');
  expect(state.verdict.kind).toBe('checking');
  await vi.runAllTimersAsync();
  expect(shell.asked.map(({ args }) => args)).toEqual([{ filter: 'tcp', adapter: 'eth0' }]);
  expect(state.verdict).toEqual(said('tcp'));
  state.check('tcp', 'eth1'); // another adapter may have another link type
  await vi.runAllTimersAsync();
  expect(shell.asked).toHaveLength(2);
});

test('an answer that comes late does not stand for a newer text', async () => {
  const answers: (() => void)[] = [];
  const shell = fakeShell({
    checkCaptureFilter: ({ filter }) =>
      new Promise((done) => {
        answers.push(() => {
          done(said(filter));
        });
      }),
  });
  const state = new CaptureFilter({ shell });
  state.check('tcp', null);
  await vi.runAllTimersAsync();
  state.check('udp', null);
  await vi.runAllTimersAsync();
  answers[1]();
  await vi.runAllTimersAsync();
  answers[0]();
  await vi.runAllTimersAsync();
  expect(state.verdict).toEqual(said('udp'));
  state.check('  ', null);
  expect(state.verdict).toEqual({ kind: 'empty' });
});

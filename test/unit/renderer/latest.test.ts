import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Latest } from '../../../src-renderer/state/latest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A question that is answered when `answer` is called, and notes what came of it. */
function question(told: string[], name: string): { ask: (signal: AbortSignal) => Promise<void>; answer: () => void } {
  let answer = (): void => undefined;
  const ask = async (signal: AbortSignal): Promise<void> => {
    told.push(`ask ${name}`);
    await new Promise<void>((resolve) => (answer = resolve));
    told.push(signal.aborted ? `late ${name}` : name);
  };
  return { ask, answer: () => answer() };
}

test('of what is typed quickly only the last is asked about', async () => {
  const told: string[] = [];
  const latest = new Latest(() => told.push('failed'));
  for (const name of ['a', 'b', 'c']) latest.ask(question(told, name).ask, 100);
  await vi.advanceTimersByTimeAsync(99);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual(['ask c']);
});

test('an older answer that comes late finds its signal aborted', async () => {
  const told: string[] = [];
  const latest = new Latest(() => told.push('failed'));
  const [a, b] = [question(told, 'a'), question(told, 'b')];
  latest.ask(a.ask);
  latest.ask(b.ask);
  b.answer();
  a.answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['ask a', 'ask b', 'b', 'late a']);
});

test('what is given up is asked no more, and its failure is nobody’s', async () => {
  const told: string[] = [];
  const latest = new Latest((error) => told.push(String(error)));
  latest.ask(question(told, 'a').ask, 100);
  latest.cancel();
  await vi.advanceTimersByTimeAsync(200);
  latest.ask(async (signal) => {
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
  });
  latest.cancel();
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual([]);
});

test('a failure of the newest is told', async () => {
  const told: string[] = [];
  new Latest((error) => told.push(String(error))).ask(() => Promise.reject(new Error('no')));
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['Error: no']);
});

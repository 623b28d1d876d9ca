// The expert notes in the window: what is asked of the engine for what the reader has chosen, and when it is asked again.
import { describe, expect, test } from 'vitest';
import { Expert } from '../../../../../src-renderer/state/views/expert.svelte';
import type { ExpertSummary, SessionStatus } from '../../../../../src-main/ipc/contracts/engine-contract';

const NOTES = { chat: 0, note: 0, warn: 0, error: 0 };

function parts() {
  const asked: { name: string; args: unknown }[] = [];
  let connected: () => void = () => undefined;
  const status = { notes: { ...NOTES }, passes: [] } as unknown as SessionStatus;
  const session = { generation: 1, status, report: () => undefined };
  const displayFilter = { isFiltered: false, list: 1, total: 0 };
  const summary = { version: 1, rows: 3 } as ExpertSummary;
  const engine = {
    request: (name: string, args: unknown) => {
      asked.push({ name, args: structuredClone(args) });
      return Promise.resolve(name === 'expertSummary' ? summary : null) as never;
    },
    on: () => () => undefined,
    onConnect: (listener: () => void) => {
      connected = listener;
      return () => undefined;
    },
    disconnect: () => undefined,
  };
  const expert = new Expert({ engine, session, displayFilter });
  expert.listen();
  return { expert, asked, session, displayFilter, summary, connect: () => connected() };
}

describe('the list of expert notes', () => {
  test('asks for what is chosen', async () => {
    const { expert, asked, summary } = parts();
    expert.toggleSeverity('chat');
    expert.fold(4, true);
    expert.fold(7, true);
    expert.fold(4, false);
    expert.refresh();
    await Promise.resolve();
    const view = { by: 'kind', severities: ['error', 'warn', 'note'], displayed: true, open: [7] };
    expect(asked).toEqual([{ name: 'expertSummary', args: { view } }]);
    await Promise.resolve();
    expect(expert.summary).toEqual(summary);
    // groups of the other kind have other ids
    expert.groupBy('connection');
    expert.toggleSeverity('chat');
    expect(expert.view).toEqual({
      by: 'connection',
      severities: ['error', 'warn', 'note', 'chat'],
      displayed: true,
      open: [],
    });
  });

  test('a list that is filtered, more notes and another capture are news; what changes nothing is none', () => {
    const { expert, session, displayFilter } = parts();
    const news = (change: () => void): boolean => {
      const before = new Expert({ engine: {} as never, session, displayFilter }).news;
      change();
      return new Expert({ engine: {} as never, session, displayFilter }).news !== before;
    };
    expect(news(() => (displayFilter.total = 5))).toBe(false);
    expect(news(() => (displayFilter.isFiltered = true))).toBe(true);
    expect(news(() => (displayFilter.total = 6))).toBe(true);
    expect(news(() => (displayFilter.list = 2))).toBe(true);
    expect(news(() => (session.status.notes.warn = 1))).toBe(true);
    expect(news(() => (session.generation = 2))).toBe(true);
    expect(expert.open).toEqual([]);
  });

  test('the worst severity is that of the whole capture', () => {
    const { session, displayFilter } = parts();
    const worst = () => new Expert({ engine: {} as never, session, displayFilter }).worst;
    expect(worst()).toBe(null);
    session.status.notes.chat = 3;
    expect(worst()).toBe('chat');
    session.status.notes.error = 1;
    expect(worst()).toBe('error');
  });

  test('another capture begins with nothing unfolded', () => {
    const { expert, connect } = parts();
    expert.fold(1, true);
    connect();
    expect([expert.open, expert.summary]).toEqual([[], null]);
  });
});

// Comments of the reader's: in place of those of the file, in rows, tree and filters, bounded.
import { expect, test } from 'vitest';
import type { Session } from '../../../../src-main/engine/session';
import { MOST_COMMENT_CHARS, MOST_COMMENTED, ReaderComments } from '../../../../src-main/flow/columns/reader-comments';
import { nodesOf } from '../../../fixtures/dissect-frame';
import { concat, ethernet, ipv4, NG_COMMENT, pcapng, tcp } from '../../../fixtures/make-capture';
import { save } from '../captures';
import { ask, askLater, loaded, problemOf, until } from '../open-session';

function open(): Promise<Session> {
  const ng = pcapng();
  const bytes = ethernet({}, ipv4({}, tcp({})));
  const commented = ng.enhanced({ bytes, options: [[NG_COMMENT, 'of the file']] });
  const plain = ng.enhanced({ bytes });
  return loaded(save(concat(ng.section(), ng.interface(), plain, commented, plain, plain), 'test.pcapng'));
}
const commentsIn = (session: Session): string[] => ask(session, 'packetRows', { from: 0, count: 9 }).comment;
const shown = async (session: Session): Promise<number[]> => {
  await until('the filter', () => session.filtering?.isRunning === false);
  return [...ask(session, 'packetRows', { from: 0, count: 9 }).frame];
};

test('are written, changed and taken away; the row, the tree and filters follow', async () => {
  const session = await open();
  expect(commentsIn(session)).toEqual(['', 'of the file', '', '']);
  const { version } = session.status().marks;
  expect(ask(session, 'setComments', { frame: 3, comments: ['mine', 'and more'] })).toBe(true);
  expect(session.status().marks.version).toBeGreaterThan(version);
  expect(commentsIn(session)).toEqual(['', 'of the file', 'mine', '']);
  expect(ask(session, 'comments', { frame: 3 })).toEqual(['mine', 'and more']);
  const tree = [...nodesOf(ask(session, 'packetDetail', { frame: 3 }).tree)];
  expect(tree[0].abbrev).toBe('pkt_comment');
  expect(tree.filter(({ abbrev }) => abbrev === 'frame.comment').map(({ value }) => value)).toEqual([
    'mine',
    'and more',
  ]);

  ask(session, 'setFilter', { source: { text: 'frame.comment', macros: [], frame: 0 } });
  expect(await shown(session)).toEqual([2, 3]);
  ask(session, 'setComments', { frame: 4, comments: ['late'] });
  expect(await shown(session)).toEqual([2, 3, 4]);
  ask(session, 'setComments', { frame: 2, comments: [] });
  expect(await shown(session)).toEqual([3, 4]);
  ask(session, 'setFilter', { source: { text: 'frame.comment contains "more"', macros: [], frame: 0 } });
  expect(await shown(session)).toEqual([3]);
  // as it was in the file: nothing of the reader's is kept
  ask(session, 'setComments', { frame: 2, comments: ['of the file'] });
  expect(session.usableDocument.analysis.readerComments.count).toBe(2);
});

test('the next one is found by the filter, from the other end on', async () => {
  const session = await open();
  ask(session, 'setComments', { frame: 4, comments: ['here'] });
  const next = async (from: number, backward: boolean): Promise<number | null> => {
    const source = { text: 'frame.comment', macros: [], frame: 0 };
    const found = await askLater(session, 'find', { what: { by: 'filter', source }, from, backward, wrap: true });
    return found.ok ? (found.hit?.frame ?? null) : null;
  };
  expect([await next(1, false), await next(2, false), await next(4, false), await next(2, true)]).toEqual([2, 4, 2, 4]);
});

test('of the capture: in the remarks, in place of those of the file', async () => {
  const session = await open();
  expect(ask(session, 'comments', { frame: null })).toEqual([]);
  ask(session, 'setComments', { frame: null, comments: ['from the lab'] });
  expect(ask(session, 'comments', { frame: null })).toEqual(['from the lab']);
  expect(session.status().remarks).toContainEqual({ key: 'remark.comment', args: { text: 'from the lab' } });
});

test('there is room for so many, and arguments are checked', async () => {
  const session = await open();
  for (const args of [
    { frame: 0, comments: [] },
    { frame: 1, comments: ['x'.repeat(65_536)] },
    { frame: 1, comments: Array.from({ length: 1001 }, () => '') },
    { frame: 1, comments: [7] },
    { frame: 1 },
  ])
    expect(problemOf(session, 'setComments', args).kind).toBe('engine.badRequest');
  expect(problemOf(session, 'setComments', { frame: 5, comments: ['x'] }).kind).toBe('engine.noFrame');

  const written = new ReaderComments();
  expect(written.set(0, ['x'.repeat(MOST_COMMENT_CHARS)])).toBe(true);
  expect(written.set(1, ['x'])).toBe(false);
  expect(written.set(0, null)).toBe(true);
  for (let row = 0; row < MOST_COMMENTED; row++) written.set(row, ['x']);
  expect(written.set(MOST_COMMENTED, ['x'])).toBe(false);
  expect(written.set(3, ['y'])).toBe(true);
});

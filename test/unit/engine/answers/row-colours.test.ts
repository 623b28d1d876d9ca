// Rows say which colouring rule they match first, as the same filters on the whole capture do.
import { expect, test } from 'vitest';
import { DEFAULT_COLOUR_RULES } from '../../../../src-main/ipc/colour-defaults';
import type { Session } from '../../../../src-main/engine/session';
import { pcapFile } from '../../../fixtures/make-capture';
import { connections, save } from '../captures';
import { ask, loaded, problemOf, until } from '../open-session';

const open = (): Promise<Session> => loaded(save(pcapFile(connections(3))));
const set = (session: Session, filters: string[], id = 1) =>
  ask(session, 'setColouring', { id, macros: [], rules: filters.map((filter) => ({ name: 'rule', filter })) });
const rows = (session: Session) => ask(session, 'packetRows', { from: 0, count: 100, colours: true });

async function matched(session: Session, text: string): Promise<number[]> {
  ask(session, 'setFilter', { source: { text, macros: [], frame: 0 } });
  await until('the filter', () => session.filtering?.isRunning === false);
  const found = [...ask(session, 'packetRows', { from: 0, count: 100 }).frame];
  ask(session, 'setFilter', { source: { text: '', macros: [], frame: 0 } });
  return found;
}

test('the first rule that matches, with its number', async () => {
  const session = await open();
  expect([...rows(session).rule].every((rule) => rule === -1)).toBe(true);
  const filters = ['tcp.flags.syn == 1', 'tcp.stream == 1', 'tcp'];
  expect(set(session, filters, 7)).toEqual([null, null, null]);
  const page = rows(session);
  expect(page.colouring).toBe(7);
  const expected = new Array<number>(page.frame.length).fill(-1);
  for (const [at, filter] of [...filters.entries()].reverse())
    for (const frame of await matched(session, filter)) expected[frame - 1] = at;
  expect([...page.rule]).toEqual(expected);
  expect(new Set(expected)).toEqual(new Set([0, 1, 2]));
});

test('rules with a mistake, without a filter, or about a selected packet match nothing', async () => {
  const session = await open();
  const mistakes = set(session, ['tcp.prot == 1', '', 'ip.src == $' + '{ip.src}', 'frame.number == 2']);
  expect(mistakes.map((one) => one?.kind ?? null)).toEqual(['unknown-field', null, expect.any(String), null]);
  expect([...rows(session).rule].slice(0, 3)).toEqual([-1, 3, -1]);
  const checked = ask(session, 'checkRules', { filters: ['tcp', 'tcp.prot'], macros: [] });
  expect(checked.map((one) => one?.kind ?? null)).toEqual([null, 'unknown-field']);
});

test('nothing is asked where nobody wants colours, and ignored packets have none', async () => {
  const session = await open();
  set(session, ['tcp']);
  expect([...ask(session, 'packetRows', { from: 0, count: 3 }).rule]).toEqual([-1, -1, -1]);
  ask(session, 'mark', { what: 'ignored', packets: { by: 'frames', ranges: [[2, 2]] }, on: true });
  expect([...rows(session).rule].slice(0, 3)).toEqual([0, -1, 0]);
});

test('every rule that there is at first compiles', async () => {
  const session = await open();
  const filters = DEFAULT_COLOUR_RULES.map(({ filter }) => filter);
  expect(set(session, filters)).toEqual(filters.map(() => null));
  const names = [...rows(session).rule].map((rule) => DEFAULT_COLOUR_RULES[rule].name);
  expect(new Set(names)).toEqual(new Set(['TCP handshake and teardown', 'TCP']));
});

test.each([
  [{ id: 1, macros: [], rules: Array.from({ length: 300 }, () => ({ name: '', filter: 'tcp' })) }],
  [{ id: 1, macros: [], rules: [{ name: 'x'.repeat(200), filter: 'tcp' }] }],
  [{ id: -1, macros: [], rules: [] }],
  [{ id: 1, macros: [], rules: [{ name: 'a', filter: 7 }] }],
])('refuses %#', async (args) => {
  expect(problemOf(await open(), 'setColouring', args).kind).toBe('engine.badRequest');
});

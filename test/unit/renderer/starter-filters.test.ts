// The filters of the start page are filters, and find what they say.
import path from 'node:path';
import { expect, test } from 'vitest';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { STARTER_FILTERS } from '../../../src-renderer/components/start/starter-filters';
import { ask, loaded, until } from '../engine/open-session';

const sample = (id: string): string => path.join(import.meta.dirname, `../../../resources/samples/${id}.pcapng`);

async function shown(id: string, text: string): Promise<number[]> {
  const session = await loaded(sample(id));
  expect(ask(session, 'setFilter', { source: { text, macros: [], frame: 0 } })).toMatchObject({ ok: true, advice: [] });
  await until(`the end of ${text}`, () => ask(session, 'filterStatus', {}).running === null);
  return [...ask(session, 'packetRows', { from: 0, count: 100 }).frame];
}

test.each([
  ['attempts', 'https', [1]],
  ['failed', 'refused', [1, 2]],
  ['resets', 'refused', [2]],
  ['slow', 'https', []],
  ['one', 'refused', [1, 2]],
] as const)('%s, in the sample %s: %j', async (id, file, frames) => {
  const [, filter] = STARTER_FILTERS.find(([name]) => name === id) ?? [];
  expect(await shown(file, filter ?? '')).toEqual(frames);
});

test('each has its words', () => {
  expect(STARTER_FILTERS).toHaveLength(5);
  for (const [id] of STARTER_FILTERS) expect([en[`start.filter.${id}`], zhCN[`start.filter.${id}`]]).not.toContain('');
});

// Times and counts over all segments of a connection are printed as the window has them once its pass is through.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FlowRow } from '../../../src-main/ipc/flow-facts';
import { TIMING_FACTS, type TimingRow } from '../../../src-main/ipc/timing-facts';
import { ask, loaded, until } from '../engine/open-session';
import { cli } from './run-cli';

const NAMES = Object.keys(TIMING_FACTS) as (keyof TimingRow)[];
const SAMPLES = join(import.meta.dirname, '../../../resources/samples');

test.each(['lost.pcapng', 'unread.pcapng', 'refused.pcapng'])('%s, as CSV and as JSON', async (name) => {
  const path = join(SAMPLES, name);
  const session = await loaded(path);
  await until('the times', () => session.status().passes.some(({ id, state }) => id === 'timing' && state === 'done'));
  const of = { sort: 'stream', descending: false, from: 0, count: 1000 } as const;
  const rows = (['tcp', 'udp'] as const).flatMap((kind) => ask(session, 'flows', { kind, ...of }).rows);
  const times = (row: TimingRow): (number | null)[] => NAMES.map((fact) => row[fact]);
  const json = JSON.parse((await cli('flows', path, '--json')).out) as FlowRow[];
  expect(json.map(times)).toEqual(rows.map(times));

  const [head, ...lines] = (await cli('flows', path, '--csv')).out.trimEnd().split('\n');
  const at = head.split(',').indexOf(NAMES[0]);
  expect(head.split(',').slice(at)).toEqual(NAMES);
  expect(lines.map((line) => line.split(',').slice(at))).toEqual(
    rows.map((row) => times(row).map((value) => String(value ?? ''))),
  );
  // in a connection with data, some were measured
  if (name !== 'refused.pcapng') expect(times(rows[0]).filter((value) => value !== null).length).toBeGreaterThan(8);
});

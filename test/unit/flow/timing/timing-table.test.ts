// What is kept of the times of connections: as it was put in, whatever repeats, and no more room than that takes.
import { expect, test } from 'vitest';
import { NO_TIMINGS, percentOf, TimingTable, TIMINGS } from '../../../../src-main/flow/table/timing-table';
import { random } from '../../store/flow-rows';

test('any values come back, also in a worker', () => {
  const next = random(1);
  const table = new TimingTable();
  const flows = 20_000;
  table.begin(flows);
  const put = new Map<number, (number | null)[]>();
  for (let flow = 0; flow < flows; flow += 1 + (next() % 3)) {
    const values = TIMINGS.map(() => [null, 0, 1, 5e9, next()][next() % 5]);
    put.set(flow, values);
    table.add(
      flow,
      Float64Array.from(values, (value) => value ?? NaN),
    );
  }
  const worker = new TimingTable();
  worker.take(table.share());
  for (const one of [table, worker])
    for (let flow = 0; flow < flows; flow++) {
      const values = put.get(flow);
      expect(Object.values(one.of(flow))).toEqual(values ?? TIMINGS.map(() => null));
      expect(one.has(flow)).toBe(values?.some((value) => value !== null) ?? false);
    }
});

test('nothing is kept of a connection without any, and of one that nobody knows', () => {
  const table = new TimingTable();
  table.begin(2);
  const before = table.byteLength;
  table.add(0, new Float64Array(TIMINGS.length).fill(NaN));
  table.add(5, new Float64Array(TIMINGS.length).fill(1));
  expect([table.has(0), table.has(5), table.byteLength]).toEqual([false, false, before]);
  expect(table.of(5)).toEqual(NO_TIMINGS);
});

test('percent', () => {
  expect([percentOf(1, 3), percentOf(0, 4), percentOf(4, 4)]).toEqual([33.333, 0, 100]);
  expect([percentOf(null, 3), percentOf(1, null), percentOf(0, 0)]).toEqual([null, null, null]);
});

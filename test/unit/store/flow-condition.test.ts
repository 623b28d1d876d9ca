// A condition that is asked of conversations page by page.
import { expect, test } from 'vitest';
import { FlowCondition } from '../../../src-main/store/flow-condition';
import { manyFlows } from './flow-rows';

test('chooses among the rows it is given, in their order, each time anew', () => {
  const rows = [...manyFlows(40, 1)];
  const condition = new FlowCondition('id % 3 = 1');
  const ids = (part: typeof rows): number[] => condition.select(part).map((row) => row.id);
  expect(ids(rows.slice(0, 8))).toEqual(rows.slice(0, 8).flatMap(({ id }) => (id % 3 === 1 ? [id] : [])));
  // what was asked about before is gone
  expect(ids(rows.slice(8, 16).reverse())).toEqual([31, 25, 19]);
  expect(ids([])).toEqual([]);
  expect(condition.select(rows)[0]).toBe(rows.find((row) => row.id % 3 === 1));
  condition.close();
});

test('bad grammar is told before anything is asked', () => {
  expect(() => new FlowCondition('port_b = = 1')).toThrow(/near "="/);
  expect(() => new FlowCondition('')).toThrow(/near/);
});

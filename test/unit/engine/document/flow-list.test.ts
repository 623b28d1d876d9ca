import { expect, test } from 'vitest';
import { FlowList } from '../../../../src-main/engine/document/flow-list';
import { Analysis } from '../../../../src-main/flow/capture-index';
import { ethernet, ipv4, udp } from '../../../fixtures/make-packet';
import { batchOf } from '../../flow/analyse';

const SORTING = { kind: 'udp', sort: 'bytesAB', descending: true } as const;
const frame = (port: number, bytes: number): Uint8Array =>
  ethernet({}, ipv4({ src: '10.0.0.1', dst: '10.0.0.2' }, udp({ srcPort: port, dstPort: 53 }, new Uint8Array(bytes))));

test('at the end it is the newest order, whatever was asked before', () => {
  const analysis = Analysis.create();
  const list = new FlowList(analysis.flows);
  const add = (...frames: Uint8Array[]): void => analysis.addBatch(batchOf(frames), [{ linkType: 1 }]);
  const ids = (): number[] => list.page({ ...SORTING, from: 0, count: 10 }).rows.map((row) => row.id);
  // so many that an order takes a moment, and is kept for ten
  add(...Array.from({ length: 50_000 }, (_, i) => frame(i, 10)));
  expect(ids().slice(0, 2)).toEqual([0, 1]);
  add(frame(7, 500));
  // the rows are as new as can be, though the order may be kept
  expect(list.page({ ...SORTING, from: 7, count: 1 }).rows.every((row) => row.packetsAB > 0)).toBe(true);
  expect(list.flow(7)?.packetsAB).toBe(2);
  list.ended();
  expect(ids().slice(0, 2)).toEqual([7, 0]);
  expect([...list.ids({ ...SORTING, from: 0, count: 2 })]).toEqual([7, 0]);
  expect(list.rowOf({ ...SORTING, id: 7 })).toBe(0);
  expect(list.rowOf({ ...SORTING, id: 0 })).toBe(1);
  expect(list.flow(50_000)).toBeNull();
});

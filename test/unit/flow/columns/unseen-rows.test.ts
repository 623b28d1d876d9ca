// Rows are seen when their analysis is there: what was tracked before has its place in conversations, and nobody walks over it.
import { expect, test } from 'vitest';
import { Analysis, nothingShared } from '../../../../src-main/flow/capture-index';
import { FrameColumns } from '../../../../src-main/flow/columns/columns';
import { SeenColumns } from '../../../../src-main/flow/columns/seen-columns';
import { Scanner } from '../../../../src-main/flow/scan/scan';
import { SegmentAnalysis } from '../../../../src-main/flow/tcp/segment-analysis';
import { ethernet, ipv4, tcp } from '../../../fixtures/make-packet';
import { batchOf } from '../analyse';

const segment = (seq: number): Uint8Array => ethernet({}, ipv4({}, tcp({ seq, flags: 'A' }, new Uint8Array(10))));

test('rows that are tracked and not settled', () => {
  const analysis = Analysis.create();
  const { columns, flows } = analysis;
  analysis.addBatch(batchOf([segment(1), segment(11)]), [{ linkType: 1 }]);
  const batch = batchOf([segment(1), segment(21)], [5e9, 6e9]);
  const found = new Scanner(analysis.scanSettings, () => false).scan(batch, [1]);
  const first = analysis.track(batch, found);
  expect([first, columns.count, columns.rowsAdded]).toEqual([2, 2, 4]);
  expect(columns.nextOfStream('tcp', 0, 2, 4)).toBe(-1);
  expect(columns.previousOfStream('tcp', 0, 4, 0)).toBe(1);
  expect(analysis.conversation(2, 'tcp')).toBeNull();
  // the conversation has them, but its last frame is one that can be looked at
  expect(flows.row(0)).toMatchObject({ packetsAB: 4, lastFrame: 2, durationNs: 6e9 });

  const shared = nothingShared();
  const share = analysis.share(shared);
  const worker = new FrameColumns();
  worker.take(share.columns);
  expect(worker.count).toBe(2);
  const store = new SeenColumns();
  store.take(share.columns);
  expect([store.count, store.timeSec(3), store.hasTime(4)]).toEqual([4, 1_700_000_006, false]);

  new SegmentAnalysis().analyse(batch, found, first);
  columns.settle(found, batch.count);
  expect([columns.count, flows.row(0).lastFrame]).toEqual([4, 4]);
  expect(columns.nextOfStream('tcp', 0, 2, 4)).toBe(2);
  // what a worker was told of stays open until all of it is settled
  expect(analysis.share(shared).columns).toMatchObject({ from: 0, rows: 4, added: 4 });
});

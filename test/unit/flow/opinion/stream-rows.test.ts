// Rows of connections: along the columns and by links they are the same, also while the capture grows.
import { expect, test } from 'vitest';
import { Analysis } from '../../../../src-main/flow/capture-index';
import { StreamRows } from '../../../../src-main/flow/opinion/stream-rows';
import { batchOf, conversation } from '../analyse';

/** Segments of many connections, one of each in turn. */
function mixed(count: number): Uint8Array[] {
  const all = Array.from(
    { length: count },
    (_, n) => conversation(['> S', '< SA', '> A', 'icmp > A', '> PA +10', '< A'], [40000 + n, 80]).frames,
  );
  return Array.from({ length: 6 }, (_, i) => all.map((frames) => frames[i])).flat();
}

/** By what the columns say of each row. */
function expected(analysis: Analysis, flow: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < analysis.columns.count; row++) if (analysis.flowOfRow(row) === flow) rows.push(row);
  return rows;
}

test('a few connections, many, and again after more frames', () => {
  const frames = mixed(100);
  const analysis = Analysis.create();
  const rows = new StreamRows(analysis);
  analysis.addBatch(batchOf(frames.slice(0, 350)), [{ linkType: 1 }]);
  for (let flow = 0; flow < 100; flow++) expect([...rows.of(flow)], `flow ${flow}`).toEqual(expected(analysis, flow));
  expect(rows.of(3).length).toBeLessThan(6);
  analysis.addBatch(batchOf(frames.slice(350)), [{ linkType: 1 }]);
  for (let flow = 0; flow < 100; flow++) expect([...rows.of(flow)], `flow ${flow}`).toEqual(expected(analysis, flow));
  expect(rows.of(3).length).toBe(6);
});

// The bound of the design: columns at most about 42 bytes a frame, columns and flows together below 64.
import { expect, test } from 'vitest';
import { Analysis } from '../../../../src-main/flow/capture-index';
import { ethernet, ipv4, tcp } from '../../../fixtures/make-packet';
import { batchOf } from '../analyse';

// as many as fill their chunks: a chunk that is not full would count for more than its frames
test('bytes of typed arrays a frame: 327,680 frames of 16,384 connections', () => {
  const analysis = Analysis.create();
  const flows = 16_384;
  for (let round = 0; round < 20; round++) {
    const frames: Uint8Array[] = [];
    for (let f = 0; f < flows; f++) {
      const src = `10.${f >> 8}.${f & 255}.1`;
      const segment = tcp({ srcPort: 40000, dstPort: 443, seq: round * 100, flags: round === 0 ? 'S' : 'A' });
      frames.push(ethernet({}, ipv4({ src, dst: '10.0.0.1' }, segment)));
    }
    analysis.addBatch(batchOf(frames), [{ linkType: 1 }]);
  }
  const frames = analysis.columns.count;
  expect(frames).toBe(327_680);
  expect(analysis.flows.count).toBe(flows);
  expect(analysis.columns.byteLength() / frames).toBeLessThan(42);
  expect(analysis.byteLength() / frames).toBeLessThan(64);
});

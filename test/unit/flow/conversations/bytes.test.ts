// The bytes of conversations: what the frames had on the way, however much of them was captured.
import { expect, test } from 'vitest';
import { Analysis } from '../../../../src-main/flow/capture-index';
import { ethernet, ipv4, udp } from '../../../fixtures/make-packet';
import { batchOf } from '../analyse';

const frame = (length: number): Uint8Array => ethernet({}, ipv4({}, udp({}, new Uint8Array(length))));

test.each([
  ['cut', 1500],
  ['whole', 142],
  ['captured with more than it had, as by FDDI drivers', 130],
])('a frame that was %s', (_, onTheWay) => {
  const frames = [frame(100), frame(100)];
  expect(frames[0]).toHaveLength(142);
  const analysis = Analysis.create();
  analysis.addBatch(batchOf(frames, undefined, [onTheWay, onTheWay]), [{ linkType: 1 }]);
  expect(analysis.flows.row(0)).toMatchObject({ packetsAB: 2, bytesAB: 2 * onTheWay, bytesBA: 0 });
});

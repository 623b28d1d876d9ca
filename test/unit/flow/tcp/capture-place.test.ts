// Where a capture was made: every sign alone, together, and against each other.
import { expect, test } from 'vitest';
import { capturePlace } from '../../../../src-main/flow/tcp/capture-place';
import { analyse } from '../analyse';
import { ethernet, ipv4, tcp } from '../../../fixtures/make-packet';

const MS = 1_000_000;
test.each<[string, [number, number], [number | null, number | null], string]>([
  ['nothing is known', [0, 0], [null, null], 'unknown none'],
  ['the client sends what nobody lowered, the server is 11 hops away', [64, 53], [null, null], 'client hops'],
  ['the same with Windows and with network equipment', [128, 244], [null, null], 'client hops'],
  ['the other way round', [117, 64], [null, null], 'server hops'],
  ['both came through routers', [60, 120], [null, null], 'between hops'],
  ['only one TTL is known', [64, 0], [null, null], 'unknown none'],
  ['one link: the TTL of both is whole', [64, 64], [null, null], 'unknown none'],
  ['one link, but one way is long', [64, 64], [20 * MS, MS], 'client times'],
  ['the server answers at once, the client does not', [0, 0], [MS, 20 * MS], 'server times'],
  ['exactly ten times', [0, 0], [10 * MS, MS], 'client times'],
  ['less than ten times', [0, 0], [9 * MS, MS], 'unknown none'],
  ['both at once: no way that could tell', [0, 0], [99_000, 0], 'unknown none'],
  ['0 ns on the other side', [0, 0], [MS, 0], 'client times'],
  ['only one of the times', [0, 0], [MS, null], 'unknown none'],
  ['both say client', [64, 50], [20 * MS, MS], 'client both'],
  ['both say server', [50, 255], [MS, 20 * MS], 'server both'],
  ['they contradict each other', [64, 50], [MS, 20 * MS], 'unknown none'],
  ['between, but close to the client', [63, 50], [20 * MS, MS], 'between hops'],
])('%s', (_what, [hopsA, hopsB], [synToSynAckNs, synAckToAckNs], told) => {
  const { place, by } = capturePlace({ hopsA, hopsB, synToSynAckNs, synAckToAckNs });
  expect(`${place} ${by}`).toBe(told);
});

test('a row takes the TTL of its SYN and of its SYN-ACK', () => {
  const [a, b] = ['10.0.0.1', '10.9.0.2'];
  const frame = (fromA: boolean, ttl: number, flags: string, seq: number, ack: number): Uint8Array =>
    ethernet(
      {},
      ipv4(
        { src: fromA ? a : b, dst: fromA ? b : a, ttl },
        tcp({ srcPort: fromA ? 40000 : 443, dstPort: fromA ? 443 : 40000, flags, seq, ack }),
      ),
    );
  const { flows } = analyse(
    [frame(true, 64, 'S', 1, 0), frame(false, 52, 'SA', 9, 2), frame(true, 64, 'A', 2, 10)],
    [0, 30 * MS, 31 * MS],
  );
  expect(flows.row(0)).toMatchObject({ capturePlace: 'client', capturePlaceBy: 'both' });
});

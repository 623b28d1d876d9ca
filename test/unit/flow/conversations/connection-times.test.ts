// The times of the first exchange, and what was repeated, of connections that are written down.
import { describe, expect, test } from 'vitest';
import { analyseLines } from '../analyse';
import type { FlowRow } from '../../../../src-main/ipc/flow-facts';

const MS = 1_000_000;
const rowOf = (lines: string[]): FlowRow => analyseLines(lines).flows.row(0);
const OPEN = ['> S at=0', '< SA at=20', '> A at=21'];

describe('initial round trip', () => {
  test('last SYN to the first segment with ACK and without SYN', () => {
    expect(rowOf(OPEN).initialRttNs).toBe(21 * MS);
  });
  test('a SYN that is repeated makes it shorter, and not the handshake', () => {
    const row = rowOf(['> S at=0', '> S seq=0 at=1000', '< SA at=1020', '> A at=1021']);
    expect(row).toMatchObject({ initialRttNs: 21 * MS, handshakeNs: 1021 * MS, synRetries: 1, synAckRetries: 0 });
  });
  test('a refusal is a segment with ACK', () => {
    expect(rowOf(['> S at=0', '< RA at=7']).initialRttNs).toBe(7 * MS);
  });
  test('a SYN that comes later does not count any more', () => {
    expect(rowOf([...OPEN, '> S seq=0 at=500', '> A seq=1 at=600']).initialRttNs).toBe(21 * MS);
  });
  test('the second attempt with the same number leaves that of the first', () => {
    const row = rowOf(['> S seq=0 at=0', '< RA seq=-5000 ack=1 at=5', '> S seq=0 at=100', '< SA at=130', '> A at=131']);
    expect(row).toMatchObject({ handshake: 'complete', initialRttNs: 5 * MS, handshakeNs: 31 * MS, synRetries: 0 });
  });
  test('a SYN-ACK alone gives none', () => {
    expect(rowOf(['> S at=0', '< SA at=20']).initialRttNs).toBeNull();
    expect(rowOf(['< SA at=20', '> A at=21']).initialRttNs).toBeNull();
  });
});

describe('first bytes', () => {
  test('from the ACK of the handshake; the server answers the client', () => {
    const row = rowOf([...OPEN, '> PA +100 at=30', '< A at=50', '< PA +500 at=80', '> PA +9 at=90', '< PA +9 at=99']);
    expect(row).toMatchObject({ firstByteClientNs: 9 * MS, firstByteServerNs: 59 * MS, responseNs: 50 * MS });
  });
  test('a server that speaks first has no time of response', () => {
    const row = rowOf([...OPEN, '< PA +50 at=30', '> PA +10 at=50']);
    expect(row).toMatchObject({ firstByteClientNs: 29 * MS, firstByteServerNs: 9 * MS, responseNs: null });
  });
  test('the ACK of the handshake may carry them', () => {
    expect(rowOf(['> S at=0', '< SA at=20', '> PA +10 at=21'])).toMatchObject({
      firstByteClientNs: 0,
      responseNs: null,
    });
  });
  test('where the start was not captured they count from the first packet', () => {
    const row = rowOf(['< A at=0', '> PA +10 at=10', '< PA +10 at=40']);
    expect(row).toMatchObject({ firstByteClientNs: 10 * MS, firstByteServerNs: 40 * MS, responseNs: 30 * MS });
  });
  test('data that is sent again is not the first', () => {
    const row = rowOf([...OPEN, '> PA +10 seq=1 at=30', '> PA +10 seq=1 at=300', '< PA +10 at=320']);
    expect(row).toMatchObject({ firstByteClientNs: 9 * MS, responseNs: 290 * MS });
  });
});

describe('repeated', () => {
  test('SYNs and SYN-ACKs', () => {
    const lines = [
      '> S at=0',
      '> S seq=0 at=1000',
      '> S seq=0 at=3000',
      '< SA at=3010',
      '< SA seq=0 at=4010',
      '> A at=4020',
    ];
    expect(rowOf(lines)).toMatchObject({ synRetries: 2, synAckRetries: 1 });
  });
  test('are counted up to 254', () => {
    const lines = Array.from({ length: 400 }, (_, i) => `> S seq=0 at=${i * 1000}`);
    expect(rowOf(lines)).toMatchObject({ handshake: 'no-answer', synRetries: 254 });
  });
});

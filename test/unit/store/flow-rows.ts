// Made-up conversations: seeded, so that a failing case can be run again.
import type { Ending, FlowRow, HandshakeState } from '../../../src-main/ipc/contracts/engine-contract';

const HANDSHAKES: HandshakeState[] = ['complete', 'no-answer', 'refused', 'not-seen', 'probe'];
const ENDINGS: Ending[] = ['open', 'fin-4', 'fin-3', 'rst', 'refused'];

/** Numbers 0 ≤ n < 2^32, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

export function flowRow(change: Partial<FlowRow> = {}): FlowRow {
  return {
    id: 1,
    kind: 'tcp',
    stream: 0,
    addressA: '10.0.0.1',
    portA: 40000,
    addressB: '10.0.0.2',
    portB: 443,
    clientBy: 'syn',
    packetsAB: 5,
    packetsBA: 4,
    bytesAB: 500,
    bytesBA: 4000,
    firstFrame: 1,
    lastFrame: 9,
    startSec: 1_700_000_000,
    startNano: 5,
    durationNs: 1_000_000,
    handshake: 'complete',
    synToSynAckNs: 1000,
    synAckToAckNs: 2000,
    ending: 'fin-4',
    completeness: 31,
    refusedBefore: 0,
    refusedAfter: 0,
    icmpHints: [],
    handshakeNs: 3000,
    initialRttNs: 3000,
    firstByteClientNs: 10,
    firstByteServerNs: 4000,
    responseNs: 3990,
    synRetries: 0,
    synAckRetries: 0,
    capturePlace: 'client',
    capturePlaceBy: 'both',
    closedBy: 'client',
    resetBy: 'none',
    rttClientMinNs: 1000,
    rttClientMedianNs: 2000,
    rttClientP95Ns: 3000,
    rttClientMaxNs: 4000,
    rttServerMinNs: 1,
    rttServerMedianNs: 1,
    rttServerP95Ns: 1,
    rttServerMaxNs: 1,
    thinkMedianNs: 500,
    thinkMaxNs: 600,
    longestIdleNs: 900,
    zeroWindowClientNs: 0,
    zeroWindowServerNs: 0,
    dataSegmentsClient: 3,
    dataSegmentsServer: 3,
    sentAgainClient: 1,
    sentAgainServer: 0,
    sentAgainClientShare: 33.333,
    sentAgainServerShare: 0,
    tlsVersion: 'TLS 1.2',
    tlsServerName: 'example.org',
    tlsAlpn: null,
    tlsCipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    tlsGroup: 'x25519',
    tlsResumed: 'no',
    tlsAlert: null,
    tlsDaysLeft: -3,
    tlsJa4: null,
    ...change,
  };
}

export function* manyFlows(count: number, seed: number): Generator<FlowRow> {
  const next = random(seed);
  const below = (n: number): number => next() % n;
  for (let i = 0; i < count; i++) {
    const known = below(4) > 0;
    yield flowRow({
      id: 2 * i + 1,
      stream: i,
      addressA: below(10) === 0 ? `fe80::${below(65536).toString(16)}` : `10.${below(256)}.${below(256)}.${below(256)}`,
      portA: below(65536),
      addressB: `192.168.${below(4)}.${below(256)}`,
      portB: [80, 443, 22, 8080][below(4)],
      packetsAB: below(1000),
      packetsBA: below(1000),
      bytesAB: below(1_000_000),
      bytesBA: below(100_000_000),
      firstFrame: i + 1,
      lastFrame: i + 10,
      startSec: 1_700_000_000 + below(100),
      startNano: below(1_000_000_000),
      durationNs: below(4_000_000_000) * 1000,
      handshake: HANDSHAKES[below(HANDSHAKES.length)],
      synToSynAckNs: known ? below(100_000_000) : null,
      synAckToAckNs: known && below(2) ? below(100_000_000) : null,
      ending: ENDINGS[below(ENDINGS.length)],
      completeness: below(64),
      handshakeNs: known ? below(200_000_000) : null,
      initialRttNs: known ? below(200_000_000) : null,
      firstByteClientNs: below(2) ? below(1_000_000) : null,
      firstByteServerNs: below(2) ? below(1_000_000) : null,
      responseNs: below(2) ? below(1_000_000) : null,
      synRetries: below(3),
      synAckRetries: below(3),
      capturePlace: (['unknown', 'client', 'server', 'between'] as const)[below(4)],
      capturePlaceBy: (['none', 'hops', 'times', 'both'] as const)[below(4)],
      closedBy: (['none', 'client', 'server'] as const)[below(3)],
      resetBy: (['none', 'client', 'server', 'both'] as const)[below(4)],
      rttServerMaxNs: below(2) ? below(1_000_000_000) : null,
      thinkMaxNs: below(2) ? below(1_000_000_000) : null,
      sentAgainServerShare: below(2) ? below(100_000) / 1000 : null,
    });
  }
}

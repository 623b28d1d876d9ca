import { describe, expect, test } from 'vitest';
import type { FlowRow, ListedColumn } from '../../../src-main/ipc/flow-facts';
import {
  cellText,
  endingVerdict,
  handshakeVerdict,
  hasColumn,
  isFlowColumn,
  isGuessed,
  LISTED,
  nextSort,
  type Words,
} from '../../../src-renderer/components/flows/flow-text';
import { endpointFilter, streamFilter } from '../../../src-renderer/format/flow-filter';

const row: FlowRow = {
  id: 7,
  kind: 'tcp',
  stream: 4,
  addressA: '10.0.0.1',
  portA: 40_000,
  addressB: '10.0.0.2',
  portB: 443,
  clientBy: 'syn',
  packetsAB: 1200,
  packetsBA: 34,
  bytesAB: 100_000,
  bytesBA: 5,
  firstFrame: 12,
  lastFrame: 99,
  startSec: 1,
  startNano: 5,
  durationNs: 62_500_000_000,
  handshake: 'complete',
  synToSynAckNs: 23_349_000,
  synAckToAckNs: null,
  ending: 'fin-4',
  completeness: 31,
  refusedBefore: 0,
  refusedAfter: 0,
  icmpHints: [],
  handshakeNs: 23_400_000,
  initialRttNs: 23_399_000,
  firstByteClientNs: 0,
  firstByteServerNs: 90_000_000,
  responseNs: null,
  synRetries: 2,
  synAckRetries: 0,
  capturePlace: 'client',
  capturePlaceBy: 'both',
  closedBy: 'client',
  resetBy: 'none',
  rttClientMinNs: 1_000_000,
  rttClientMedianNs: 2_000_000,
  rttClientP95Ns: 3_000_000,
  rttClientMaxNs: 4_000_000,
  rttServerMinNs: null,
  rttServerMedianNs: null,
  rttServerP95Ns: null,
  rttServerMaxNs: null,
  thinkMedianNs: 5_000_000,
  thinkMaxNs: 6_000_000,
  longestIdleNs: 7_000_000,
  zeroWindowClientNs: 0,
  zeroWindowServerNs: 8_000_000,
  dataSegmentsClient: 3,
  dataSegmentsServer: null,
  sentAgainClient: 1,
  sentAgainServer: null,
  sentAgainClientShare: 33.333,
  sentAgainServerShare: null,
  tlsVersion: 'TLS 1.2',
  tlsServerName: 'example.org',
  tlsAlpn: 'h2',
  tlsCipher: 'TLS_AES_128_GCM_SHA256',
  tlsGroup: 'x25519',
  tlsResumed: 'no',
  tlsAlert: null,
  tlsDaysLeft: -3,
  tlsJa4: 't13d',
};
const words: Words = {
  count: (n) => n.toLocaleString('en'),
  clock: () => 6,
  start: () => 'start',
  word: (id, word) => `${id}:${word}`,
  isDone: () => true,
};

describe('cells', () => {
  const CELLS: Record<ListedColumn, string> = {
    stream: '4',
    addressA: '10.0.0.1',
    portA: '40000',
    addressB: '10.0.0.2',
    portB: '443',
    packets: '1,234',
    packetsAB: '1,200',
    packetsBA: '34',
    bytes: '100,005',
    bytesAB: '100,000',
    bytesBA: '5',
    startSec: 'start',
    durationNs: '62.500000',
    handshake: 'handshake:complete',
    synToSynAckNs: '23.349',
    synAckToAckNs: '',
    ending: 'ending:fin-4',
    completeness: '31',
    handshakeNs: '23.400',
    initialRttNs: '23.399',
    firstByteClientNs: '0.000',
    firstByteServerNs: '90.000',
    responseNs: '',
    synRetries: '2',
    synAckRetries: '0',
    capturePlace: 'capturePlace:client',
    rttClientMinNs: '1.000',
    rttClientMedianNs: '2.000',
    rttClientP95Ns: '3.000',
    rttClientMaxNs: '4.000',
    rttServerMinNs: '',
    rttServerMedianNs: '',
    rttServerP95Ns: '',
    rttServerMaxNs: '',
    thinkMedianNs: '5.000',
    thinkMaxNs: '6.000',
    longestIdleNs: '7.000',
    zeroWindowClientNs: '0.000',
    zeroWindowServerNs: '8.000',
    dataSegmentsClient: '3',
    dataSegmentsServer: '',
    sentAgainClient: '1',
    sentAgainServer: '',
    sentAgainClientShare: '33.3',
    sentAgainServerShare: '',
    tlsVersion: 'TLS 1.2',
    tlsServerName: 'example.org',
    tlsAlpn: 'h2',
    tlsCipher: 'TLS_AES_128_GCM_SHA256',
    tlsGroup: 'x25519',
    tlsResumed: 'tlsResumed:no',
    tlsAlert: '',
    tlsDaysLeft: '-3',
    tlsJa4: 't13d',
  };
  test.each(LISTED.map(({ id }) => [id, CELLS[id]] as const))('%s', (column, text) =>
    expect(cellText(row, column, words)).toBe(text),
  );

  test('what a pass finds is not there before it has ended', () => {
    const before = { ...words, isDone: () => false };
    expect(cellText(row, 'rttServerMaxNs', before)).toBe('…');
    expect(cellText(row, 'responseNs', before)).toBe('');
  });

  test('every column is offered', () => {
    expect(LISTED.map(({ id }) => id).sort()).toEqual(Object.keys(CELLS).sort());
  });

  test.each([
    ['durationNs', '62.500000000'],
    ['synToSynAckNs', '23.349000'],
  ] as const)('%s of a capture in nanoseconds', (column, text) =>
    expect(cellText(row, column, { ...words, clock: () => 9 })).toBe(text),
  );

  test.each([
    // the scroll bar takes 12 px
    [1000, 'synAckToAckNs'],
    [1360, 'bytes'],
  ] as const)('a window of %i px shows the columns to %s', (window, last) => {
    const upTo = LISTED.slice(0, LISTED.findIndex((one) => one.id === last) + 1);
    const ids = upTo.map((one) => one.id);
    expect(ids).toEqual(expect.arrayContaining(['handshake', 'synToSynAckNs', 'synAckToAckNs']));
    expect(upTo.reduce((sum, one) => sum + one.width, 0)).toBeLessThanOrEqual(window - 12);
  });

  test('UDP has neither handshake nor ending', () => {
    const udp = LISTED.filter((one) => hasColumn('udp', one.id)).map((one) => one.id);
    expect(udp).not.toContain('handshake');
    expect(udp).not.toContain('synToSynAckNs');
    expect(udp).toContain('bytesBA');
    expect(LISTED.every((one) => hasColumn('tcp', one.id))).toBe(true);
  });

  test('a remembered column that is not ours is told apart', () => {
    expect(isFlowColumn('durationNs')).toBe(true);
    expect(isFlowColumn('id')).toBe(false);
    expect(isFlowColumn('constructor')).toBe(false);
  });
});

test('who the client is may be a guess, for TCP only', () => {
  expect(isGuessed(row)).toBe(false);
  expect(isGuessed({ ...row, clientBy: 'syn-ack' })).toBe(false);
  expect(isGuessed({ ...row, clientBy: 'port' })).toBe(true);
  expect(isGuessed({ ...row, clientBy: 'first', kind: 'udp' })).toBe(false);
});

test('verdicts', () => {
  expect(handshakeVerdict('complete')).toBe('good');
  expect(handshakeVerdict('refused')).toBe('bad');
  expect(handshakeVerdict('not-seen')).toBe('open');
  expect(endingVerdict('rst')).toBe('bad');
  expect(endingVerdict('fin-rst')).toBe('odd');
  expect(endingVerdict('none')).toBe('none');
});

test('filters that find the connection again', () => {
  expect(streamFilter(row)).toBe('tcp.stream == 4');
  expect(streamFilter({ ...row, kind: 'udp' })).toBe('udp.stream == 4');
  expect(endpointFilter(row)).toBe(
    'ip.addr == 10.0.0.1 && ip.addr == 10.0.0.2 && tcp.port == 40000 && tcp.port == 443',
  );
  expect(endpointFilter({ ...row, kind: 'udp', addressA: '::1', addressB: 'fe80::1' })).toBe(
    'ipv6.addr == ::1 && ipv6.addr == fe80::1 && udp.port == 40000 && udp.port == 443',
  );
});

test('a click sorts: names from A, amounts from the largest; a second click turns it round', () => {
  expect(nextSort({ column: 'stream', descending: false }, 'stream')).toEqual({ column: 'stream', descending: true });
  expect(nextSort({ column: 'stream', descending: true }, 'addressA')).toEqual({
    column: 'addressA',
    descending: false,
  });
  for (const column of ['bytes', 'packetsAB', 'durationNs', 'synToSynAckNs'])
    expect(nextSort({ column: 'stream', descending: false }, column)).toEqual({ column, descending: true });
});

// Streams of several attempts with the same numbers, copies, ICMP errors by what they report, and frames out of the order of time.
import { describe, expect, test } from 'vitest';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import type { FlowRow, IcmpReport } from '../../../../src-main/ipc/contracts/engine-contract';
import { ethernet, icmp, icmpv6, ipv4, ipv6, tcp, tcpFlags } from '../../../fixtures/make-packet';
import { analyse, analyseLines, batchOf, conversation } from '../analyse';

const OPEN = ['> S seq=0', '< SA seq=0 ack=1', '> A seq=1 ack=1'];
const CLOSE = ['> FA seq=1 ack=1', '< FA seq=1 ack=2', '> A seq=2 ack=2'];
const REFUSED = ['> S seq=0', '< RA seq=-5000 ack=1'];
const phasesOf = (lines: string[]): string[] =>
  new FlowTimeline(analyseLines(lines), 0).timeline([]).phases.map((p) => `${p.kind} ${p.firstFrame}-${p.lastFrame}`);

describe('attempts with the same sequence number', () => {
  test('refused twice, then accepted and closed', () => {
    const lines = [...REFUSED, ...REFUSED, ...OPEN, ...CLOSE];
    const row = analyseLines(lines).flows.row(0);
    expect(row).toMatchObject({ handshake: 'complete', ending: 'fin-3', refusedBefore: 2, refusedAfter: 0 });
    expect(row.synToSynAckNs).toBe(1e6);
    expect(phasesOf(lines)).toEqual(['refused 1-2', 'refused 3-4', 'handshake 5-7', 'teardown 8-10']);
  });

  test('closed, and later refused', () => {
    const lines = [...OPEN, ...CLOSE, '> S seq=0 at=300000', '< RA seq=-5000 ack=1 at=300001'];
    const analysis = analyseLines(lines);
    expect(analysis.flows.row(0)).toMatchObject({
      handshake: 'complete',
      ending: 'fin-3',
      refusedBefore: 0,
      refusedAfter: 1,
    });
    expect(analysis.flows.count).toBe(1);
    expect(phasesOf(lines)).toEqual(['handshake 1-3', 'teardown 4-6', 'refused 7-8']);
    const rows = new FlowTimeline(analysis, 0).rows([], 0, 100);
    const last = rows[rows.length - 1];
    expect(last).toMatchObject({ kind: 'segment', stateA: 'CLOSED', stateB: 'CLOSED' });
  });

  test('two whole connections: the later one is shown', () => {
    const lines = [...OPEN, ...CLOSE, ...OPEN, '> RA seq=1 ack=1'];
    expect(analyseLines(lines).flows.row(0)).toMatchObject({ handshake: 'complete', ending: 'rst' });
    expect(phasesOf(lines)).toEqual(['handshake 1-6', 'handshake 7-9', 'reset 10-10']);
  });

  test('any number of refusals takes no more memory than one', () => {
    const lines = new Array(500).fill(REFUSED).flat() as string[];
    const analysis = analyseLines(lines);
    expect(analysis.flows.row(0)).toMatchObject({ handshake: 'refused', refusedBefore: 499 });
  });

  test('only refused: all of it is one verdict', () => {
    expect(analyseLines(REFUSED).flows.row(0)).toMatchObject({
      handshake: 'refused',
      refusedBefore: 0,
      refusedAfter: 0,
    });
  });
});

const A = '192.0.2.10';
const B = '198.51.100.20';
const A6 = '2001:db8::a';
const B6 = '2001:db8::b';
const syn = (seq = 1000): ReturnType<typeof tcp> => tcp({ srcPort: 40000, dstPort: 80, seq, flags: tcpFlags('S') });
const SYN4 = ipv4({ src: A, dst: B }, syn());
const SYN6 = ipv6({ src: A6, dst: B6 }, syn());
/** An ICMP error about `packet`, of which `quoted` bytes of TCP are quoted. */
const error4 = (type: number, code: number, packet = SYN4, quoted = 20): Uint8Array =>
  ethernet({}, ipv4({ src: B, dst: A }, icmp(type, code, 0, packet.subarray(0, 20 + quoted))));
const error6 = (type: number, code: number, packet = SYN6, quoted = 20): Uint8Array =>
  ethernet({}, ipv6({ src: B6, dst: A6 }, icmpv6(type, code, 0, packet.subarray(0, 40 + quoted))));

type Outcome = [handshake: FlowRow['handshake'], hints: IcmpReport[]];
const REFUSES: Outcome = ['icmp-refused', []];
const hint = (report: IcmpReport): Outcome => ['no-answer', [report]];

describe('ICMP errors about a SYN', () => {
  test.each<[string, number, number, Outcome]>([
    ['network unreachable', 3, 0, hint('unreachable')],
    ['host unreachable', 3, 1, hint('unreachable')],
    ['protocol unreachable', 3, 2, REFUSES],
    ['port unreachable', 3, 3, REFUSES],
    ['fragmentation needed', 3, 4, hint('too-big')],
    ['source route failed', 3, 5, hint('unreachable')],
    ['network prohibited', 3, 9, REFUSES],
    ['host prohibited', 3, 10, REFUSES],
    ['communication prohibited', 3, 13, REFUSES],
    ['source quench', 4, 0, hint('quench')],
    ['redirect', 5, 1, hint('redirect')],
    ['time exceeded', 11, 0, hint('time-exceeded')],
    ['parameter problem', 12, 0, hint('parameter')],
  ])('%s', (_name, type, code, [handshake, hints]) => {
    for (const quoted of [8, 16, 20]) {
      const analysis = analyse([ethernet({}, SYN4), error4(type, code, SYN4, quoted), ethernet({}, SYN4)]);
      const row = analysis.flows.row(0);
      expect([row.handshake, row.icmpHints], `${quoted} bytes quoted`).toEqual([handshake, hints]);
      expect(row.ending).toBe(handshake === 'icmp-refused' ? 'refused' : 'no-answer');
      const rows = new FlowTimeline(analysis, 0).rows([], 0, 10);
      expect(rows[1]).toMatchObject({ kind: 'segment', frame: 2, fromA: false, icmp: hints[0] ?? 'refused' });
      // 8 bytes are no header to tshark, which gives such a frame no stream
      expect(analysis.columns.stream(1)).toBe(quoted === 8 ? -1 : 0);
    }
  });

  test.each<[string, number, number, Outcome]>([
    ['no route', 1, 0, hint('unreachable')],
    ['prohibited', 1, 1, REFUSES],
    ['address unreachable', 1, 3, hint('unreachable')],
    ['port unreachable', 1, 4, REFUSES],
    ['packet too big', 2, 0, hint('too-big')],
    ['hop limit exceeded', 3, 0, hint('time-exceeded')],
    ['parameter problem', 4, 0, hint('parameter')],
  ])('ICMPv6 %s', (_name, type, code, [handshake, hints]) => {
    for (const quoted of [8, 20]) {
      const row = analyse([ethernet({}, SYN6), error6(type, code, SYN6, quoted)]).flows.row(0);
      expect([row.handshake, row.icmpHints], `${quoted} bytes quoted`).toEqual([handshake, hints]);
    }
  });

  test('a number that the SYN did not have is not about it (RFC 5927)', () => {
    const forged = ipv4({ src: A, dst: B }, syn(999_000));
    for (const quoted of [8, 20]) {
      const analysis = analyse([ethernet({}, SYN4), error4(3, 3, forged, quoted)]);
      expect(analysis.flows.row(0).handshake).toBe('no-answer');
    }
  });

  test('a hard error does not end a connection that stands (RFC 1122, RFC 5461)', () => {
    const { frames } = conversation([
      '> S',
      '< SA',
      '> A',
      '> PA +10',
      'icmp > PA +10 seq=1',
      '> PA +10 seq=1',
      '< A ack=11',
    ]);
    const row = analyse(frames).flows.row(0);
    expect([row.handshake, row.ending]).toEqual(['complete', 'open']);
  });

  test('fewer than 8 bytes are not looked at', () => {
    const analysis = analyse([ethernet({}, SYN4), error4(3, 3, SYN4, 7)]);
    expect(analysis.flows.row(0).handshake).toBe('no-answer');
  });
});

describe('copies by a mirror port', () => {
  const twice = (lines: string[], gapNs: number): { frames: Uint8Array[]; times: number[] } => {
    const { frames, times } = conversation(lines);
    return {
      frames: frames.flatMap((frame) => [frame, frame]),
      times: times.flatMap((_, i) => [i * 10e6, i * 10e6 + gapNs]),
    };
  };
  const LINES = ['> S', '< SA', '> A', '> PA +4', '< A', '> FA', '< FA', '> A'];

  test('times go from first copy to first copy, nothing is sent again', () => {
    const { frames, times } = twice(LINES, 20_000);
    const analysis = analyse(frames, times);
    expect(analysis.flows.row(0)).toMatchObject({
      handshake: 'complete',
      ending: 'fin-3',
      synToSynAckNs: 10e6,
      synAckToAckNs: 10e6,
    });
    const timeline = new FlowTimeline(analysis, 0);
    const segments = timeline.rows([], 0, 100).flatMap((row) => (row.kind === 'segment' ? [row] : []));
    expect(segments).toHaveLength(16);
    expect(segments.map((s) => s.copyOf)).toEqual(segments.map((s) => (s.frame % 2 === 0 ? s.frame - 1 : null)));
    expect(segments.some((s) => s.repeated)).toBe(false);
    expect(timeline.timeline([]).phases.reduce((sum, p) => sum + p.bytesAB, 0)).toBe(4);
  });

  test('what comes again after a while, or with another IP identification, was sent again', () => {
    const late = twice(['> S', '< SA'], 5_000_000);
    expect(analyse(late.frames, late.times).columns.repeated(1)).toBe(true);
    const again = ethernet({}, ipv4({ src: A, dst: B, id: 2 }, syn()));
    expect(analyse([ethernet({}, SYN4), again], [0, 20_000]).columns.repeated(1)).toBe(true);
    expect(analyse([ethernet({}, SYN4), ethernet({}, SYN4)], [0, 20_000]).columns.repeated(1)).toBe(false);
  });

  test('duplicate ACKs without an IP identification stay what they are', () => {
    const bare = ethernet(
      {},
      ipv6({ src: A6, dst: B6 }, tcp({ srcPort: 40000, dstPort: 80, seq: 5, ack: 9, flags: tcpFlags('A') })),
    );
    const analysis = analyse([bare, bare, bare], [0, 1000, 2000]);
    const rows = new FlowTimeline(analysis, 0).rows([], 0, 10);
    expect(rows.every((row) => row.kind === 'segment' && row.copyOf === null)).toBe(true);
  });
});

describe('frames that do not stand in the order of time', () => {
  const LINES = ['> S', '< SA', '> A', '> PA +3', '< FA', '> FA', '< A'];
  const shuffled = (order: number[]): ReturnType<typeof analyse> => {
    const { frames, times } = conversation(LINES);
    return analyse(
      order.map((i) => frames[i]),
      order.map((i) => times[i] * 10),
    );
  };

  test('the SYN stands last', () => {
    const analysis = shuffled([1, 2, 3, 4, 5, 6, 0]);
    expect(analysis.flows.row(0)).toMatchObject({
      handshake: 'complete',
      ending: 'fin-3',
      startSec: 1_700_000_000,
      startNano: 0,
      durationNs: 60e6,
      synToSynAckNs: 10e6,
      synAckToAckNs: 10e6,
    });
    expect([analysis.lateFrames, analysis.firstLateFrame]).toEqual([1, 7]);
    const rows = new FlowTimeline(analysis, 0).rows([], 0, 20);
    expect(rows.flatMap((row) => (row.kind === 'segment' ? [row.frame] : []))).toEqual([7, 1, 2, 3, 4, 5, 6]);
    expect(rows.every((row) => row.kind !== 'segment' || row.deltaNs >= 0)).toBe(true);
  });

  test.each([[[0, 1, 2, 4, 3, 5, 6]], [[1, 0, 2, 3, 4, 5, 6]], [[0, 1, 2, 3, 6, 5, 4]]])(
    'order %j: no time is negative',
    (order) => {
      const row = shuffled(order).flows.row(0);
      expect(row.durationNs).toBe(60e6);
      expect([row.startSec, row.startNano]).toEqual([1_700_000_000, 0]);
      expect(row.synToSynAckNs ?? 0).toBeGreaterThanOrEqual(0);
      expect(row.synAckToAckNs ?? 0).toBeGreaterThanOrEqual(0);
    },
  );

  test('in order: nothing is noted', () => {
    const analysis = shuffled([0, 1, 2, 3, 4, 5, 6]);
    expect(analysis.lateFrames).toBe(0);
    expect(analysis.table.chunk(0).times).toBeNull();
  });
});

test('simultaneous open: each SYN-ACK answers the other SYN, the second one completes it', () => {
  const lines = [
    '> S at=0',
    '< S at=1',
    '< SA seq=0 ack=1 at=10',
    '> SA seq=0 ack=1 at=11',
    '> PA +1 seq=1 ack=1 at=100',
    '< A seq=1 ack=2 at=110',
  ];
  const row = analyseLines(lines).flows.row(0);
  expect(row).toMatchObject({ handshake: 'simultaneous', synToSynAckNs: 10e6, synAckToAckNs: 1e6 });
  expect(phasesOf(lines)).toEqual(['handshake 1-4', 'data 5-6']);
});

test('a new connection without a time, behind frames out of the order of time, has a row', () => {
  const analysis = analyse([]);
  const syn = (port: number): Uint8Array =>
    ethernet({}, ipv4({ src: A, dst: B }, tcp({ srcPort: port, dstPort: 80, flags: tcpFlags('S') })));
  const batch = batchOf([syn(1), syn(2), syn(3)], [5e9, 1e9, 0]);
  batch.flags[2] = 1;
  analysis.addBatch(batch, [{ linkType: 1 }]);
  expect(analysis.lateFrames).toBe(1);
  expect(analysis.flows.row(2)).toMatchObject({ portA: 3, startSec: 0, startNano: 0, durationNs: 0 });
});

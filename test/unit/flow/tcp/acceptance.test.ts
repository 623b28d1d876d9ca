// Which segments the receiver acts on (RFC 9293 section 3.10.7, RFC 5961), and what the others must not change.
import { describe, expect, test } from 'vitest';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import type { Ending, HandshakeState, TimelineSegment } from '../../../../src-main/ipc/contracts/engine-contract';
import { analyseLines } from '../analyse';

const OPEN = ['> S', '< SA', '> A'];
const DATA = [...OPEN, '> PA +100', '< A', '< PA +500', '> A'];
const CLOSE = ['> FA', '< FA', '> A'];
const GOES_ON = ['> PA +10', '< A'];
const FAR = 900_000_000;

const segmentsOf = (lines: string[], id = 0): TimelineSegment[] => {
  const timeline = new FlowTimeline(analyseLines(lines), id);
  const folds = timeline.rows([], 0, 1000).flatMap((row) => (row.kind === 'fold' ? [row.id] : []));
  return timeline.rows(folds, 0, 1000).flatMap((row) => (row.kind === 'segment' ? [row] : []));
};

interface Row {
  name: string;
  lines: string[];
  handshake: HandshakeState;
  ending: Ending;
  /** states of client and server at the end */
  states: string;
  /** frame -> reason */
  ignored: Record<number, string>;
}

const CLOSED3 = { handshake: 'complete', ending: 'fin-3', states: 'TIME-WAIT/CLOSED' } as const;
const STANDS = { handshake: 'complete', ending: 'open', states: 'ESTABLISHED/ESTABLISHED' } as const;

const ROWS: Row[] = [
  // ---- RST, RFC 5961 section 3.2
  {
    name: 'RST far beyond the window, by the server',
    lines: [...DATA, `< R seq=${FAR}`, ...GOES_ON, ...CLOSE],
    ...CLOSED3,
    ignored: { 8: 'rst-outside' },
  },
  {
    name: 'RST far beyond the window, by the client',
    lines: [...DATA, `> R seq=${FAR}`, ...GOES_ON, ...CLOSE],
    ...CLOSED3,
    ignored: { 8: 'rst-outside' },
  },
  {
    name: 'RST before the window',
    lines: [...DATA, '< R seq=-5', ...CLOSE],
    ...CLOSED3,
    ignored: { 8: 'rst-outside' },
  },
  {
    name: 'RST just behind the window',
    lines: [...OPEN, '< R seq=64001', ...CLOSE],
    ...CLOSED3,
    ignored: { 4: 'rst-outside' },
  },
  {
    name: 'RST at the last number of the window: a challenge ACK, and on it goes',
    lines: [...OPEN, '< R seq=64000', '> A', ...CLOSE],
    ...CLOSED3,
    ignored: { 4: 'rst-inexact' },
  },
  {
    name: 'RST in a scaled window',
    lines: ['> S ws=7', '< SA ws=7', '> A win=500', '< R seq=40000', '> A win=500', ...CLOSE],
    ...CLOSED3,
    ignored: { 4: 'rst-inexact' },
  },
  {
    name: 'RST in the window, and nothing after it: taken',
    lines: [...OPEN, '< R seq=64000'],
    handshake: 'complete',
    ending: 'rst',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  {
    name: 'RST at RCV.NXT',
    lines: [...DATA, '> RA', '< A +100', '> R seq=101'],
    handshake: 'complete',
    ending: 'rst',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  {
    name: 'RST behind data that is not yet acknowledged',
    lines: [...OPEN, '< PA +100', '< PA +100', '< RA'],
    handshake: 'complete',
    ending: 'rst',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  {
    name: 'RST at a number that was acknowledged, data under way',
    lines: [...OPEN, '< PA +100', '< RA seq=1'],
    handshake: 'complete',
    ending: 'rst',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  {
    name: 'RST one before RCV.NXT after a FIN',
    lines: [...DATA, '> FA', '< A', '> R seq=101'],
    handshake: 'complete',
    ending: 'fin-rst',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  {
    name: 'RST of a connection whose start was not captured',
    lines: ['< PA +10 seq=700 ack=900', '< R seq=710'],
    handshake: 'not-seen',
    ending: 'rst',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  // ---- SYN-SENT, RFC 9293 section 3.10.7.3
  {
    name: 'RST that acknowledges the ISN, not ISN + 1',
    lines: ['> S', '< RA seq=-5000 ack=0', '> S seq=0', '> S seq=0'],
    handshake: 'no-answer',
    ending: 'no-answer',
    states: 'SYN-SENT/UNKNOWN',
    ignored: { 2: 'rst-syn-sent' },
  },
  {
    name: 'RST without ACK to a SYN',
    lines: ['> S', '< R seq=0'],
    handshake: 'no-answer',
    ending: 'no-answer',
    states: 'SYN-SENT/UNKNOWN',
    ignored: { 2: 'rst-syn-sent' },
  },
  {
    name: 'SYN-ACK with a foreign number, then the right one',
    lines: [
      '> S',
      '< SA seq=2777 ack=423242',
      '> R seq=423242',
      '> S seq=0',
      '< SA seq=0',
      '> A ack=1',
      '> FA ack=1',
      '< FA seq=1',
      '> A ack=2',
    ],
    handshake: 'complete',
    ending: 'fin-3',
    states: 'TIME-WAIT/CLOSED',
    ignored: { 2: 'ack-syn-sent', 3: 'rst-foreign' },
  },
  {
    name: 'SYN-ACK with a foreign number only',
    lines: ['> S', '< SA ack=423242', '> R seq=423242'],
    handshake: 'no-answer',
    ending: 'no-answer',
    states: 'SYN-SENT/UNKNOWN',
    ignored: { 2: 'ack-syn-sent', 3: 'rst-foreign' },
  },
  {
    name: 'ACK of an older connection answers the SYN (figure 9)',
    lines: ['> S', '< A seq=300 ack=-100', '> R seq=-100'],
    handshake: 'no-answer',
    ending: 'no-answer',
    states: 'SYN-SENT/UNKNOWN',
    ignored: { 2: 'ack-syn-sent', 3: 'rst-foreign' },
  },
  {
    name: 'refused, as it should be',
    lines: ['> S', '< RA seq=0'],
    handshake: 'refused',
    ending: 'refused',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  {
    name: 'refused, data in the SYN',
    lines: ['> S +20', '< RA seq=0 ack=21'],
    handshake: 'refused',
    ending: 'refused',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  {
    name: 'half-open probe',
    lines: ['> S', '< SA', '> R'],
    handshake: 'probe',
    ending: 'rst',
    states: 'CLOSED/CLOSED',
    ignored: {},
  },
  // ---- SYN-RECEIVED
  {
    name: 'final ACK of what was never sent, and the RST that answers it',
    lines: ['> S', '< SA', '> A ack=1229567', '< R seq=1229567'],
    handshake: 'no-final-ack',
    ending: 'open',
    states: 'ESTABLISHED/SYN-RECEIVED',
    ignored: { 3: 'ack-unsent', 4: 'rst-outside' },
  },
  {
    name: 'final ACK one too far',
    lines: ['> S', '< SA', '> A ack=2'],
    handshake: 'no-final-ack',
    ending: 'open',
    states: 'ESTABLISHED/SYN-RECEIVED',
    ignored: { 3: 'ack-unsent' },
  },
  {
    name: 'final ACK of nothing',
    lines: ['> S', '< SA', '> A ack=0'],
    handshake: 'no-final-ack',
    ending: 'open',
    states: 'ESTABLISHED/SYN-RECEIVED',
    ignored: { 3: 'ack-old' },
  },
  {
    name: 'SYN and SYN-ACK sent again',
    lines: ['> S', '> S seq=0', '< SA', '< SA seq=0', '> A'],
    ...STANDS,
    ignored: {},
  },
  // ---- synchronized
  {
    name: 'FIN far beyond',
    lines: [...DATA, `< FA seq=${FAR}`, '> A ack=501', '> PA +10 ack=501', '< A seq=501'],
    ...STANDS,
    ignored: { 8: 'seq-outside' },
  },
  {
    name: 'FIN before the ISN',
    lines: [...DATA, '< FA seq=-4000', ...GOES_ON],
    ...STANDS,
    ignored: { 8: 'seq-outside' },
  },
  {
    name: 'data far beyond',
    lines: [...DATA, `> PA +9 seq=${FAR}`, '< A ack=101', '< A ack=101'],
    ...STANDS,
    ignored: { 8: 'seq-outside' },
  },
  {
    name: 'FIN that acknowledges what was never sent',
    lines: [...DATA, `> FA seq=101 ack=${FAR}`, '< A ack=101', '> PA +10 seq=101', '< A ack=111'],
    ...STANDS,
    ignored: { 8: 'ack-unsent' },
  },
  {
    name: 'FIN that acknowledges long ago',
    lines: [...DATA, '> FA seq=101 ack=-100000', '> PA +10 seq=101', '< A ack=111'],
    ...STANDS,
    ignored: { 8: 'ack-old' },
  },
  {
    name: 'FIN without ACK',
    lines: [...DATA, '> F', '> PA +10 seq=101', '< A ack=111'],
    ...STANDS,
    ignored: { 8: 'no-ack' },
  },
  {
    name: 'the SYN once more',
    lines: [...DATA, '> S seq=0', '< A', ...CLOSE],
    ...CLOSED3,
    ignored: { 8: 'syn-synchronized' },
  },
  { name: 'the SYN-ACK once more', lines: [...OPEN, '< SA seq=0', '> A', ...CLOSE], ...CLOSED3, ignored: {} },
  {
    name: 'a SYN-ACK with another number',
    lines: [...DATA, '< SA seq=70000', '> A ack=501', '> FA ack=501', '< FA seq=501', '> A ack=502'],
    ...CLOSED3,
    ignored: { 8: 'syn-ack-synchronized' },
  },
  {
    name: 'retransmission, keep-alive, out of order: nothing of that is impossible',
    lines: [
      ...DATA,
      '> PA +100 seq=1',
      '< A',
      '> A seq=100',
      '< A',
      '> PA +50 seq=201',
      '> PA +100 seq=101',
      '< A ack=251',
      '> FA seq=251',
      '< FA',
      '> A',
    ],
    ...CLOSED3,
    ignored: {},
  },
  // ---- holes in the capture
  {
    name: 'a hole of the capture larger than the window, both directions',
    lines: [...DATA, '> PA +100 seq=5000000', '< A ack=5000100', '< PA +10', '> A', '> FA seq=5000100', '< FA', '> A'],
    ...CLOSED3,
    ignored: {},
  },
  {
    name: 'only one direction is captured any more',
    lines: [...DATA, '> PA +1 seq=5000000', '> PA +1', '> PA +1', '> PA +1', '> FA'],
    handshake: 'complete',
    ending: 'fin-one-side',
    states: 'FIN-WAIT-1/CLOSE-WAIT',
    ignored: { 8: 'seq-outside', 9: 'seq-outside' },
  },
];

describe('segments that the receiver ignores', () => {
  test.each(ROWS)('$name', ({ lines, handshake, ending, states, ignored }) => {
    const { flows } = analyseLines(lines);
    const row = flows.row(0);
    expect([row.handshake, row.ending]).toEqual([handshake, ending]);
    const segments = segmentsOf(lines);
    expect(segments).toHaveLength(lines.length);
    const found = Object.fromEntries(
      segments.flatMap((s) => (s.ignored ? [[s.frame, s.ignored.key.replace('timeline.meaning.ignored.', '')]] : [])),
    );
    expect(found).toEqual(ignored);
    const last = segments[segments.length - 1];
    expect(`${last.stateA}/${last.stateB}`).toBe(states);
  });

  test('an ignored segment changes no state, and the phases are those without it', () => {
    for (const extra of [`< R seq=${FAR}`, `< FA seq=${FAR}`, '< SA seq=70000', '> S seq=0', `> A ack=${FAR}`]) {
      const plain = new FlowTimeline(analyseLines([...DATA, ...CLOSE]), 0).timeline([]);
      const own = [...DATA, extra, '> FA seq=101 ack=501', '< FA seq=501 ack=102', '> A seq=102 ack=502'];
      const segments = segmentsOf(own);
      expect([segments[7].stateA, segments[7].stateB], extra).toEqual([segments[6].stateA, segments[6].stateB]);
      const phases = new FlowTimeline(analyseLines(own), 0).timeline([]).phases;
      expect(
        phases.map((p) => p.kind),
        extra,
      ).toEqual(plain.phases.map((p) => p.kind));
      expect(phases.find((p) => p.kind === 'teardown')?.segments, extra).toBe(3);
    }
  });
});

describe('a SYN with another number while the connection stands', () => {
  const OTHER = '> S seq=777777';

  test('answered by an ACK of the old one: that goes on, the SYN is marked', () => {
    const analysis = analyseLines([
      ...DATA,
      OTHER,
      '< A ack=101',
      '> PA +10 seq=101',
      '< A ack=111',
      '> FA seq=111',
      '< FA ack=112',
      '> A seq=112',
    ]);
    const { flows } = analysis;
    expect(flows.count).toBe(2);
    expect([flows.row(0).handshake, flows.row(0).ending]).toEqual(['complete', 'fin-3']);
    expect([flows.row(1).handshake, flows.row(1).ending]).toEqual(['no-answer', 'no-answer']);
    expect(analysis.ignoredOf(7)).toBe('syn-synchronized');
    expect(Array.from({ length: 14 }, (_, row) => analysis.columns.stream(row))).toEqual([
      0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
    ]);
  });

  test('taken: the ports are used again, nothing is marked', () => {
    const analysis = analyseLines([...DATA, OTHER, '< SA seq=900000 ack=777778', '> A seq=777778 ack=900001']);
    expect(analysis.flows.row(1).handshake).toBe('complete');
    expect(analysis.ignoredOf(7)).toBeNull();
  });

  test('half-open (figure 10): the RST of the end that has forgotten ends the old one', () => {
    const analysis = analyseLines([
      ...DATA,
      OTHER,
      '< A seq=501 ack=101',
      '> R seq=101',
      OTHER,
      '< SA seq=900000 ack=777778',
      '> A seq=777778 ack=900001',
    ]);
    expect(analysis.flows.row(0).ending).toBe('rst');
    expect(analysis.flows.row(1).handshake).toBe('complete');
    expect(analysis.ignoredOf(7)).toBeNull();
  });
});

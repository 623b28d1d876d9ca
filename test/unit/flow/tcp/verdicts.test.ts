// How connections begin and end: one row for each way to close, and for the set-ups.
import { expect, test } from 'vitest';
import { stateName } from '../../../../src-main/flow/tcp/tcp-state';
import { FlowTimeline } from '../../../../src-main/flow/timeline/timeline';
import type { Ending, HandshakeState } from '../../../../src-main/ipc/contracts/engine-contract';
import { analyseLines } from '../analyse';

const OPEN = ['> S', '< SA', '> A'];
const DATA = [...OPEN, '> PA +100', '< A', '< PA +500', '> A'];

interface Row {
  name: string;
  lines: string[];
  handshake: HandshakeState;
  ending: Ending;
  completeness: number;
  /** states of client and server at the end, as the timeline shows them */
  states: string;
}

const ROWS: Row[] = [
  {
    name: 'open',
    lines: DATA,
    handshake: 'complete',
    ending: 'open',
    completeness: 15,
    states: 'ESTABLISHED/ESTABLISHED',
  },
  {
    name: 'handshake only',
    lines: OPEN,
    handshake: 'complete',
    ending: 'open',
    completeness: 7,
    states: 'ESTABLISHED/ESTABLISHED',
  },
  {
    name: 'four segments',
    lines: [...DATA, '> FA', '< A', '< FA', '> A'],
    handshake: 'complete',
    ending: 'fin-4',
    completeness: 31,
    states: 'TIME-WAIT/CLOSED',
  },
  {
    name: 'four segments, the server first',
    lines: [...DATA, '< FA', '> A', '> FA', '< A'],
    handshake: 'complete',
    ending: 'fin-4',
    completeness: 31,
    states: 'CLOSED/TIME-WAIT',
  },
  {
    name: 'three segments',
    lines: [...DATA, '> FA', '< FA', '> A'],
    handshake: 'complete',
    ending: 'fin-3',
    completeness: 31,
    states: 'TIME-WAIT/CLOSED',
  },
  {
    name: 'three segments without data',
    lines: [...OPEN, '> FA', '< FA', '> A'],
    handshake: 'complete',
    ending: 'fin-3',
    completeness: 23,
    states: 'TIME-WAIT/CLOSED',
  },
  {
    name: 'FIN with payload',
    lines: [...DATA, '> FPA +20', '< A', '< FPA +30', '> A'],
    handshake: 'complete',
    ending: 'fin-4',
    completeness: 31,
    states: 'TIME-WAIT/CLOSED',
  },
  {
    name: 'ACK of the FIN with payload',
    lines: [...DATA, '> FA', '< PA +30', '< FA', '> A'],
    handshake: 'complete',
    ending: 'fin-4',
    completeness: 31,
    states: 'TIME-WAIT/CLOSED',
  },
  {
    name: 'half close',
    lines: [...DATA, '> FA', '< A', '< PA +30', '< PA +30', '> A', '< FA', '> A'],
    handshake: 'complete',
    ending: 'fin-half',
    completeness: 31,
    states: 'TIME-WAIT/CLOSED',
  },
  {
    name: 'half close, still sending',
    lines: [...DATA, '> FA', '< A', '< PA +30'],
    handshake: 'complete',
    ending: 'fin-one-side',
    completeness: 31,
    states: 'FIN-WAIT-2/CLOSE-WAIT',
  },
  {
    name: 'simultaneous close',
    lines: [...DATA, '> FA', '< FA ack=101', '> A', '< A'],
    handshake: 'complete',
    ending: 'fin-simultaneous',
    completeness: 31,
    states: 'TIME-WAIT/TIME-WAIT',
  },
  {
    name: 'FIN then RST',
    lines: [...DATA, '> FA', '< R'],
    handshake: 'complete',
    ending: 'fin-rst',
    completeness: 63,
    states: 'CLOSED/CLOSED',
  },
  {
    name: 'RST behind a whole close',
    lines: [...DATA, '> FA', '< FA', '> A', '< R'],
    handshake: 'complete',
    ending: 'fin-3',
    completeness: 63,
    states: 'CLOSED/CLOSED',
  },
  {
    name: 'abort',
    lines: [...DATA, '< RA'],
    handshake: 'complete',
    ending: 'rst',
    completeness: 47,
    states: 'CLOSED/CLOSED',
  },
  {
    name: 'refused',
    lines: ['> S', '< RA seq=-5000 ack=1'],
    handshake: 'refused',
    ending: 'refused',
    completeness: 37,
    states: 'CLOSED/CLOSED',
  },
  {
    name: 'refused again and again',
    lines: ['> S', '< RA seq=-5000 ack=1', '> S seq=0', '< RA seq=-5000 ack=1'],
    handshake: 'refused',
    ending: 'refused',
    completeness: 37,
    states: 'CLOSED/CLOSED',
  },
  {
    name: 'half-open probe',
    lines: ['> S', '< SA', '> R seq=1'],
    handshake: 'probe',
    ending: 'rst',
    completeness: 35,
    states: 'CLOSED/CLOSED',
  },
  {
    name: 'no answer',
    lines: ['> S', '> S seq=0 at=1000', '> S seq=0 at=3000'],
    handshake: 'no-answer',
    ending: 'no-answer',
    completeness: 1,
    states: 'SYN-SENT/UNKNOWN',
  },
  {
    name: 'final ACK missing',
    lines: ['> S', '< SA', '< SA seq=0 at=1000'],
    handshake: 'no-final-ack',
    ending: 'open',
    completeness: 3,
    states: 'ESTABLISHED/SYN-RECEIVED',
  },
  {
    name: 'refused by ICMP',
    lines: ['> S', 'icmp > S seq=0'],
    handshake: 'icmp-refused',
    ending: 'refused',
    completeness: 1,
    states: 'SYN-SENT/UNKNOWN',
  },
  {
    name: 'capture begins in the middle',
    lines: ['> PA +10 seq=50 ack=90', '< A'],
    handshake: 'not-seen',
    ending: 'open',
    completeness: 12,
    states: 'ESTABLISHED/ESTABLISHED',
  },
  {
    name: 'middle, then closed',
    lines: ['> PA +10 seq=50 ack=90', '< A seq=90', '> FA', '< FA', '> A'],
    handshake: 'not-seen',
    ending: 'fin-3',
    completeness: 28,
    states: 'TIME-WAIT/CLOSED',
  },
  {
    name: 'begins with the SYN-ACK',
    lines: ['< SA ack=1', '> A seq=1'],
    handshake: 'partial',
    ending: 'open',
    completeness: 6,
    states: 'ESTABLISHED/ESTABLISHED',
  },
  {
    name: 'SYN-ACK not captured',
    lines: ['> S', '> A ack=1', '> PA +10 ack=1'],
    handshake: 'partial',
    ending: 'open',
    completeness: 13,
    states: 'ESTABLISHED/ESTABLISHED',
  },
  {
    name: 'last ACK missing',
    lines: [...DATA, '> FA', '< FA', '< FA seq=501 at=2000'],
    handshake: 'complete',
    ending: 'fin-no-last-ack',
    completeness: 31,
    states: 'TIME-WAIT/LAST-ACK',
  },
  {
    name: 'simultaneous open',
    lines: ['> S', '< S', '> SA seq=0 ack=1', '< SA seq=0 ack=1', '> A'],
    handshake: 'simultaneous',
    ending: 'open',
    completeness: 7,
    states: 'ESTABLISHED/ESTABLISHED',
  },
  {
    name: 'Fast Open',
    lines: ['> S +20', '< SA', '> A'],
    handshake: 'complete',
    ending: 'open',
    completeness: 15,
    states: 'ESTABLISHED/ESTABLISHED',
  },
];

test.each(ROWS)('$name', ({ lines, handshake, ending, completeness, states }) => {
  const analysis = analyseLines(lines);
  expect(analysis.flows.count).toBe(1);
  const row = analysis.flows.row(0);
  expect({ handshake: row.handshake, ending: row.ending, completeness: row.completeness }).toEqual({
    handshake,
    ending,
    completeness,
  });
  const last = new FlowTimeline(analysis, 0).rows([], 0, 100).at(-1);
  expect(last?.kind === 'segment' && `${last.stateA}/${last.stateB}`).toBe(states);
});

test('the tracker ends in the states that the timeline ends in', () => {
  for (const { lines } of ROWS) {
    const analysis = analyseLines(lines);
    const last = new FlowTimeline(analysis, 0).rows([], 0, 100).at(-1);
    if (last?.kind !== 'segment') throw new Error('no segment');
    const [a, b] = analysis.statesOf(0).map(stateName);
    expect([a, b], lines.join(' | ')).toEqual([last.stateA, last.stateB]);
  }
});

test('times of the handshake belong to the last SYN before the SYN-ACK, and to the last SYN-ACK before the ACK', () => {
  const row = analyseLines([
    '> S at=0',
    '> S seq=0 at=1000',
    '< SA at=1030',
    '< SA seq=0 at=1040',
    '> A at=1045',
    '> A at=1500',
  ]).flows.row(0);
  expect(row.synToSynAckNs).toBe(30e6);
  expect(row.synAckToAckNs).toBe(5e6);
  expect(row.durationNs).toBe(1500e6);
});

test('times that were not seen are null', () => {
  expect(analyseLines(['> S']).flows.row(0).synToSynAckNs).toBeNull();
  const half = analyseLines(['< SA ack=1', '> A seq=1 at=7']).flows.row(0);
  expect([half.synToSynAckNs, half.synAckToAckNs]).toEqual([null, 7e6]);
});

// Made situations, one for each second opinion: the segments, what Wireshark's analysis calls the one in question, and what is proven.
import type { OpinionKind } from '../../../../src-main/ipc/contracts/opinion-contract';
import { tcpOption } from '../../../fixtures/make-capture';
import type { Told } from '../../../fixtures/make-connection';

export interface Situation {
  name: string;
  segments: Told[];
  /** the frame in question, and what tshark says of it: names below `tcp.analysis.`; empty: nothing */
  frame: number;
  label: string[];
  kind: OpinionKind;
  evidence: number[];
}

/** The first round trip takes 20 ms. */
const OPEN: Told[] = [
  { from: 'a', flags: 'S', seq: 0, at: 0, options: [...tcpOption.sackPermitted] },
  { from: 'b', flags: 'SA', seq: 0, ack: 1, at: 10, options: [...tcpOption.sackPermitted] },
  { from: 'a', flags: 'A', seq: 1, ack: 1, at: 20 },
];
const data = (seq: number, at: number, more: Partial<Told> = {}): Told => ({
  from: 'a',
  flags: 'PA',
  seq,
  ack: 1,
  len: 100,
  at,
  ...more,
});
const ack = (number: number, at: number, more: Partial<Told> = {}): Told => ({
  from: 'b',
  flags: 'A',
  seq: 1,
  ack: number,
  at,
  ...more,
});

export const SITUATIONS: readonly Situation[] = [
  {
    name: 'a late segment whose time stamp is older than that of what overtook it',
    segments: [
      ...OPEN,
      data(1, 30, { stamp: [100, 7] }),
      data(201, 32, { stamp: [102, 7] }),
      data(101, 90, { stamp: [101, 7] }),
      ack(301, 91),
    ],
    frame: 6,
    label: ['retransmission'],
    kind: 'reordered',
    evidence: [5],
  },
  {
    name: 'a late segment whose identification stands between those of its neighbours',
    segments: [
      ...OPEN,
      data(1, 30, { id: 20 }),
      data(101, 31, { id: 21 }),
      data(201, 32, { id: 22 }),
      data(401, 33, { id: 24 }),
      data(301, 90, { id: 23 }),
      ack(501, 91),
    ],
    frame: 8,
    label: ['retransmission'],
    kind: 'reordered',
    evidence: [7],
  },
  {
    name: 'a segment sent again so soon that it is taken for an overtaken one',
    segments: [
      ...OPEN,
      data(1, 30, { stamp: [100, 7] }),
      data(201, 32, { stamp: [102, 7] }),
      data(101, 37, { stamp: [107, 7] }),
      ack(301, 38),
    ],
    frame: 6,
    label: ['out_of_order'],
    kind: 'sent_again',
    evidence: [5],
  },
  {
    name: 'the receiver reports that it had the data already (D-SACK)',
    segments: [...OPEN, data(1, 30), data(1, 330), ack(101, 335, { sack: [[1, 101]] })],
    frame: 5,
    label: ['retransmission'],
    kind: 'spurious_dsack',
    evidence: [4, 6],
  },
  {
    name: 'the acknowledgement echoes the time stamp of the first copy (Eifel)',
    segments: [
      ...OPEN,
      ack(1, 25, { stamp: [7, 0] }),
      data(1, 30, { stamp: [100, 7] }),
      data(1, 330, { stamp: [400, 7] }),
      ack(101, 335, { stamp: [8, 100] }),
    ],
    frame: 6,
    label: ['retransmission'],
    kind: 'spurious_timestamp',
    evidence: [5, 7],
  },
  {
    name: 'a retransmission whose first copy is not in the capture',
    segments: [
      ...OPEN,
      data(1, 30, { stamp: [100, 7] }),
      data(201, 32, { stamp: [102, 7] }),
      data(101, 332, { stamp: [402, 7] }),
      ack(301, 340),
    ],
    frame: 6,
    label: ['retransmission'],
    kind: 'not_seen_before',
    evidence: [5],
  },
  {
    name: 'needless by an acknowledgement of what was never sent',
    segments: [...OPEN, data(1, 30), ack(900_001, 40), data(1, 330), ack(101, 340)],
    frame: 6,
    label: ['retransmission', 'spurious_retransmission'],
    kind: 'needed',
    evidence: [5, 7],
  },
  {
    name: 'a copy by a mirror port behind a router: one hop less, everything else the same',
    segments: [...OPEN, data(1, 30, { id: 40 }), data(1, 30.2, { id: 40, ttl: 63 }), ack(101, 41)],
    frame: 5,
    label: ['retransmission'],
    kind: 'captured_twice',
    evidence: [4],
  },
  {
    name: 'the same packet again after longer, where identifications are counted',
    segments: [
      ...OPEN,
      data(1, 30, { id: 20 }),
      data(101, 31, { id: 21 }),
      data(201, 32, { id: 22 }),
      data(201, 92, { id: 22, ttl: 62 }),
      ack(301, 95),
    ],
    frame: 7,
    label: ['retransmission'],
    kind: 'captured_twice',
    evidence: [6],
  },
  {
    name: 'a SYN-ACK of a simultaneous open',
    segments: [
      { from: 'a', flags: 'S', seq: 0, at: 0 },
      { from: 'b', flags: 'S', seq: 0, at: 1 },
      { from: 'a', flags: 'SA', seq: 0, ack: 1, at: 30 },
      { from: 'b', flags: 'SA', seq: 0, ack: 1, at: 31 },
    ],
    frame: 3,
    label: ['retransmission'],
    kind: 'simultaneous_open',
    evidence: [1, 2],
  },
  {
    name: 'an RST outside the receive window',
    segments: [
      ...OPEN,
      data(1, 30),
      ack(101, 40),
      { from: 'a', flags: 'R', seq: 500_000, at: 50 },
      data(101, 60),
      ack(201, 70),
    ],
    frame: 6,
    label: [],
    kind: 'ignored',
    evidence: [5],
  },
  {
    name: 'one byte of data sent again, called a keep-alive',
    segments: [...OPEN, data(1, 30, { len: 1 }), data(1, 330, { len: 1 }), ack(2, 340)],
    frame: 5,
    label: ['keep_alive'],
    kind: 'repeated_byte',
    evidence: [4, 6],
  },
  {
    name: 'a keep-alive behind data that the capture misses, called the first behind a gap',
    segments: [...OPEN, data(1, 30), ack(1001, 40), data(1000, 30_000, { len: 1 }), ack(1001, 30_010)],
    frame: 6,
    label: ['retransmission', 'spurious_retransmission', 'lost_segment'],
    kind: 'keep_alive',
    evidence: [5],
  },
  {
    name: 'a probe of a closed window, called a keep-alive',
    segments: [
      ...OPEN,
      data(1, 30),
      ack(101, 40, { window: 0 }),
      { from: 'a', flags: 'A', seq: 100, ack: 1, at: 300 },
      ack(101, 310, { window: 0 }),
    ],
    frame: 6,
    label: ['keep_alive'],
    kind: 'window_probe',
    evidence: [5],
  },
  {
    name: 'a byte of a closed window sent again, called a retransmission',
    segments: [
      ...OPEN,
      data(1, 30),
      data(101, 31),
      ack(101, 40, { window: 0 }),
      data(101, 300, { len: 1 }),
      ack(101, 310, { window: 0 }),
    ],
    frame: 7,
    label: ['retransmission'],
    kind: 'window_probe',
    evidence: [6],
  },
  {
    name: 'segments of two files joined: in order by their times',
    segments: [...OPEN, data(1, 30), data(201, 32), data(101, 31), ack(301, 45)],
    frame: 6,
    label: ['retransmission'],
    kind: 'file_order',
    evidence: [5],
  },
  {
    name: 'the segment before the gap that only the file has',
    segments: [...OPEN, data(1, 30), data(201, 32), data(101, 31), ack(301, 45)],
    frame: 5,
    label: ['lost_segment'],
    kind: 'file_order',
    evidence: [6],
  },
  {
    name: 'a duplicate ACK that reports a duplicate',
    segments: [...OPEN, data(1, 30), ack(101, 40), data(1, 330), ack(101, 340, { sack: [[1, 101]] })],
    frame: 7,
    label: ['duplicate_ack'],
    kind: 'reports_duplicate',
    evidence: [6],
  },
  {
    name: 'a challenge ACK, called a duplicate one',
    segments: [
      ...OPEN,
      data(1, 30),
      ack(101, 40),
      { from: 'a', flags: 'R', seq: 2001, at: 50 },
      ack(101, 51),
      data(101, 60),
      ack(201, 70),
    ],
    frame: 7,
    label: ['duplicate_ack'],
    kind: 'challenge_ack',
    evidence: [6],
  },
];

// The state machine of TCP as a drawing: boxes, arrows, words, in px of a small picture. What leads where is RFC 9293 figure 5;
// where it stands is our own. And which arrows a change of state goes along. Pure.
import type { TcpState } from '../ipc/contracts/engine-contract';

export const MACHINE_WIDTH = 356;
export const MACHINE_HEIGHT = 404;
export const BOX_WIDTH = 96;
export const BOX_HEIGHT = 20;

/** CLOSED has two boxes, where a connection begins and where it ends: as one state it would need arrows across all others. */
export type BoxId = Exclude<TcpState, 'UNKNOWN'> | 'END';

export interface MachineBox {
  id: BoxId;
  state: TcpState;
  /** middle of the box */
  x: number;
  y: number;
}

const LEFT = 56;
const MIDDLE = 170;
const RIGHT = 284;

const box = (id: BoxId, x: number, y: number): MachineBox => ({ id, state: id === 'END' ? 'CLOSED' : id, x, y });

export const BOXES: readonly MachineBox[] = [
  box('CLOSED', MIDDLE, 14),
  box('LISTEN', MIDDLE, 78),
  box('SYN-RECEIVED', LEFT, 146),
  box('SYN-SENT', RIGHT, 146),
  box('ESTABLISHED', MIDDLE, 206),
  box('FIN-WAIT-1', LEFT, 262),
  box('CLOSE-WAIT', RIGHT, 262),
  box('FIN-WAIT-2', LEFT, 330),
  box('CLOSING', MIDDLE, 330),
  box('LAST-ACK', RIGHT, 330),
  box('TIME-WAIT', 100, 390),
  box('END', RIGHT, 390),
];

type Anchor = 'start' | 'middle' | 'end';
export interface MachineEdge {
  id: string;
  from: BoxId;
  to: BoxId;
  /** what happens, and what the end does then, in the words of the RFC; empty: nothing */
  event: string;
  action: string;
  /** corners, x and y in turn; the last is the head of the arrow */
  points: readonly number[];
  /** where the words stand: `y` is the base line of the first of two lines */
  label: { x: number; y: number; anchor: Anchor };
  /** there is a clock or a program behind it, no segment: who watches the wire does not see it */
  unseen?: true;
}

const at = (x: number, y: number, anchor: Anchor): MachineEdge['label'] => ({ x, y, anchor });

/** In the order of a connection's life. */
export const EDGES = [
  {
    id: 'passiveOpen',
    from: 'CLOSED',
    to: 'LISTEN',
    event: 'passive OPEN',
    action: 'create TCB',
    points: [150, 24, 150, 68],
    label: at(145, 42, 'end'),
    unseen: true,
  },
  {
    id: 'listenClose',
    from: 'LISTEN',
    to: 'CLOSED',
    event: 'CLOSE',
    action: '',
    points: [190, 68, 190, 24],
    label: at(195, 50, 'start'),
    unseen: true,
  },
  {
    id: 'activeOpen',
    from: 'CLOSED',
    to: 'SYN-SENT',
    event: 'active OPEN',
    action: 'snd SYN',
    points: [218, 18, 300, 18, 300, 136],
    label: at(295, 32, 'end'),
  },
  {
    id: 'openClose',
    from: 'SYN-SENT',
    to: 'CLOSED',
    event: 'CLOSE',
    action: '',
    points: [318, 136, 318, 9, 218, 9],
    label: at(322, 80, 'start'),
    unseen: true,
  },
  {
    id: 'listenSyn',
    from: 'LISTEN',
    to: 'SYN-RECEIVED',
    event: 'rcv SYN',
    action: 'snd SYN,ACK',
    points: [122, 74, 72, 74, 72, 136],
    label: at(67, 102, 'end'),
  },
  {
    id: 'synReset',
    from: 'SYN-RECEIVED',
    to: 'LISTEN',
    event: 'rcv RST',
    action: '',
    points: [88, 136, 88, 84, 122, 84],
    label: at(93, 112, 'start'),
  },
  {
    id: 'listenSend',
    from: 'LISTEN',
    to: 'SYN-SENT',
    event: 'SEND',
    action: 'snd SYN',
    points: [218, 78, 268, 78, 268, 136],
    label: at(263, 102, 'end'),
  },
  {
    id: 'crossingSyn',
    from: 'SYN-SENT',
    to: 'SYN-RECEIVED',
    event: 'rcv SYN',
    action: 'snd SYN,ACK',
    points: [236, 146, 104, 146],
    label: at(170, 142, 'middle'),
  },
  {
    id: 'synAcked',
    from: 'SYN-RECEIVED',
    to: 'ESTABLISHED',
    event: 'rcv ACK of SYN',
    action: '',
    points: [72, 156, 72, 206, 122, 206],
    label: at(77, 182, 'start'),
  },
  {
    id: 'synAnswered',
    from: 'SYN-SENT',
    to: 'ESTABLISHED',
    event: 'rcv SYN,ACK',
    action: 'snd ACK',
    points: [268, 156, 268, 206, 218, 206],
    label: at(263, 178, 'end'),
  },
  {
    id: 'earlyClose',
    from: 'SYN-RECEIVED',
    to: 'FIN-WAIT-1',
    event: 'CLOSE',
    action: 'snd FIN',
    points: [28, 156, 28, 252],
    label: at(33, 214, 'start'),
  },
  {
    id: 'close',
    from: 'ESTABLISHED',
    to: 'FIN-WAIT-1',
    event: 'CLOSE',
    action: 'snd FIN',
    points: [146, 216, 146, 238, 72, 238, 72, 252],
    label: at(110, 224, 'middle'),
  },
  {
    id: 'otherCloses',
    from: 'ESTABLISHED',
    to: 'CLOSE-WAIT',
    event: 'rcv FIN',
    action: 'snd ACK',
    points: [194, 216, 194, 238, 268, 238, 268, 252],
    label: at(231, 224, 'middle'),
  },
  {
    id: 'finAcked',
    from: 'FIN-WAIT-1',
    to: 'FIN-WAIT-2',
    event: 'rcv ACK',
    action: 'of FIN',
    points: [40, 272, 40, 320],
    label: at(45, 294, 'start'),
  },
  {
    id: 'crossingFin',
    from: 'FIN-WAIT-1',
    to: 'CLOSING',
    event: 'rcv FIN',
    action: 'snd ACK',
    points: [104, 262, 170, 262, 170, 320],
    label: at(165, 286, 'end'),
  },
  {
    id: 'closeToo',
    from: 'CLOSE-WAIT',
    to: 'LAST-ACK',
    event: 'CLOSE',
    action: 'snd FIN',
    points: [284, 272, 284, 320],
    label: at(289, 294, 'start'),
  },
  {
    id: 'otherFin',
    from: 'FIN-WAIT-2',
    to: 'TIME-WAIT',
    event: 'rcv FIN',
    action: 'snd ACK',
    points: [76, 340, 76, 380],
    label: at(71, 358, 'end'),
  },
  {
    id: 'closingAcked',
    from: 'CLOSING',
    to: 'TIME-WAIT',
    event: 'rcv ACK',
    action: 'of FIN',
    points: [136, 340, 136, 380],
    label: at(141, 358, 'start'),
  },
  {
    id: 'lastAcked',
    from: 'LAST-ACK',
    to: 'END',
    event: 'rcv ACK',
    action: 'of FIN',
    points: [284, 340, 284, 380],
    label: at(289, 358, 'start'),
  },
  {
    id: 'waited',
    from: 'TIME-WAIT',
    to: 'END',
    event: 'timeout 2 MSL',
    action: 'delete TCB',
    points: [148, 390, 236, 390],
    label: at(192, 386, 'middle'),
    unseen: true,
  },
] as const satisfies readonly MachineEdge[];

export type EdgeId = (typeof EDGES)[number]['id'];

/** How an end came from one state to another. */
export type Change =
  /** it stays where it was */
  | { kind: 'none' }
  /** along these arrows, one or several: a segment can do two things at once, and what came before may not have been captured */
  | { kind: 'edges'; edges: readonly EdgeId[] }
  /** a reset ends it, whatever it was in (section 3.5.3) */
  | { kind: 'reset' }
  /** nothing was known of it before */
  | { kind: 'assumed' };

/** What was seen first may turn out to have been otherwise: a FIN that was taken as received was still under way. */
const CORRECTED: Readonly<Record<string, readonly EdgeId[]>> = { 'CLOSE-WAIT CLOSING': ['close', 'crossingFin'] };

const OPENING: ReadonlySet<TcpState> = new Set(['SYN-SENT', 'SYN-RECEIVED']);

/**
 * The arrows from one state to another, as few as there can be; null where there is no way.
 * @param reset the segment of this step is a reset
 */
export function changeOf(before: TcpState, after: TcpState, reset: boolean): Change | null {
  if (before === after) return { kind: 'none' };
  if (before === 'UNKNOWN' || after === 'UNKNOWN') return { kind: 'assumed' };
  if (reset && after === 'CLOSED') return { kind: 'reset' };
  const corrected = CORRECTED[`${before} ${after}`];
  // a SYN of an end that is past its own begins another connection, as if the one before had never been
  const edges = corrected ?? shortest(before, after) ?? (OPENING.has(after) ? shortest('CLOSED', after) : null);
  return edges === null ? null : { kind: 'edges', edges };
}

/** No way is longer: from LISTEN to FIN-WAIT-1, where the capture begins in between. */
const MOST_EDGES = 4;

function shortest(before: TcpState, after: TcpState): readonly EdgeId[] | null {
  let ways = boxesOf(before).map((id) => ({ id, edges: [] as EdgeId[] }));
  for (let length = 1; length <= MOST_EDGES; length++) {
    const longer: typeof ways = [];
    for (const way of ways)
      for (const edge of EDGES) if (edge.from === way.id) longer.push({ id: edge.to, edges: [...way.edges, edge.id] });
    // what a segment does goes before what only a program or a clock does
    const found = longer.filter(({ id }) => boxesOf(after).includes(id));
    if (found.length > 0) return (found.find(({ edges }) => !edges.some(isUnseen)) ?? found[0]).edges;
    ways = longer;
  }
  return null;
}

const isUnseen = (id: EdgeId): boolean => EDGES.some((edge) => edge.id === id && 'unseen' in edge);

/** A connection that was over can begin again from either box. */
function boxesOf(state: TcpState): readonly BoxId[] {
  if (state === 'UNKNOWN') return [];
  return state === 'CLOSED' ? ['CLOSED', 'END'] : [state];
}

/**
 * The box in which an end stands. CLOSED is the upper one until the connection has begun.
 * @param begun a segment of the connection was sent
 */
export function boxOf(state: TcpState, begun: boolean): BoxId | null {
  if (state === 'UNKNOWN') return null;
  return state === 'CLOSED' && begun ? 'END' : state;
}

/** A straight line between two boxes, from border to border, for a reset: x and y in turn. */
export function straight(from: BoxId, to: BoxId): number[] {
  const start = BOXES.find(({ id }) => id === from) ?? BOXES[0];
  const end = BOXES.find(({ id }) => id === to) ?? BOXES[0];
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  if (dx === 0 && dy === 0) return [start.x, start.y, end.x, end.y];
  // how far out of a box's middle its border is, as a part of the whole way
  const part = Math.min(
    BOX_WIDTH / 2 / Math.max(Math.abs(dx), 1e-9),
    BOX_HEIGHT / 2 / Math.max(Math.abs(dy), 1e-9),
    0.5,
  );
  return [start.x + dx * part, start.y + dy * part, end.x - dx * part, end.y - dy * part];
}

// The drawn state machine holds every change of state that the tracker makes, and nothing in it stands on anything else.
import { expect, test } from 'vitest';
import {
  BOX_HEIGHT,
  BOX_WIDTH,
  BOXES,
  boxOf,
  changeOf,
  EDGES,
  MACHINE_HEIGHT,
  MACHINE_WIDTH,
  straight,
  type MachineBox,
} from '../../../src-main/draw/state-machine';
import * as S from '../../../src-main/flow/tcp/tcp-state';

const ALL = Array.from({ length: 12 }, (_, state) => state);
const SEGMENTS = Array.from({ length: 64 }, (_, bits) => bits).filter((bits) => {
  const acks = S.SEG_ACKS_SYN | S.SEG_ACKS_FIN;
  return (bits & acks) === 0 || (bits & S.SEG_ACK) !== 0;
});

/** Every pair of states that can come about, from what the two ends of a new or half-seen connection are. */
function reachable(): Set<number> {
  const seen = new Set<number>();
  const open = [S.UNKNOWN, S.CLOSED, S.LISTEN, S.SYN_SENT].flatMap((a) =>
    [S.UNKNOWN, S.CLOSED, S.LISTEN, S.SYN_SENT].map((b) => S.pair(a, b)),
  );
  for (let states = open.pop(); states !== undefined; states = open.pop()) {
    if (seen.has(states)) continue;
    seen.add(states);
    for (const bits of SEGMENTS) {
      const after = S.step(S.senderOf(states), S.receiverOf(states), bits);
      open.push(after, S.pair(S.receiverOf(after), S.senderOf(after)));
    }
  }
  return seen;
}

test('every transition that the tracker can make is in the drawing', () => {
  const missing = new Set<string>();
  let made = 0;
  for (const states of reachable())
    for (const bits of SEGMENTS) {
      const after = S.step(S.senderOf(states), S.receiverOf(states), bits);
      for (const of of [S.senderOf, S.receiverOf]) {
        const [from, to] = [S.stateName(of(states)), S.stateName(of(after))];
        if (from !== to) made++;
        if (changeOf(from, to, (bits & S.SEG_RST) !== 0) === null) missing.add(`${from} → ${to}`);
      }
    }
  expect(made).toBeGreaterThan(100);
  expect([...missing]).toEqual([]);
});

test.each([
  ['CLOSED', 'SYN-SENT', ['activeOpen']],
  ['LISTEN', 'SYN-RECEIVED', ['listenSyn']],
  ['SYN-SENT', 'ESTABLISHED', ['synAnswered']],
  ['SYN-SENT', 'SYN-RECEIVED', ['crossingSyn']],
  ['SYN-RECEIVED', 'ESTABLISHED', ['synAcked']],
  ['SYN-RECEIVED', 'CLOSE-WAIT', ['synAcked', 'otherCloses']],
  ['ESTABLISHED', 'FIN-WAIT-1', ['close']],
  ['ESTABLISHED', 'CLOSE-WAIT', ['otherCloses']],
  ['FIN-WAIT-1', 'FIN-WAIT-2', ['finAcked']],
  ['FIN-WAIT-1', 'CLOSING', ['crossingFin']],
  ['FIN-WAIT-1', 'TIME-WAIT', ['finAcked', 'otherFin']], // three segments: the ACK of the FIN comes with the other FIN
  ['FIN-WAIT-2', 'TIME-WAIT', ['otherFin']],
  ['CLOSING', 'TIME-WAIT', ['closingAcked']],
  ['CLOSE-WAIT', 'LAST-ACK', ['closeToo']],
  ['CLOSE-WAIT', 'CLOSING', ['close', 'crossingFin']],
  ['LAST-ACK', 'CLOSED', ['lastAcked']],
  ['TIME-WAIT', 'SYN-SENT', ['activeOpen']], // the ports are used again
] as const)('from %s to %s', (from, to, edges) => {
  expect(changeOf(from, to, false)).toEqual({ kind: 'edges', edges });
});

test('a reset leads to CLOSED from anywhere; what was not known before is assumed', () => {
  expect(changeOf('ESTABLISHED', 'CLOSED', true)).toEqual({ kind: 'reset' });
  expect(changeOf('UNKNOWN', 'ESTABLISHED', false)).toEqual({ kind: 'assumed' });
  expect(changeOf('LISTEN', 'LISTEN', false)).toEqual({ kind: 'none' });
  expect(changeOf('ESTABLISHED', 'LISTEN', false)).toBeNull();
});

test('every state has a box, and CLOSED one at each end', () => {
  for (const state of ALL.slice(1).map(S.stateName))
    expect(BOXES.some((box) => box.id === boxOf(state, false))).toBe(true);
  expect(boxOf('UNKNOWN', true)).toBeNull();
  expect([boxOf('CLOSED', false), boxOf('CLOSED', true)]).toEqual(['CLOSED', 'END']);
});

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
const areaOf = ({ x, y }: MachineBox): Area => ({
  left: x - BOX_WIDTH / 2,
  top: y - BOX_HEIGHT / 2,
  right: x + BOX_WIDTH / 2,
  bottom: y + BOX_HEIGHT / 2,
});
const overlap = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Words are 8.5 px high, two lines 9.5 px apart; a letter takes half its height or less. */
const labels = EDGES.map(({ id, event, action, label }) => {
  const width = Math.max(event.length, action.length) * 4.6;
  const left = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
  return { id, left, right: left + width, top: label.y - 7, bottom: label.y + (action ? 11 : 2) };
});

test('no box stands on another, no words on a box or on other words, and all is inside the picture', () => {
  const boxes = BOXES.map(areaOf);
  boxes.forEach((one, i) => boxes.slice(i + 1).forEach((other) => expect(overlap(one, other)).toBe(false)));
  labels.forEach((one, i) => {
    boxes.forEach((other, k) => expect(overlap(one, other), `${one.id}, ${BOXES[k].id}`).toBe(false));
    labels.slice(i + 1).forEach((other) => expect(overlap(one, other), `${one.id}, ${other.id}`).toBe(false));
  });
  for (const { left, top, right, bottom } of [...boxes, ...labels]) {
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(MACHINE_WIDTH);
    expect(bottom).toBeLessThanOrEqual(MACHINE_HEIGHT);
  }
});

test('every arrow leads from the border of its box to that of the other, and through none', () => {
  const area = (id: string): Area => areaOf(BOXES.find((box) => box.id === id) ?? BOXES[0]);
  const on = (a: Area, x: number, y: number): boolean => {
    const inside = x >= a.left && x <= a.right && y >= a.top && y <= a.bottom;
    return inside && (x === a.left || x === a.right || y === a.top || y === a.bottom);
  };
  for (const { id, from, to, points } of EDGES) {
    const p: readonly number[] = points;
    expect(on(area(from), p[0], p[1]), id).toBe(true);
    expect(on(area(to), p[p.length - 2], p[p.length - 1]), id).toBe(true);
    for (let i = 0; i + 3 < p.length; i += 2) {
      const line = {
        left: Math.min(p[i], p[i + 2]),
        right: Math.max(p[i], p[i + 2]),
        top: Math.min(p[i + 1], p[i + 3]),
        bottom: Math.max(p[i + 1], p[i + 3]),
      };
      for (const box of BOXES) expect(overlap(line, areaOf(box)), `${id}, ${box.id}`).toBe(false);
    }
  }
});

test('a reset is a straight line between two borders', () => {
  const [x1, y1, x2, y2] = straight('ESTABLISHED', 'END');
  expect(y1).toBeCloseTo(216);
  expect(y2).toBeCloseTo(380);
  expect(x1).toBeGreaterThan(170);
  expect(x2).toBeLessThan(284);
  expect(straight('END', 'END')).toEqual([284, 390, 284, 390]);
});

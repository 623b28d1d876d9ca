// The state machine of one end as a picture of its own: the way that a connection took through it. Pure.
import type { TcpState, TimelineRow } from '../ipc/contracts/engine-contract';
import { RST } from '../text/tcp-flags';
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
  type BoxId,
  type EdgeId,
  type MachineEdge,
} from './state-machine';
import { statesAfter } from './row-states';
import { lineThrough, picture, QUIET, textAt } from './svg';

const TAKEN = '#1f66cc';
const FAINT = '#b4bcc8';
const RESET = '#c0253a';
const PAD = 8;
const TITLE = 26;

export const MACHINE_PICTURE_WIDTH = MACHINE_WIDTH + 2 * PAD;
export const MACHINE_PICTURE_HEIGHT = MACHINE_HEIGHT + TITLE + 2 * PAD;

/** The way of one end: its arrows and boxes in the order in which it took them, and where a reset ended it. */
export interface MachineWay {
  edges: readonly EdgeId[];
  boxes: readonly BoxId[];
  resetFrom: BoxId | null;
  /** states in their order, each with the packet that led there; 0: it was there before */
  states: readonly { state: TcpState; frame: number }[];
}

/** The way of an end through the rows of a timeline. */
export function wayOf(rows: readonly TimelineRow[], who: 'a' | 'b'): MachineWay {
  const first = rows[0]?.kind === 'segment' ? rows[0] : undefined;
  let before: TcpState = statesAfter(-1, (at) => rows[at], first)?.[who] ?? 'UNKNOWN';
  const edges: EdgeId[] = [];
  const boxes: BoxId[] = [];
  const states: { state: TcpState; frame: number }[] = before === 'UNKNOWN' ? [] : [{ state: before, frame: 0 }];
  let resetFrom: BoxId | null = null;
  const stand = (box: BoxId | null): void => {
    if (box !== null && !boxes.includes(box)) boxes.push(box);
  };
  stand(boxOf(before, false));
  for (const row of rows) {
    if (row.kind !== 'segment' && row.kind !== 'fold') continue;
    const after = who === 'a' ? row.stateA : row.stateB;
    if (after === before) continue;
    const change = changeOf(before, after, row.kind === 'segment' && (row.flags & RST) !== 0);
    if (change?.kind === 'edges') edges.push(...change.edges.filter((edge) => !edges.includes(edge)));
    if (change?.kind === 'reset') resetFrom = boxOf(before, true);
    for (const id of change?.kind === 'edges' ? change.edges : []) {
      const edge: MachineEdge | undefined = EDGES.find((one) => one.id === id);
      if (edge) stand(edge.to);
    }
    stand(boxOf(after, true));
    states.push({ state: after, frame: row.kind === 'segment' ? row.frame : row.lastFrame });
    before = after;
  }
  return { edges, boxes, resetFrom, states };
}

/** @param title whose machine it is */
export function machineSvg(way: MachineWay, title: string): string {
  const last = way.states.at(-1)?.state ?? 'UNKNOWN';
  const at = boxOf(last, way.states.length > 1);
  const out = [
    textAt(title, { at: [PAD, 20], size: 13, more: ' font-weight="600"' }),
    ...['', 'taken', 'reset'].map(
      (kind) =>
        `<marker id="head${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 1L8 4L0 7Z" fill="${kind === 'taken' ? TAKEN : kind === 'reset' ? RESET : FAINT}"/></marker>`,
    ),
    `<g transform="translate(${PAD} ${TITLE + PAD})">`,
  ];
  const isTaken = ({ id }: { id: EdgeId }): boolean => way.edges.includes(id);
  // those that were taken lie above the others
  const edges = [...EDGES].sort((one, other) => Number(isTaken(one)) - Number(isTaken(other)));
  for (const edge of edges) {
    const taken = isTaken(edge);
    const { points, label, event, action, id }: MachineEdge = edge;
    const dash = 'unseen' in edge ? ' stroke-dasharray="3 2"' : '';
    out.push(
      `<path d="${lineThrough(points)}" fill="none" stroke="${taken ? TAKEN : FAINT}" stroke-width="${taken ? 2.4 : 1}"${dash} marker-end="url(#head${taken ? 'taken' : ''})"/>`,
    );
    const look = { size: 8.5, anchor: label.anchor, fill: taken ? TAKEN : QUIET };
    out.push(textAt(event, { at: [label.x, label.y], ...look }));
    const below = id === 'crossingSyn' || id === 'waited' ? 13 : 9.5;
    if (action !== '') out.push(textAt(action, { at: [label.x, label.y + below], ...look }));
  }
  if (way.resetFrom !== null && at !== null)
    out.push(
      `<path d="${lineThrough(straight(way.resetFrom, at))}" fill="none" stroke="${RESET}" stroke-width="2.4" stroke-dasharray="6 3" marker-end="url(#headreset)"/>`,
    );
  for (const { id, state, x, y } of BOXES) {
    const stood = way.boxes.includes(id);
    const now = id === at;
    out.push(
      `<rect x="${x - BOX_WIDTH / 2}" y="${y - BOX_HEIGHT / 2}" width="${BOX_WIDTH}" height="${BOX_HEIGHT}" rx="4" fill="${now ? TAKEN : '#fff'}" stroke="${stood ? TAKEN : FAINT}" stroke-width="${stood ? 2 : 1.2}"/>`,
      textAt(state, {
        at: [x, y + 3.5],
        size: 10,
        anchor: 'middle',
        fill: now ? '#fff' : stood ? TAKEN : QUIET,
        more: ' font-weight="600"',
      }),
    );
  }
  out.push('</g>');
  return picture(MACHINE_PICTURE_WIDTH, MACHINE_PICTURE_HEIGHT, out);
}

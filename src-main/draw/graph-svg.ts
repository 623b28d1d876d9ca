// A graph as a picture of its own, to be put into a document: SVG 1.1 without scripts, fonts or references, on a white ground.
import type { Graph, GraphRole } from '../ipc/contracts/graph-contract';
import { linePath, strokeWidth, toX, toY, type Frame } from './graph-paths';
import { marks, momentText, uprightRange, valueText, type Range } from './graph-scale';
import { escaped, FONT, QUIET, textAt as text, widthOf } from './svg';

/** What stands in the picture beside its lines, in the language of the reader. */
export interface GraphWords {
  title: string;
  /** which connection, which direction */
  subtitle: string;
  across: string;
  upright: string;
  roles: Readonly<Record<GraphRole, string>>;
}

export const GRAPH_WIDTH = 1200;
export const GRAPH_HEIGHT = 640;
const LEFT = 96;
const RIGHT = 24;
const TOP = 84;
const BOTTOM = 64;
const FAINT = '#dce1e7';

/** Colours on white; the window has its own, by theme. Each is told from its neighbours by its shape, too. */
export const ROLE_COLOURS: Readonly<Record<GraphRole, string>> = {
  data: '#1f66cc',
  again: '#c0253a',
  ack: '#1f7a45',
  window: '#8c6400',
  sack: '#7446c4',
  roundTrip: '#1f66cc',
  throughput: '#1f66cc',
  goodput: '#1f7a45',
  receiveWindow: '#8c6400',
  inFlight: '#1f66cc',
};

/** `x`: the part that is shown, seconds. */
export function graphSvg(graph: Graph, x: Range, words: GraphWords): string {
  const y = uprightRange(graph.lines, graph.unit);
  const width = GRAPH_WIDTH - LEFT - RIGHT;
  const height = GRAPH_HEIGHT - TOP - BOTTOM;
  const frame: Frame = { left: LEFT, top: TOP, width, height, x, y };
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${GRAPH_WIDTH}" height="${GRAPH_HEIGHT}" viewBox="0 0 ${GRAPH_WIDTH} ${GRAPH_HEIGHT}" font-family="${escaped(FONT)}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<clipPath id="area"><rect x="${LEFT}" y="${TOP}" width="${width}" height="${height}"/></clipPath>`,
    text(words.title, { at: [LEFT, 28], size: 18, more: ' font-weight="600"' }),
    text(words.subtitle, { at: [LEFT, 48], fill: QUIET }),
  ];
  const moments = marks(x, 10);
  const step = moments.length > 1 ? moments[1] - moments[0] : x[1] - x[0];
  for (const value of moments) {
    const at = toX(frame, value);
    out.push(`<path d="M${at} ${TOP}V${TOP + height}" stroke="${FAINT}"/>`);
    out.push(text(momentText(value, step), { at: [at, TOP + height + 20], anchor: 'middle', fill: QUIET, size: 12 }));
  }
  for (const value of marks(y, 8)) {
    const at = toY(frame, value);
    out.push(`<path d="M${LEFT} ${at}H${LEFT + width}" stroke="${FAINT}"/>`);
    out.push(text(valueText(value, graph.unit), { at: [LEFT - 8, at + 4], anchor: 'end', fill: QUIET, size: 12 }));
  }
  out.push(`<rect x="${LEFT}" y="${TOP}" width="${width}" height="${height}" fill="none" stroke="#8b95a3"/>`);
  out.push('<g fill="none" stroke-linecap="round" clip-path="url(#area)">');
  for (const line of graph.lines)
    out.push(
      `<path d="${linePath(line, frame)}" stroke="${ROLE_COLOURS[line.role]}" stroke-width="${strokeWidth(line)}"/>`,
    );
  out.push('</g>');
  out.push(text(words.across, { at: [LEFT + width / 2, GRAPH_HEIGHT - 16], anchor: 'middle', fill: QUIET }));
  const middle = TOP + height / 2;
  out.push(
    text(words.upright, {
      at: [18, middle],
      anchor: 'middle',
      fill: QUIET,
      more: ` transform="rotate(-90 18 ${middle})"`,
    }),
  );
  let at = LEFT;
  for (const { role } of graph.lines) {
    out.push(`<path d="M${at} 67h18" stroke="${ROLE_COLOURS[role]}" stroke-width="4" stroke-linecap="round"/>`);
    out.push(text(words.roles[role], { at: [at + 26, 72] }));
    at += 26 + 22 + 13 * widthOf(words.roles[role]);
  }
  out.push('</svg>');
  return out.join('\n');
}

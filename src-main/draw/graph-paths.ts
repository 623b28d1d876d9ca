// The lines of a graph as path data of SVG, which a canvas draws as well.
import type { GraphLine, GraphRole } from '../ipc/contracts/graph-contract';
import type { Range } from './graph-scale';

/** Where a graph is drawn, in px, and what its edges stand for. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  x: Range;
  y: Range;
}

const round = (value: number): number => Math.round(value * 10) / 10;
/** Far outside is outside: longer numbers say nothing more. */
const FAR = 1e5;
const within = (value: number): number => round(Math.max(-FAR, Math.min(FAR, value)));

export const toX = ({ left, width, x: [from, to] }: Frame, value: number): number =>
  within(left + ((value - from) / (to - from || 1)) * width);
export const toY = ({ top, height, y: [least, most] }: Frame, value: number): number =>
  within(top + height - ((value - least) / (most - least || 1)) * height);

/** Points are strokes of hardly any length: with round ends they are dots as wide as the stroke. */
export function linePath(line: Omit<GraphLine, 'role' | 'frame'>, frame: Frame): string {
  const { x, y, top, shape } = line;
  const parts: string[] = [];
  if (shape === 'points') for (let i = 0; i < x.length; i++) parts.push(`M${toX(frame, x[i])} ${toY(frame, y[i])}h.01`);
  else if (shape === 'bars')
    for (let i = 0; i < x.length; i++) {
      const [low, high] = [toY(frame, y[i]), toY(frame, top?.[i] ?? y[i])];
      parts.push(`M${toX(frame, x[i])} ${low}${low === high ? 'h.01' : `V${high}`}`);
    }
  else if (x.length > 0) {
    parts.push(`M${toX(frame, x[0])} ${toY(frame, y[0])}`);
    for (let i = 1; i < x.length; i++) parts.push(`H${toX(frame, x[i])}V${toY(frame, y[i])}`);
    // what held last holds on
    parts.push(`H${frame.left + frame.width}`);
  }
  return parts.join('');
}

const WIDTHS: Partial<Record<GraphRole, number>> = { again: 5, throughput: 3.5 };
const OF_SHAPE = { points: 4, bars: 2, steps: 1.5 };

/** How wide the stroke of a line is, px: where two lines lie on each other, the lower one shows at both sides. */
export const strokeWidth = ({ role, shape }: GraphLine): number => WIDTHS[role] ?? OF_SHAPE[shape];

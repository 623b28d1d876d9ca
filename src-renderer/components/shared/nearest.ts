// The point of a graph that lies nearest to the pointer.
import { toX, toY, type Frame } from '../../../src-main/draw/graph-paths';
import type { PlotLine } from './plot';

export interface Point {
  /** PlotLine.id */
  id: string;
  /** frame.number, never 0 */
  frame: number;
  x: number;
  y: number;
  top: number;
}

/** px around the pointer */
const REACH = 14;

/** Among the points that lead to a packet; null: none is near. Of those that lie on each other the one that was drawn last. */
export function nearestPoint(lines: readonly PlotLine[], frame: Frame, left: number, top: number): Point | null {
  let best: Point | null = null;
  let least = REACH;
  for (const line of lines)
    for (let i = 0; i < line.x.length; i++) {
      // a step holds until the next point
      const from = toX(frame, line.x[i]);
      const to = line.shape === 'steps' && i + 1 < line.x.length ? toX(frame, line.x[i + 1]) : from;
      const across = left < from ? from - left : left > to ? left - to : 0;
      if (across > least || line.frame[i] === 0) continue;
      const [low, high] = [toY(frame, line.y[i]), toY(frame, line.top?.[i] ?? line.y[i])];
      // of a bar any place between its ends
      const upright = top < high ? high - top : top > low ? top - low : 0;
      const distance = Math.hypot(across, upright);
      if (distance > least) continue;
      least = distance;
      best = {
        id: line.id,
        frame: line.frame[i],
        x: line.x[i],
        y: line.y[i],
        top: line.top?.[i] ?? line.y[i],
      };
    }
  return best;
}

// The tracker's end of what is handed to the analysis of a segment (scan/segment-row.ts).
import type { Scratch } from '../scan/scratch';
import * as R from '../scan/segment-row';
import { BASE, PER_SIDE, type TcpFlows } from '../table/flow-chunk';

/**
 * Row `i` of the scratch was found to be a segment of this side of a flow.
 * @param p   position of the flow
 * @param how REUSED and AGAIN
 */
export function handOver(s: Scratch, i: number, flow: number, side: number, t: TcpFlows, p: number, how: number): void {
  const words = s.addresses;
  const at = R.ROW_WORDS * i;
  const own = 2 * p + side;
  const other = own ^ 1;
  words[at + R.DIRECTION] = 2 * flow + side;
  words[at + R.HOW] = how | ((t.scale[other] + 2) << R.SCALE_SHIFT);
  words[at + R.OWN_BASE] = t.numbers[own * PER_SIDE + BASE];
  words[at + R.OTHER_BASE] = t.numbers[other * PER_SIDE + BASE];
}

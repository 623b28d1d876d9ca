// Who refused: the host that was asked, or something on the way in its name. What else the host sent is what there is to compare with.
import { SHAPE_IPV6, SHAPE_UDP } from '../table/flow-chunk';
import { sameSender } from './distance';
import type { Findings } from './findings';

export interface Refuser {
  by: 'host' | 'between' | 'unknown';
  /** of the RST, and of what it is compared with */
  ttl: number;
  otherTtl: number;
  /** frame of the SYN-ACK that it is compared with, 0: the host sent none in this capture */
  otherFrame: number;
}

/** Looked for once a connection: with millions of them that takes some 50 ms. */
const known = new WeakMap<Findings, Refuser>();

/** @param reset the segment that refused: the first one of its connection */
export function refuserOf(f: Findings, reset: number): Refuser {
  const found = known.get(f) ?? compare(f, reset);
  known.set(f, found);
  return found;
}

function compare(f: Findings, reset: number): Refuser {
  const ttl = f.ttl(reset);
  const otherFrame = nearestSynAck(f, f.frame(reset));
  if (otherFrame === 0) return { by: 'unknown', ttl, otherTtl: 0, otherFrame };
  const otherTtl = f.columns.ttl(otherFrame - 1);
  const same = sameSender(ttl, otherTtl);
  return { by: same === 'same' ? 'host' : same === 'other' ? 'between' : 'unknown', ttl, otherTtl, otherFrame };
}

/** Of the SYN-ACKs that the server sent on any of its ports the one nearest to a frame, 0: there is none. */
function nearestSynAck(f: Findings, frame: number): number {
  const { table } = f.analysis;
  const asked = table.chunk(f.flow.id);
  const at = 8 * table.position(f.flow.id) + 4;
  const v6 = asked.shape[table.position(f.flow.id)] & SHAPE_IPV6;
  const [w0, w1, w2, w3] = asked.addresses.subarray(at, at + 4);
  let best = 0;
  for (let flow = 0; flow < table.count; flow++) {
    const c = table.chunk(flow);
    const i = table.position(flow);
    if (c.tcp === null || c.shape[i] & SHAPE_UDP || (c.shape[i] & SHAPE_IPV6) !== v6) continue;
    const found = c.tcp.synAckFrame[i];
    if (found === 0 || flow === f.flow.id) continue;
    const w = 8 * i + 4;
    const other = c.addresses;
    if (other[w] !== w0 || other[w + 1] !== w1 || other[w + 2] !== w2 || other[w + 3] !== w3) continue;
    // a SYN-ACK by the side that is taken for the server; ends may be told apart otherwise in a simultaneous open
    if (f.columns.fromA(found - 1)) continue;
    if (best === 0 || Math.abs(found - frame) < Math.abs(best - frame)) best = found;
  }
  return best;
}

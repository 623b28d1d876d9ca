// Random connections of TCP in which everything goes wrong, for the analysis of segments.
import { ACK, FIN, PSH, RST, SYN } from '../../../../src-main/wire/tcp';
import { ethernet, ipv4, tcp } from '../../../fixtures/make-packet';
import type { TestSegment } from './slow-analysis';

export const SEGMENTS_EACH = 60;

/** A connection with all that goes wrong, also where the numbers begin anew. */
export function connection(next: () => number): TestSegment[] {
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(...list: T[]): T => list[below(list.length)];
  const isn = [pick(1000, 0xffff_ff00, 3_000_000_000, below(0xffff_ffff)), pick(5000, 0xffff_fff0, below(0xffff_ffff))];
  const sent = [0, 0];
  const acked = [0, 0];
  const window = [pick(300, 1000, 64000), pick(300, 1000, 64000)];
  const opened = next() < 0.6;
  let time = 0;
  return Array.from({ length: SEGMENTS_EACH }, (_, i) => {
    const side = opened && i < 3 ? i & 1 : below(2);
    const other = side ^ 1;
    time += pick(0, 10, 1000, 3000, 15_000, 25_000, 300_000) * 1000;
    if (below(7) === 0) window[side] = pick(0, 0, 100, 300, 1000);
    const chance = next();
    const ack = chance < 0.6 ? sent[other] : acked[side] + pick(0, 0, 0, 1, 10, 100);
    const seq = next() < 0.72 ? sent[side] : Math.max(0, sent[side] + pick(-1, -1, -10, -20, -110, 1, 10, 100));
    let flags = ACK | (below(3) === 0 ? PSH : 0) | pick(...Array<number>(40).fill(0), FIN, RST);
    const g: TestSegment = {
      fromA: side === 0,
      flags,
      seq: (isn[side] + seq) >>> 0,
      ack: (isn[other] + ack) >>> 0,
      len: pick(0, 0, 0, 1, 10, 10, 100),
      window: window[side],
      sack: [],
      time,
    };
    if ((opened && i < 2) || below(80) === 0) {
      flags = opened && i === 0 ? SYN : opened && i === 1 ? SYN | ACK : pick(SYN, SYN | ACK);
      g.flags = flags;
      g.seq = isn[side];
      g.len = opened && i < 2 ? 0 : g.len;
      if (flags === SYN) g.ack = 0;
    } else if (below(6) === 0) {
      const from = g.ack + pick(0, 10, 100);
      for (let k = pick(1, 2, 4); k > 0; k--) g.sack.push((from + 50 * k) >>> 0, (from + 50 * k + pick(10, 30)) >>> 0);
    }
    const end = (g.seq - isn[side] + g.len + (g.flags & (SYN | FIN) ? 1 : 0)) | 0;
    sent[side] = Math.max(sent[side], end);
    if (g.flags & ACK) acked[side] = ack;
    return g;
  });
}

const bytesOf = (word: number): number[] => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255];

/** The frame of a segment: Ethernet, IPv4. `port`: the client's */
export function frameOf(g: TestSegment, port: number): Uint8Array {
  const [src, dst] = g.fromA ? ['10.0.0.1', '10.0.0.2'] : ['10.0.0.2', '10.0.0.1'];
  const [srcPort, dstPort] = g.fromA ? [port, 80] : [80, port];
  const options = g.sack.length > 0 ? [5, 2 + 4 * g.sack.length, ...g.sack.flatMap(bytesOf)] : [];
  const { seq, ack, flags, window } = g;
  const segment = tcp({ srcPort, dstPort, seq, ack, flags, window, options }, new Uint8Array(g.len));
  return ethernet({}, ipv4({ src, dst }, segment));
}

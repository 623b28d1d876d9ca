// A capture of TCP in which everything goes wrong, longer than the ring of the front thread: many connections at once, lost, repeated and
// reordered segments, SACK, ports that are used again, segments in fragments.
import { random } from '../../../bench/random';
import { packer, pcapFile } from '../../../fixtures/make-capture';
import { fragment } from '../../../fixtures/make-fragments';
import { connection, frameOf, SEGMENTS_EACH } from '../../flow/tcp/random-connection';

const CONNECTIONS = 200;
/** Fewer than connections: ports are used again. */
const PORTS = 160;
/** As often the same frames come again, later: all are repetitions then, or open the connection anew. */
const TIMES = 10;
/** of Ethernet and IPv4 */
const HEADERS = 34;
/** What is cut into fragments ends inside the TCP header. */
const CUT = 24;

/** A whole pcap file of some 125,000 frames, 13 MB. */
export function roughCapture(): Uint8Array {
  const next = random(4_711);
  const all = Array.from({ length: CONNECTIONS }, () => connection(next));
  const frames: Uint8Array[] = [];
  for (let k = 0; k < SEGMENTS_EACH; k++)
    all.forEach((segments, n) => {
      const g = segments[k];
      const frame = frameOf(g, 20_000 + (n % PORTS));
      if (!g.fromA || next() < 0.9) return frames.push(frame);
      const bytes = frame.subarray(HEADERS);
      const id = 1 + frames.length;
      const pieces = [bytes.subarray(0, CUT), bytes.subarray(CUT)].filter((piece) => piece.length > 0);
      pieces.forEach((piece, i) =>
        frames.push(fragment({ id, start: i * CUT, more: i + 1 < pieces.length, protocol: 6 }, piece)),
      );
      return frames.length;
    });
  const once = pcapFile(frames.map((bytes, i) => ({ bytes, sec: 1_700_000_000, nano: i * 60_000 })));
  const records = once.subarray(24);
  const file = new Uint8Array(24 + TIMES * records.length);
  file.set(once.subarray(0, 24));
  for (let k = 0; k < TIMES; k++) {
    const from = 24 + k * records.length;
    file.set(records, from);
    const later = packer(false).u32(1_700_000_000 + 10 * k);
    for (let at = from, i = 0; i < frames.length; at += 16 + frames[i++].length) file.set(later, at);
  }
  return file;
}

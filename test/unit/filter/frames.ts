// A small capture that has of everything a filter can ask for, and which of its frames a checked filter matches.
import { dissectFrame } from '../../../src-main/dissect/dissect';
import { createEvaluation } from '../../../src-main/filter/run/evaluate';
import type { Test } from '../../../src-main/filter/language/tree';
import { contextOf, OPTIONS } from '../../fixtures/dissect-frame';
import { bytesOf, concat, ethernet, icmp, ipv4, tcp, tcpOption, udp, type Frame } from '../../fixtures/make-capture';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';

const sample = (name: string): Uint8Array => {
  const found = SAMPLE_FRAMES.find((frame) => frame.name === name);
  if (!found) throw new Error(`there is no sample ${name}`);
  return found.bytes;
};
const padded = (bytes: Uint8Array): Uint8Array => concat(bytes, new Uint8Array(Math.max(0, 60 - bytes.length)));

const REQUEST = ethernet(
  {},
  ipv4(
    { ttl: 5 },
    tcp(
      { srcPort: 40000, dstPort: 80, flags: 'PA', seq: 7, ack: 9 },
      bytesOf('GET /Index.html HTTP/1.1\r\nHost: a\r\n\r\n'),
    ),
  ),
);
const SYN = tcp({
  flags: 'S',
  options: [
    ...tcpOption.mss(1460),
    ...tcpOption.sackPermitted,
    ...tcpOption.timestamps(7, 0),
    ...tcpOption.nop,
    ...tcpOption.windowScale(7),
  ],
});

/** What stands in the table of the tests: 1 … 9. Sent a second apart. */
export const FRAMES: readonly Frame[] = [
  { bytes: REQUEST },
  {
    bytes: padded(
      ethernet({}, ipv4({ src: '192.168.1.1', dst: '224.0.0.5' }, udp({ srcPort: 5, dstPort: 9 }, bytesOf('ab')))),
    ),
  },
  { bytes: sample('tcp over ipv6') },
  { bytes: sample('ip in ip, 6in4') },
  { bytes: sample('arp request') },
  // quotes a datagram
  { bytes: ethernet({}, ipv4({}, icmp(3, 3, 0, ipv4({ src: '10.9.9.9' }, udp({}, bytesOf('hello')))))) },
  { bytes: ethernet({}, ipv4({}, SYN)) },
  { bytes: sample('vxlan') },
  // cut off inside the TCP header
  { bytes: REQUEST.subarray(0, 44), originalLen: REQUEST.length },
];
const FIRST = 1_700_000_000;

/** Numbers of the frames that match. */
export function matching(test: Test, frames: readonly Frame[] = FRAMES): number[] {
  const { sink, matches } = createEvaluation({ test });
  return frames.flatMap(({ bytes, originalLen = bytes.length }, i) => {
    const context = contextOf(1, originalLen, {
      number: i + 1,
      timeSec: FIRST + i,
      timeNano: 0,
      previousSec: i > 0 ? FIRST + i - 1 : null,
      firstSec: FIRST,
    });
    dissectFrame(bytes, context, OPTIONS, sink);
    return matches() ? [i + 1] : [];
  });
}

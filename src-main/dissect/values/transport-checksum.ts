// The verdict on the checksum of a layer over IP that counts a pseudo header: TCP, UDP.
import { expected, fold16, isValid, pseudoHeader, sum16 } from '../../wire/checksum';
import { SRC as SRC4, totalLen } from '../../wire/ipv4';
import { payloadLen, SRC as SRC6 } from '../../wire/ipv6';
import { CHECKSUMS_OFF, type ChecksumVerdict } from './checksum-field';
import type { Packet } from '../contract/protocol';

/** Where a layer's bytes end and what is around it: the packet while the layer is dissected, or the layer afterwards. */
export interface Bounds {
  readonly end: number;
  readonly declaredEnd: number;
  readonly quoted: boolean;
  readonly fragmented: boolean;
}

/**
 * @param length bytes that the checksum covers from `at` on, header included
 * @param field  value of the checksum field
 */
export function transportChecksum(
  p: Packet,
  bounds: Bounds,
  at: number,
  length: number,
  protocol: number,
  field: number,
): ChecksumVerdict {
  if (!p.options.checkChecksums) return CHECKSUMS_OFF;
  if (p.ipVersion === 0) return { kind: 'unverified', why: 'header' };
  if (bounds.fragmented) return { kind: 'unverified', why: 'fragment' };
  if (at + length > bounds.end) return { kind: 'unverified', why: 'truncated' };
  const size = p.ipVersion === 4 ? 4 : 16;
  const pseudo =
    p.ipDstBytes === p.ipBytes && p.ipDstAt === p.ipSrcAt + size
      ? pseudoHeader(p.ipBytes, p.ipSrcAt, size, protocol, length)
      : // with a routing header the final destination stands elsewhere
        sum16(p.ipBytes, p.ipSrcAt, p.ipSrcAt + size) +
        pseudoHeader(p.ipDstBytes, p.ipDstAt, size, protocol, length) -
        sum16(p.ipDstBytes, p.ipDstAt + size, p.ipDstAt + 2 * size);
  const sum = pseudo + sum16(p.bytes, at, at + length);
  if (isValid(sum)) return { kind: 'good' };
  if (bounds.quoted && declaredByIp(p, at) > length) return { kind: 'unverified', why: 'truncated' };
  // Handed to a network card that completes checksums, a segment carries the sum of the pseudo header only.
  if (field !== 0 && field === fold16(pseudo)) return { kind: 'unverified', why: 'offloaded' };
  return { kind: 'bad', expected: expected(sum, field) };
}

/** Bytes from `at` on that the IP header around says there were; a quotation usually has less. */
function declaredByIp(p: Packet, at: number): number {
  if (p.ipVersion === 4) {
    const header = p.ipSrcAt - SRC4;
    return header + totalLen(p.ipBytes, header) - at;
  }
  const header = p.ipSrcAt - SRC6;
  return header + 40 + payloadLen(p.ipBytes, header) - at;
}

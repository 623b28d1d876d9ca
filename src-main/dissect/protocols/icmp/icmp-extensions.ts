// Extensions behind the packet that an ICMP error quotes: RFC 4884; MPLS label stacks RFC 4950.
import { isValid, sum16 } from '../../../wire/checksum';
import { u16, u24 } from '../../../wire/read';
import {
  CHECKSUM_BAD,
  CHECKSUM_GOOD,
  CHECKSUM_NOT_PRESENT,
  CHECKSUM_STATUS,
  CHECKSUM_UNVERIFIED,
} from '../../values/checksum-field';
import { defineFields, type FieldSink, type Packet } from '../../contract/protocol';

export const EXTENSION_FIELDS = defineFields('icmp', {
  ext: ['ICMP Extensions', 'none'],
  'ext.version': ['Version', 'uint8', 'dec'],
  'ext.res': ['Reserved', 'uint16', 'hex', { mask: 0x0fff }],
  'ext.checksum': ['Checksum', 'uint16', 'hex'],
  'ext.checksum.status': ['Checksum Status', 'uint8', 'none', { values: CHECKSUM_STATUS }],
  'ext.length': ['Length', 'uint16', 'dec'],
  'ext.class': ['Class', 'uint8', 'dec', { values: { 1: 'MPLS Label Stack', 2: 'Interface Information' } }],
  'ext.ctype': ['C-Type', 'uint8', 'dec'],
  'ext.data': ['Data', 'bytes'],
  'mpls.label': ['Label', 'uint24', 'dec', { mask: 0xfffff0 }],
  'mpls.exp': ['Experimental', 'uint24', 'dec', { mask: 0x00000e }],
  'mpls.s': ['Stack bit', 'bool', 24, { mask: 0x000001, words: ['Set', 'Not set'] }],
  'mpls.ttl': ['Time to live', 'uint8', 'dec'],
});
const F = EXTENSION_FIELDS;

function checksumStatus(p: Packet, from: number): number {
  // RFC 4884 section 7: zero means that none was sent
  if (u16(p.bytes, from + 2) === 0) return CHECKSUM_NOT_PRESENT;
  if (p.end !== p.declaredEnd || !p.options.checkChecksums) return CHECKSUM_UNVERIFIED;
  return isValid(sum16(p.bytes, from, p.end)) ? CHECKSUM_GOOD : CHECKSUM_BAD;
}

/** The extension structure from `at` to the end of the message. */
export function dissectExtensions(p: Packet, from: number, out: FieldSink): void {
  const b = p.bytes;
  const end = p.end;
  if (!p.has(from, 4)) return;
  out.none(F.ext, from, end - from);
  out.open();
  out.uint(F['ext.version'], from, 1, b[from] >> 4);
  out.uint(F['ext.res'], from, 2, u16(b, from) & 0xfff);
  out.uint(F['ext.checksum'], from + 2, 2, u16(b, from + 2));
  out.generated(F['ext.checksum.status'], from + 2, 2, checksumStatus(p, from));
  for (let at = from + 4; at + 4 <= end;) {
    const len = u16(b, at);
    out.uint(F['ext.length'], at, 2, len);
    out.uint(F['ext.class'], at + 2, 1, b[at + 2]);
    out.uint(F['ext.ctype'], at + 3, 1, b[at + 3]);
    if (len < 4 || at + len > end) break; // the length counts its own header
    if (b[at + 2] === 1) labels(p, at + 4, at + len, out);
    else if (len > 4) out.bytes(F['ext.data'], at + 4, len - 4);
    at += len;
  }
  out.close();
}

function labels(p: Packet, from: number, end: number, out: FieldSink): void {
  for (let at = from; at + 4 <= end; at += 4) {
    const word = u24(p.bytes, at);
    out.uint(F['mpls.label'], at, 3, word >> 4);
    out.uint(F['mpls.exp'], at, 3, (word >> 1) & 7);
    out.uint(F['mpls.s'], at, 3, word & 1);
    out.uint(F['mpls.ttl'], at + 3, 1, p.bytes[at + 3]);
  }
}

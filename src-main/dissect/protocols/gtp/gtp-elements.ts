// Information elements of the messages of GTP-U, 3GPP TS 29.281 section 8. What follows an element of another kind is shown as bytes.
import { u16, u32 } from '../../../wire/read';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './gtp-fields';

const RECOVERY = 14;
const TUNNEL = 16;
const ADDRESS = 133;
const EXTENSION_TYPES = 141;
const PRIVATE = 255;

export function elements(p: Packet, at: number, out: FieldSink): void {
  while (p.has(at, 1)) {
    const len = element(p, at, out);
    if (len < 0) return;
    if (len === 0) return out.line('Information elements', at, p.end - at);
    at += len;
  }
}

/** Bytes of the element at `at`; 0: not one of those that are read here; -1: it is not all there. */
function element(p: Packet, at: number, out: FieldSink): number {
  const b = p.bytes;
  switch (b[at]) {
    case RECOVERY:
      if (!p.need(at, 2)) return -1;
      out.uint(F.recovery, at, 2, b[at + 1]);
      return 2;
    case TUNNEL:
      if (!p.need(at, 5)) return -1;
      out.uint(F.teid_data, at + 1, 4, u32(b, at + 1));
      return 5;
    case ADDRESS:
      return withLength(p, at, 'GSN address', out);
    case PRIVATE:
      return withLength(p, at, 'Private Extension', out);
    case EXTENSION_TYPES: {
      if (!p.need(at, 2) || !p.need(at + 2, b[at + 1])) return -1;
      const count = b[at + 1];
      out.line('Extension Header Types List', at, 2 + count);
      out.open();
      out.uint(F.num_ext_hdr_types, at + 1, 1, count);
      for (let i = 0; i < count; i++) out.uint(F.ext_hdr_type, at + 2 + i, 1, b[at + 2 + i]);
      out.close();
      return 2 + count;
    }
  }
  return 0;
}

/** An element with a length of two bytes behind its type. */
function withLength(p: Packet, at: number, name: string, out: FieldSink): number {
  const b = p.bytes;
  if (!p.need(at, 3)) return -1;
  const len = u16(b, at + 1);
  if (!p.need(at + 3, len)) return -1;
  out.line(name, at, 3 + len);
  out.open();
  if (b[at] === ADDRESS) {
    out.uint(F.gsn_address_length, at + 1, 2, len);
    if (len === 4) out.bytes(F.gsn_ipv4, at + 3, 4);
    if (len === 16) out.bytes(F.gsn_ipv6, at + 3, 16);
  } else {
    out.uint(F.ext_length, at + 1, 2, len);
    if (len >= 2) out.uint(F.ext_id, at + 3, 2, u16(b, at + 3));
    if (len > 2) out.bytes(F.ext_val, at + 5, len - 2);
  }
  out.close();
  return 3 + len;
}

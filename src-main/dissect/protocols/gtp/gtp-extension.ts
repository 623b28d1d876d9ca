// Extension headers of GTP version 1, 3GPP TS 29.281 section 5.2; the PDU session container, TS 38.415.
import * as wire from '../../../wire/gtp';
import { u16, u24 } from '../../../wire/read';
import type { FieldSink, Packet } from '../../contract/protocol';
import { F } from './gtp-fields';
import {
  EXTENSIONS,
  LONG_PDCP_NUMBER,
  PDCP_NUMBER,
  PDU_SESSION,
  RAN_CONTAINER,
  UDP_PORT,
  XW_RAN_CONTAINER,
} from './gtp-names';

/**
 * The extension headers behind the type of the first one, which stands in front of `at`. Gives where they end, or -1 where one of them is
 * not all there or has no length.
 */
export function extensions(p: Packet, at: number, out: FieldSink): number {
  const b = p.bytes;
  let next = b[at - 1];
  out.uint(F['ext_hdr.next'], at - 1, 1, next);
  while (next !== 0) {
    if (!p.need(at, 1)) return -1;
    const len = wire.extensionLen(b, at);
    out.none(F.ext_hdr, at, Math.min(len, p.end - at));
    if (out.detail) out.display(`(${EXTENSIONS[next] ?? 'Unknown'})`);
    out.open();
    out.uint(F['ext_hdr.length'], at, 1, b[at]);
    if (len === 0) out.expert(F['ext_length.invalid'], at, 1);
    const whole = len > 0 && p.need(at, len);
    if (whole) content(p, next, at + 1, len - 2, out);
    if (whole) out.uint(F['ext_hdr.next'], at + len - 1, 1, b[at + len - 1]);
    out.close();
    if (len === 0) p.malformed(F['ext_hdr.length'], at, 1);
    if (!whole) return -1;
    next = b[at + len - 1];
    at += len;
  }
  return at;
}

/** @param len bytes, at least 2; the type of the next header stands behind them */
function content(p: Packet, type: number, at: number, len: number, out: FieldSink): void {
  const b = p.bytes;
  switch (type) {
    case PDCP_NUMBER:
      return out.uint(F['ext_hdr.pdcp_sn'], at, 2, u16(b, at));
    case UDP_PORT:
      return out.uint(F['ext_hdr.udp_port'], at, 2, u16(b, at));
    case RAN_CONTAINER: // as Wireshark: with the byte behind
      return out.bytes(F['ext_hdr.ran_cont'], at, len + 1);
    case XW_RAN_CONTAINER:
      return out.bytes(F['ext_hdr.xw_ran_cont'], at, len + 1);
    case LONG_PDCP_NUMBER:
      if (len < 6) return;
      out.uint(F['ext_hdr.spare_bits'], at, 1, b[at] >> 2);
      out.uint(F['ext_hdr.long_pdcp_sn'], at, 3, u24(b, at) & 0x3ffff);
      return out.bytes(F['ext_hdr.spare_bytes'], at + 3, 3);
    case PDU_SESSION:
      return session(p, at, out);
  }
}

function session(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const type = b[at] >> 4;
  out.uint(F['ext_hdr.pdu_ses_con.pdu_type'], at, 1, type);
  out.uint(F['spare.h1'], at, 1, b[at] & 15);
  if (type > 1) return out.expert(F.unknown_pdu_type, at, 1);
  if (type === 0) {
    out.uint(F['ext_hdr.pdu_ses_cont.ppp'], at + 1, 1, b[at + 1] >> 7);
    out.uint(F['ext_hdr.pdu_ses_cont.rqi'], at + 1, 1, (b[at + 1] >> 6) & 1);
  } else out.uint(F['spare.b7b6'], at + 1, 1, b[at + 1] >> 6);
  out.uint(F['ext_hdr.pdu_ses_con.qos_flow_id'], at + 1, 1, b[at + 1] & 63);
  if (type !== 0 || b[at + 1] >> 7 === 0) return;
  out.uint(F['ext_hdr.pdu_ses_cont.ppi'], at + 2, 1, b[at + 2] >> 5);
  out.uint(F['spare.b4b0'], at + 2, 1, b[at + 2] & 31);
}

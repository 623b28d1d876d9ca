// Options of the hop-by-hop and destination options headers: RFC 8200 section 4.2; router alert RFC 2711, jumbo payload RFC 2675,
// tunnel encapsulation limit RFC 2473, home address RFC 6275, RPL RFC 6553.
import { u16, u32 } from '../../../wire/read';
import { defineFields, type FieldSink, type Packet } from '../../contract/protocol';

const TYPES: Record<number, string> = {
  0x00: 'Pad1',
  0x01: 'PadN',
  0x04: 'Tunnel Encapsulation Limit',
  0x05: 'Router Alert',
  0x07: 'CALIPSO',
  0x08: 'SMF_DPD',
  0x0f: 'Performance and Diagnostic Metrics',
  0x26: 'Quick-Start',
  0x30: 'Path MTU Option',
  0x31: 'IOAM Option',
  0x63: 'RPL Option',
  0x6d: 'MPL Option',
  0x8a: 'Endpoint Identification',
  0x8b: 'ILNP Nonce',
  0x8c: 'Line-Identification Option',
  0xc2: 'Jumbo Payload',
  0xc9: 'Home Address',
  0xee: 'IP_DFF',
};
const ACTIONS = {
  0: 'Skip and continue',
  1: 'Discard',
  2: 'Discard and send ICMP Parameter Problem',
  3: 'Discard and send ICMP if not multicast',
};
const ALERTS = { 0: 'MLD', 1: 'RSVP', 2: 'Active Networks', 3: 'Reserved' };

export const OPTION_FIELDS = defineFields('ipv6', {
  opt: ['IPv6 Option', 'none'],
  'opt.type': ['Type', 'uint8', 'hex', { values: TYPES }],
  'opt.type.action': ['Action', 'uint8', 'dec', { mask: 0xc0, values: ACTIONS }],
  'opt.type.change': ['May Change', 'bool', 8, { mask: 0x20, words: ['Yes', 'No'] }],
  'opt.type.rest': ['Low-Order Bits', 'uint8', 'hex', { mask: 0x1f }],
  'opt.length': ['Length', 'uint8', 'dec'],
  'opt.pad1': ['Pad1', 'none'],
  'opt.padn': ['PadN', 'bytes'],
  'opt.tel': ['Tunnel Encapsulation Limit', 'uint8', 'dec'],
  'opt.router_alert': ['Router Alert', 'uint16', 'dec', { values: ALERTS }],
  'opt.jumbo': ['Payload Length', 'uint32', 'dec'],
  'opt.pmtu.min': ['Minimum Reported PMTU', 'uint16', 'dec'],
  'opt.mipv6.home_address': ['MIPv6 Home Address', 'ipv6'],
  'opt.rpl.flag': ['Flag', 'uint8', 'hex'],
  'opt.rpl.instance_id': ['RPLInstanceID', 'uint8', 'hex'],
  'opt.rpl.sender_rank': ['Sender Rank', 'uint16', 'hex'],
  'opt.unknown': ['Unknown Option Payload', 'bytes'],
  'opt.invalid_len': ['Invalid IPv6 option length', 'none', 'none', { expert: 'error', group: 'malformed' }],
});
const F = OPTION_FIELDS;

/** Options between `at` and `end`, all of them captured. */
export function dissectOptions(p: Packet, from: number, end: number, out: FieldSink): void {
  const b = p.bytes;
  for (let at = from; at < end;) {
    const type = b[at];
    const len = type === 0 ? 1 : at + 2 <= end ? b[at + 1] + 2 : 0; // 0: no room for a length
    out.none(F.opt, at, Math.min(Math.max(len, 1), end - at));
    if (out.detail) out.display(TYPES[type] ?? 'Unknown');
    out.open();
    out.uint(F['opt.type'], at, 1, type);
    out.open();
    out.uint(F['opt.type.action'], at, 1, type >> 6);
    out.uint(F['opt.type.change'], at, 1, (type >> 5) & 1);
    out.uint(F['opt.type.rest'], at, 1, type & 31);
    out.close();
    if (type === 0) out.none(F['opt.pad1'], at, 1);
    else if (len > 0) {
      out.uint(F['opt.length'], at + 1, 1, len - 2);
      if (at + len > end) out.expert(F['opt.invalid_len'], at + 1, 1);
      else value(p, type, at + 2, len - 2, out);
    }
    out.close();
    if (len === 0 || at + len > end) return;
    at += len;
  }
}

function value(p: Packet, type: number, at: number, len: number, out: FieldSink): void {
  const b = p.bytes;
  if (type === 0x01) out.bytes(F['opt.padn'], at, len);
  else if (type === 0x04 && len === 1) out.uint(F['opt.tel'], at, 1, b[at]);
  else if (type === 0x05 && len === 2) out.uint(F['opt.router_alert'], at, 2, u16(b, at));
  else if (type === 0x30 && len >= 2) out.uint(F['opt.pmtu.min'], at, 2, u16(b, at));
  else if (type === 0xc2 && len === 4) out.uint(F['opt.jumbo'], at, 4, u32(b, at));
  else if (type === 0xc9 && len === 16) out.bytes(F['opt.mipv6.home_address'], at, 16);
  else if (type === 0x63 && len >= 4) {
    out.uint(F['opt.rpl.flag'], at, 1, b[at]);
    out.uint(F['opt.rpl.instance_id'], at + 1, 1, b[at + 1]);
    out.uint(F['opt.rpl.sender_rank'], at + 2, 2, u16(b, at + 2));
  } else if (len > 0) out.bytes(F['opt.unknown'], at, len);
}

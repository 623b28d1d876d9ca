// Options of neighbour discovery messages: RFC 4861 section 4.6; route information RFC 4191, DNS RFC 8106, captive portal RFC 8910,
// flags expansion RFC 5175, nonce RFC 3971, PREF64 RFC 8781.
import { u16, u32 } from '../../../wire/read';
import { PROTO_IPV6 } from '../../../wire/ipv4';
import { ipv6Text, hexText } from '../../../text/address';
import { defineFields, type FieldSink, type Packet } from '../../contract/protocol';

const TYPES: Record<number, string> = {
  1: 'Source link-layer address',
  2: 'Target link-layer address',
  3: 'Prefix information',
  4: 'Redirected header',
  5: 'MTU',
  6: 'NBMA Shortcut Limit Option',
  7: 'Advertisement Interval',
  8: 'Home Agent Information',
  9: 'Source Address List',
  10: 'Target Address List',
  11: 'CGA',
  12: 'RSA Signature',
  13: 'Timestamp',
  14: 'Nonce',
  24: 'Route Information',
  25: 'Recursive DNS Server',
  26: 'RA Flags Extension',
  31: 'DNS Search List Option',
  33: 'Address Registration Option',
  34: '6LoWPAN Context Option',
  35: 'Authoritative Border Router',
  37: 'DHCP Captive-Portal',
  38: 'PREF64 Option',
};
export const PREFERENCES = { 0: 'Medium', 1: 'High', 2: 'Reserved', 3: 'Low' };
const SET = ['Set', 'Not set'] as const;

export const OPTION_FIELDS = defineFields('icmpv6', {
  opt: ['ICMPv6 Option', 'none'],
  'opt.type': ['Type', 'uint8', 'dec', { values: TYPES }],
  'opt.length': ['Length', 'uint8', 'dec'],
  'opt.linkaddr': ['Link-layer address', 'bytes', 'colon'],
  'opt.src_linkaddr': ['Source Link-layer address', 'bytes', 'colon'],
  'opt.target_linkaddr': ['Target Link-layer address', 'bytes', 'colon'],
  'opt.prefix.length': ['Prefix Length', 'uint8', 'dec'],
  'opt.prefix.flag': ['Flag', 'uint8', 'hex'],
  'opt.prefix.flag.l': ['On-link flag(L)', 'bool', 8, { mask: 0x80, words: SET }],
  'opt.prefix.flag.a': ['Autonomous address-configuration flag(A)', 'bool', 8, { mask: 0x40, words: SET }],
  'opt.prefix.flag.r': ['Router address flag(R)', 'bool', 8, { mask: 0x20, words: SET }],
  'opt.prefix.flag.reserved': ['Reserved', 'uint8', 'dec', { mask: 0x1f }],
  'opt.prefix.valid_lifetime': ['Valid Lifetime', 'uint32', 'dec', { unit: ' seconds' }],
  'opt.prefix.preferred_lifetime': ['Preferred Lifetime', 'uint32', 'dec', { unit: ' seconds' }],
  'opt.prefix': ['Prefix', 'ipv6'],
  'opt.redirected_packet': ['Redirected Packet', 'none'],
  'opt.mtu': ['MTU', 'uint32', 'dec'],
  'opt.advertisement_interval': ['Advertisement Interval', 'uint32', 'dec'],
  'opt.nonce': ['Nonce', 'bytes'],
  'opt.route_info.flag': ['Flag', 'uint8', 'hex'],
  'opt.route_info.flag.route_preference': ['Route Preference', 'uint8', 'dec', { mask: 0x18, values: PREFERENCES }],
  'opt.route_lifetime': ['Route Lifetime', 'uint32', 'dec', { unit: ' seconds' }],
  'opt.rdnss.lifetime': ['Lifetime', 'uint32', 'dec', { unit: ' seconds' }],
  'opt.rdnss': ['Recursive DNS Servers', 'ipv6'],
  'opt.dnssl.lifetime': ['Lifetime', 'uint32', 'dec', { unit: ' seconds' }],
  'opt.dnssl': ['Domain Names', 'string'],
  'opt.captive_portal': ['Captive Portal', 'string'],
  'opt.pref64.scaled_lifetime': ['Scaled Lifetime', 'uint16', 'dec', { mask: 0xfff8 }],
  'opt.pref64.plc': ['PLC (Prefix Length Code)', 'uint16', 'hex', { mask: 0x0007 }],
  unknown_data: ['Unknown Data', 'bytes'],
  invalid_option_length: ['Invalid Option Length', 'none', 'none', { expert: 'error', group: 'malformed' }],
});
const F = OPTION_FIELDS;

/** The link-layer address that an option of kind `kind` (1 or 2) tells, as text; empty without one. For the packet list. */
export function linkAddress(b: Uint8Array, from: number, end: number, kind: number): string {
  for (let at = from; at + 8 <= end && b[at + 1] > 0; at += b[at + 1] * 8) {
    if (b[at] === kind) return hexText(b, at + 2, 6, ':');
  }
  return '';
}

/** Options from `at` to the end of the message. */
export function dissectOptions(p: Packet, from: number, out: FieldSink): void {
  const b = p.bytes;
  for (let at = from; at < p.declaredEnd;) {
    if (!p.need(at, 2)) return;
    const type = b[at];
    const len = b[at + 1] * 8;
    const known = Math.min(len, p.end - at);
    out.none(F.opt, at, Math.max(known, 2));
    if (out.detail) out.display(label(p, type, at, known));
    out.open();
    out.uint(F['opt.type'], at, 1, type);
    out.uint(F['opt.length'], at + 1, 1, b[at + 1]);
    if (out.detail) out.note({ key: 'tree.lengthBytes', args: { length: len } });
    // RFC 4861 section 4.6: a length of 0 makes the packet invalid
    if (len === 0) out.expert(F.invalid_option_length, at + 1, 1);
    const whole = len > 0 && p.need(at, len);
    if (whole) value(p, type, at + 2, len - 2, out);
    out.close();
    if (!whole) return;
    at += len;
  }
}

function label(p: Packet, type: number, at: number, len: number): string {
  const name = TYPES[type] ?? `Unknown ${type}`;
  if ((type === 1 || type === 2) && len >= 8) return `${name} : ${hexText(p.bytes, at + 2, 6, ':')}`;
  if (type === 3 && len >= 32) return `${name} : ${ipv6Text(p.bytes, at + 16)}/${p.bytes[at + 2]}`;
  if (type === 5 && len >= 8) return `${name} : ${u32(p.bytes, at + 4)}`;
  return name;
}

/** What stands behind type and length: `len` bytes, at least 6, all of them captured. */
function value(p: Packet, type: number, at: number, len: number, out: FieldSink): void {
  const b = p.bytes;
  switch (type) {
    case 1:
    case 2:
      out.bytes(F['opt.linkaddr'], at, len);
      if (type === 1) out.hiddenBytes(F['opt.src_linkaddr'], at, len);
      else out.hiddenBytes(F['opt.target_linkaddr'], at, len);
      return;
    case 3:
      if (len >= 30) return prefix(p, at, out);
      break;
    case 4:
      if (len > 6) {
        out.none(F['opt.redirected_packet'], at + 6, len - 6);
        p.quote('ip.proto', PROTO_IPV6, at + 6, len - 6);
      }
      return;
    case 5:
      return out.uint(F['opt.mtu'], at + 2, 4, u32(b, at + 2));
    case 7:
      return out.uint(F['opt.advertisement_interval'], at + 2, 4, u32(b, at + 2));
    case 14:
      return out.bytes(F['opt.nonce'], at, len);
    case 24:
      out.uint(F['opt.prefix.length'], at, 1, b[at]);
      out.uint(F['opt.route_info.flag'], at + 1, 1, b[at + 1]);
      out.uint(F['opt.route_info.flag.route_preference'], at + 1, 1, (b[at + 1] >> 3) & 3);
      out.uint(F['opt.route_lifetime'], at + 2, 4, u32(b, at + 2));
      if (len >= 22) out.bytes(F['opt.prefix'], at + 6, 16);
      return;
    case 25:
      out.uint(F['opt.rdnss.lifetime'], at + 2, 4, u32(b, at + 2));
      for (let a = at + 6; a + 16 <= at + len; a += 16) out.bytes(F['opt.rdnss'], a, 16);
      return;
    case 31:
      out.uint(F['opt.dnssl.lifetime'], at + 2, 4, u32(b, at + 2));
      return domains(p, at + 6, at + len, out);
    case 37: {
      const text = new TextDecoder().decode(b.subarray(at, at + len)).replace(/\0+$/, '');
      return out.string(F['opt.captive_portal'], at, len, text);
    }
    case 38:
      out.uint(F['opt.pref64.scaled_lifetime'], at, 2, u16(b, at) >> 3);
      out.uint(F['opt.pref64.plc'], at, 2, b[at + 1] & 7);
      return;
  }
  out.bytes(F.unknown_data, at, len);
}

function prefix(p: Packet, at: number, out: FieldSink): void {
  const b = p.bytes;
  const flags = b[at + 1];
  out.uint(F['opt.prefix.length'], at, 1, b[at]);
  out.uint(F['opt.prefix.flag'], at + 1, 1, flags);
  out.open();
  out.uint(F['opt.prefix.flag.l'], at + 1, 1, flags >> 7);
  out.uint(F['opt.prefix.flag.a'], at + 1, 1, (flags >> 6) & 1);
  out.uint(F['opt.prefix.flag.r'], at + 1, 1, (flags >> 5) & 1);
  out.uint(F['opt.prefix.flag.reserved'], at + 1, 1, flags & 31);
  out.close();
  out.uint(F['opt.prefix.valid_lifetime'], at + 2, 4, u32(b, at + 2));
  out.uint(F['opt.prefix.preferred_lifetime'], at + 6, 4, u32(b, at + 6));
  out.bytes(F['opt.prefix'], at + 14, 16);
}

/** Names as DNS writes them, without compression (RFC 8106 section 5.2); an empty one is padding. */
function domains(p: Packet, from: number, end: number, out: FieldSink): void {
  for (let at = from; at < end;) {
    const labels: string[] = [];
    let a = at;
    while (a < end && p.bytes[a] !== 0) {
      const len = p.bytes[a];
      if (a + 1 + len > end) return;
      labels.push(new TextDecoder('latin1').decode(p.bytes.subarray(a + 1, a + 1 + len)));
      a += len + 1;
    }
    a++; // the empty label at the end
    if (labels.length > 0) out.string(F['opt.dnssl'], at, Math.min(a, end) - at, labels.join('.'));
    at = a;
  }
}

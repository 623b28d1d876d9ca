// Options of the IPv4 header: RFC 791 section 3.1; router alert RFC 2113, MTU RFC 1063, traceroute RFC 1393, security RFC 1108,
// CIPSO FIPS 188, quick start RFC 4782.
import { u16, u32 } from '../../../wire/read';
import * as wire from '../../../wire/ipv4';
import { defineFields, type FieldSink, type Packet } from '../../contract/protocol';

const CLASSES = {
  0: 'Control',
  1: 'Reserved for future use',
  2: 'Debugging and measurement',
  3: 'Reserved for future use',
};
const LEVELS = {
  0x01: 'Reserved 4',
  0x3d: 'Top Secret',
  0x5a: 'Secret',
  0x96: 'Confidential',
  0x66: 'Reserved 3',
  0xcc: 'Reserved 2',
  0xab: 'Unclassified',
  0xf1: 'Reserved 1',
};
const TIME_FLAGS = { 0: 'Time stamps only', 1: 'Time stamp and address', 3: 'Time stamps for prespecified addresses' };

export const OPTION_FIELDS = defineFields('ip', {
  'opt.type': ['Type', 'uint8', 'dec'],
  'opt.type.copy': ['Copy on fragmentation', 'bool', 8, { mask: 0x80, words: ['Yes', 'No'] }],
  'opt.type.class': ['Class', 'uint8', 'dec', { mask: 0x60, values: CLASSES }],
  'opt.type.number': ['Number', 'uint8', 'dec', { mask: 0x1f }],
  'opt.len': ['Length', 'uint8', 'dec'],
  'opt.len.invalid': ['Invalid length for option', 'none', 'none', { expert: 'warn', group: 'protocol' }],
  'opt.ptr': ['Pointer', 'uint8', 'dec'],
  'opt.ptr.before_address': [
    'Pointer points before first address',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  'opt.ptr.middle_address': [
    'Pointer points to middle of address',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
  'opt.sid': ['Stream Identifier', 'uint16', 'dec'],
  'opt.mtu': ['MTU', 'uint16', 'dec'],
  'opt.id_number': ['ID Number', 'uint16', 'dec'],
  'opt.ohc': ['Outbound Hop Count', 'uint16', 'dec'],
  'opt.rhc': ['Return Hop Count', 'uint16', 'dec'],
  'opt.originator': ['Originator IP Address', 'ipv4'],
  'opt.ra': ['Router Alert', 'uint16', 'dec', { values: { 0: 'Router shall examine packet' } }],
  'opt.sec_rfc791_sec': ['Security', 'uint16', 'hex'],
  'opt.sec_rfc791_comp': ['Compartments', 'uint16', 'dec'],
  'opt.sec_cl': ['Classification Level', 'uint8', 'hex', { values: LEVELS }],
  'opt.sec_prot_auth_flags': ['Protection Authority Flags', 'uint8', 'hex'],
  'opt.overflow': ['Overflow', 'uint8', 'dec', { mask: 0xf0 }],
  'opt.flag': ['Flag', 'uint8', 'hex', { mask: 0x0f, values: TIME_FLAGS }],
  'opt.time_stamp': ['Time stamp', 'uint32', 'dec'],
  'opt.time_stamp_addr': ['Address', 'ipv4'],
  'opt.qs_func': ['Function', 'uint8', 'dec', { mask: 0xf0 }],
  'opt.qs_rate': ['Rate', 'uint8', 'dec', { mask: 0x0f }],
  'opt.qs_ttl': ['QS TTL', 'uint8', 'dec'],
  'opt.qs_nonce': ['QS Nonce', 'uint32', 'hex', { mask: 0xfffffffc }],
  'cipso.doi': ['DOI', 'uint32', 'dec'],
  'cipso.tag_type': ['Tag Type', 'uint8', 'dec'],
  'cipso.tag_data': ['Tag data', 'bytes'],
  rec_rt: ['Recorded Route', 'ipv4'],
  rec_rt_host: ['Recorded Route Host', 'string', 'none', { says: { of: 'rec_rt' } }],
  src_rt: ['Source Route', 'ipv4'],
  src_rt_host: ['Source Route Host', 'string', 'none', { says: { of: 'src_rt' } }],
  empty_rt: ['Empty Route', 'ipv4'],
  empty_rt_host: ['Empty Route Host', 'string', 'none', { says: { of: 'empty_rt' } }],
  nop: [
    '4 NOP in a row - a router may have removed some options',
    'none',
    'none',
    { expert: 'warn', group: 'protocol' },
  ],
});
const F = OPTION_FIELDS;

/** Reads what stands behind type and length: bytes from `at` to `end`. */
type Body = (p: Packet, at: number, end: number, out: FieldSink) => void;

interface Option {
  name: string;
  /** least length, type and length included; 0 for options of one byte */
  min: number;
  /** the length must be exactly `min` */
  fixed?: boolean;
  body?: Body;
}

const OPTIONS: Readonly<Record<number, Option>> = {
  0: { name: 'End of Options List (EOL)', min: 0 },
  1: { name: 'No-Operation (NOP)', min: 0 },
  7: { name: 'Record Route', min: 3, body: (p, at, end, out) => route(p, at, end, out, false) },
  11: {
    name: 'MTU Probe',
    min: 4,
    fixed: true,
    body: (p, at, _end, out) => out.uint(F['opt.mtu'], at, 2, u16(p.bytes, at)),
  },
  12: {
    name: 'MTU Reply',
    min: 4,
    fixed: true,
    body: (p, at, _end, out) => out.uint(F['opt.mtu'], at, 2, u16(p.bytes, at)),
  },
  25: { name: 'Quick-Start', min: 8, fixed: true, body: quickStart },
  68: { name: 'Time Stamp', min: 4, body: timeStamps },
  82: { name: 'Traceroute', min: 12, fixed: true, body: traceroute },
  130: { name: 'Security', min: 3, body: security },
  131: { name: 'Loose Source Route', min: 3, body: (p, at, end, out) => route(p, at, end, out, true) },
  133: { name: 'Extended Security', min: 3 },
  134: { name: 'Commercial Security', min: 10, body: commercialSecurity },
  136: {
    name: 'Stream ID',
    min: 4,
    fixed: true,
    body: (p, at, _end, out) => out.uint(F['opt.sid'], at, 2, u16(p.bytes, at)),
  },
  137: { name: 'Strict Source Route', min: 3, body: (p, at, end, out) => route(p, at, end, out, true) },
  148: {
    name: 'Router Alert',
    min: 4,
    fixed: true,
    body: (p, at, _end, out) => out.uint(F['opt.ra'], at, 2, u16(p.bytes, at)),
  },
};

/**
 * Dissects the options between `at` and `end` (the declared end of the header). False: bytes were missing, the walk
 * to the payload ends here.
 */
export function dissectOptions(p: Packet, at: number, end: number, out: FieldSink): boolean {
  out.line('Options', at, Math.min(end, p.end) - at);
  if (out.detail) out.display(`(${end - at} bytes)`);
  out.open();
  const whole = options(p, at, end, out);
  out.close();
  return whole;
}

function options(p: Packet, from: number, end: number, out: FieldSink): boolean {
  let nops = 0;
  for (let at = from; at < end;) {
    if (!p.need(at, 1)) return false;
    const type = p.bytes[at];
    const option = OPTIONS[type];
    if (wire.isSingleByteOption(type)) {
      out.line(`IP Option - ${option.name}`, at, 1);
      out.open();
      typeByte(p, at, out);
      out.close();
      nops = type === wire.OPTION_NOP ? nops + 1 : 0;
      if (nops === 4) out.expert(F.nop, at - 3, 4);
      at++;
      if (type === wire.OPTION_EOL) return true;
      continue;
    }
    nops = 0;
    if (!p.need(at, 2)) return false;
    const len = p.bytes[at + 1];
    const name = option?.name ?? 'Unknown';
    out.line(`IP Option - ${name}`, at, Math.min(len, end - at));
    if (out.detail) out.display(`(${len} bytes)`);
    out.open();
    typeByte(p, at, out);
    out.uint(F['opt.len'], at + 1, 1, len);
    // the length counts type and length; it may not reach beyond the header
    const wrong = len < 2 || at + len > end || (option && (len < option.min || (option.fixed && len !== option.min)));
    if (wrong) out.expert(F['opt.len.invalid'], at + 1, 1);
    else if (p.has(at, len)) {
      if (option?.body) option.body(p, at + 2, at + len, out);
      else if (len > 2) out.line('Data', at + 2, len - 2);
    }
    out.close();
    if (len < 2 || at + len > end) return true; // no telling where the next option begins
    if (!p.need(at, len)) return false;
    if (len < wire.optionLeast(type)) {
      p.malformed(F['opt.len'], at + 1, 1);
      return false;
    }
    at += len;
  }
  return true;
}

function typeByte(p: Packet, at: number, out: FieldSink): void {
  const type = p.bytes[at];
  out.uint(F['opt.type'], at, 1, type);
  out.open();
  out.uint(F['opt.type.copy'], at, 1, type >> 7);
  out.uint(F['opt.type.class'], at, 1, (type >> 5) & 3);
  out.uint(F['opt.type.number'], at, 1, type & 31);
  out.close();
}

/** Record route and the two source routes: a pointer (from 1, counted from the type byte), then addresses. */
function route(p: Packet, at: number, end: number, out: FieldSink, source: boolean): void {
  const pointer = p.bytes[at];
  out.uint(F['opt.ptr'], at, 1, pointer);
  if (pointer < 4) out.expert(F['opt.ptr.before_address'], at, 1);
  else if (pointer % 4 !== 0) out.expert(F['opt.ptr.middle_address'], at, 1);
  for (let a = at + 1; a + 4 <= end; a += 4) {
    const position = a - at + 3;
    if (position < pointer) out.bytes(F.rec_rt, a, 4);
    else out.bytes(source ? F.src_rt : F.empty_rt, a, 4);
  }
}

function timeStamps(p: Packet, at: number, end: number, out: FieldSink): void {
  const b = p.bytes;
  out.uint(F['opt.ptr'], at, 1, b[at]);
  out.uint(F['opt.overflow'], at + 1, 1, b[at + 1] >> 4);
  const flag = b[at + 1] & 15;
  out.uint(F['opt.flag'], at + 1, 1, flag);
  const withAddress = flag === 1 || flag === 3;
  const step = withAddress ? 8 : 4;
  for (let a = at + 2; a + step <= end; a += step) {
    if (withAddress) out.bytes(F['opt.time_stamp_addr'], a, 4);
    out.uint(F['opt.time_stamp'], a + step - 4, 4, u32(b, a + step - 4));
  }
}

function traceroute(p: Packet, at: number, _end: number, out: FieldSink): void {
  out.uint(F['opt.id_number'], at, 2, u16(p.bytes, at));
  out.uint(F['opt.ohc'], at + 2, 2, u16(p.bytes, at + 2));
  out.uint(F['opt.rhc'], at + 4, 2, u16(p.bytes, at + 4));
  out.bytes(F['opt.originator'], at + 6, 4);
}

/** RFC 1108 where the classification level is one of its own, else the older form of RFC 791 (11 bytes). */
function security(p: Packet, at: number, end: number, out: FieldSink): void {
  const b = p.bytes;
  if (end - at === 9) {
    out.uint(F['opt.sec_rfc791_sec'], at, 2, u16(b, at));
    out.uint(F['opt.sec_rfc791_comp'], at + 2, 2, u16(b, at + 2));
    return;
  }
  out.uint(F['opt.sec_cl'], at, 1, b[at]);
  for (let a = at + 1; a < end; a++) out.uint(F['opt.sec_prot_auth_flags'], a, 1, b[a]);
}

function commercialSecurity(p: Packet, at: number, end: number, out: FieldSink): void {
  out.uint(F['cipso.doi'], at, 4, u32(p.bytes, at));
  for (let a = at + 4; a + 2 <= end;) {
    const len = p.bytes[a + 1];
    out.uint(F['cipso.tag_type'], a, 1, p.bytes[a]);
    if (len < 2 || a + len > end) return;
    if (len > 2) out.bytes(F['cipso.tag_data'], a + 2, len - 2);
    a += len;
  }
}

function quickStart(p: Packet, at: number, _end: number, out: FieldSink): void {
  const b = p.bytes;
  out.uint(F['opt.qs_func'], at, 1, b[at] >> 4);
  out.uint(F['opt.qs_rate'], at, 1, b[at] & 15);
  out.uint(F['opt.qs_ttl'], at + 1, 1, b[at + 1]);
  out.uint(F['opt.qs_nonce'], at + 2, 4, u32(b, at + 2) >>> 2);
}

// Byte accesses of capture filters as fields: `tcp[13] & 2 != 0` is `tcp.flags.syn == 1`.
import { and, atom, or, type FilterText } from '../language/filter-text';
import type { Bpf, BpfNumber } from './bpf-tree';

type Relation = Extract<Bpf, { kind: 'relation' }>;

/** The value of an expression of numbers only. Arithmetic of libpcap: 32 bits without sign. */
function constant(number: BpfNumber): number | null {
  if (number.kind === 'number') return number.value;
  if (number.kind !== 'arithmetic') return null;
  const left = constant(number.left);
  const right = constant(number.right);
  if (left === null || right === null) return null;
  switch (number.operator) {
    case '+':
      return (left + right) >>> 0;
    case '-':
      return (left - right) >>> 0;
    case '*':
      return Math.imul(left, right) >>> 0;
    case '/':
      return right === 0 ? null : Math.floor(left / right);
    case '%':
      return right === 0 ? null : left % right;
    case '&':
      return (left & right) >>> 0;
    case '|':
      return (left | right) >>> 0;
    case '^':
      return (left ^ right) >>> 0;
    case '<<':
      return right > 31 ? 0 : (left << right) >>> 0;
    case '>>':
      return right > 31 ? 0 : left >>> right;
    default:
      return null;
  }
}

/** An expression written in one way, constants worked out: `((tcp[12:1]&240)>>2)`. */
function canonical(number: BpfNumber): string {
  const value = constant(number);
  if (value !== null) return String(value);
  switch (number.kind) {
    case 'number':
      return String(number.value);
    case 'length':
      return 'len';
    case 'bytes':
      return `${number.proto}[${canonical(number.index)}:${number.size}]`;
    case 'arithmetic':
      return `(${canonical(number.left)}${number.operator}${canonical(number.right)})`;
  }
}

/** Fields that hold the value as it is, or a multiple of it. */
const FIELDS: Readonly<Record<string, readonly [field: string, times: number]>> = {
  len: ['frame.len', 1],
  'ether[12:2]': ['eth.type', 1],
  'arp[0:2]': ['arp.hw.type', 1],
  'arp[2:2]': ['arp.proto.type', 1],
  'arp[6:2]': ['arp.opcode', 1],
  '(ip[0:1]&15)': ['ip.hdr_len', 4],
  '((ip[0:1]&15)<<2)': ['ip.hdr_len', 1],
  '((ip[0:1]&15)*4)': ['ip.hdr_len', 1],
  'ip[1:1]': ['ip.dsfield', 1],
  '(ip[1:1]>>2)': ['ip.dsfield.dscp', 1],
  '(ip[1:1]&3)': ['ip.dsfield.ecn', 1],
  'ip[2:2]': ['ip.len', 1],
  'ip[4:2]': ['ip.id', 1],
  '(ip[6:2]&8191)': ['ip.frag_offset', 8],
  'ip[8:1]': ['ip.ttl', 1],
  'ip[9:1]': ['ip.proto', 1],
  'ip[10:2]': ['ip.checksum', 1],
  'ip6[4:2]': ['ipv6.plen', 1],
  'ip6[6:1]': ['ipv6.nxt', 1],
  'ip6[7:1]': ['ipv6.hlim', 1],
  'tcp[0:2]': ['tcp.srcport', 1],
  'tcp[2:2]': ['tcp.dstport', 1],
  'tcp[4:4]': ['tcp.seq_raw', 1],
  'tcp[8:4]': ['tcp.ack_raw', 1],
  '(tcp[12:1]>>4)': ['tcp.hdr_len', 4],
  '((tcp[12:1]&240)>>2)': ['tcp.hdr_len', 1],
  'tcp[14:2]': ['tcp.window_size_value', 1],
  'tcp[16:2]': ['tcp.checksum', 1],
  'tcp[18:2]': ['tcp.urgent_pointer', 1],
  'udp[0:2]': ['udp.srcport', 1],
  'udp[2:2]': ['udp.dstport', 1],
  'udp[4:2]': ['udp.length', 1],
  'udp[6:2]': ['udp.checksum', 1],
  'icmp[0:1]': ['icmp.type', 1],
  'icmp[1:1]': ['icmp.code', 1],
  'icmp6[0:1]': ['icmpv6.type', 1],
  'icmp6[1:1]': ['icmpv6.code', 1],
  // what the manual page teaches for "has data"
  '((ip[2:2]-((ip[0:1]&15)<<2))-((tcp[12:1]&240)>>2))': ['tcp.len', 1],
};

/** Single bits; what they are called is compared with 0 and 1. */
const BITS: Readonly<Record<string, string>> = {
  '(ether[0:1]&1)': 'eth.dst.ig',
  '(ip[6:1]&128)': 'ip.flags.rb',
  '(ip[6:1]&64)': 'ip.flags.df',
  '(ip[6:1]&32)': 'ip.flags.mf',
};

const TCP_FLAGS: readonly (readonly [number, string])[] = [
  [0x02, 'tcp.flags.syn'],
  [0x10, 'tcp.flags.ack'],
  [0x01, 'tcp.flags.fin'],
  [0x04, 'tcp.flags.reset'],
  [0x08, 'tcp.flags.push'],
  [0x20, 'tcp.flags.urg'],
  [0x40, 'tcp.flags.ece'],
  [0x80, 'tcp.flags.cwr'],
];

/** `tcp[13] & mask` compared with `value`. */
function tcpFlags(mask: number, operator: string, value: number): FilterText | null {
  const bits = TCP_FLAGS.filter(([bit]) => mask & bit);
  if (bits.length === 0 || (value & ~mask) !== 0) return null;
  const tests = (wanted: (bit: number) => boolean): FilterText[] =>
    bits.map(([bit, field]) => atom(`${field} == ${wanted(bit) ? 1 : 0}`));
  if (operator === '==') return and(...tests((bit) => (value & bit) !== 0));
  if (operator === '!=') return or(...tests((bit) => (value & bit) === 0));
  // more than nothing: one of them is set
  return operator === '>' && value === 0 ? or(...tests(() => true)) : null;
}

function bit(field: string, mask: number, operator: string, value: number): FilterText | null {
  if (operator === '==' && (value === 0 || value === mask)) return atom(`${field} == ${value === 0 ? 0 : 1}`);
  if (operator === '!=' && (value === 0 || value === mask)) return atom(`${field} == ${value === 0 ? 1 : 0}`);
  return null;
}

/** Protocols whose bytes can be sliced, and how many of them always belong to the header: a slice does not go further. */
const PROTOCOLS: Readonly<Record<string, readonly [abbrev: string, header: number]>> = {
  ether: ['eth', 14],
  ip: ['ip', 20],
  ip6: ['ipv6', 40],
  arp: ['arp', 28],
  tcp: ['tcp', 20],
  udp: ['udp', 8],
  icmp: ['icmp', 8],
  icmp6: ['icmpv6', 4],
};

/** The bytes as a slice; null where no field has them. */
function sliced(proto: string, at: number, size: number): string | null {
  if (!Object.hasOwn(PROTOCOLS, proto)) return null;
  const [abbrev, header] = PROTOCOLS[proto];
  if (at + size <= header) return `${abbrev}[${at}:${size}]`;
  if (proto === 'ether') return `frame[${at}:${size}]`;
  return proto === 'udp' && at >= header ? `udp.payload[${at - header}:${size}]` : null;
}

/** The number in `size` bytes as a display filter writes them. */
function bytesText(value: number, size: number): string {
  const pairs =
    value
      .toString(16)
      .padStart(2 * size, '0')
      .match(/../g) ?? [];
  // one byte needs the colon too: without it, it would read as a number
  return pairs.length === 1 ? `${pairs[0]}:` : pairs.join(':');
}

/** `ip[12:2]` as a slice of the protocol, `tcp[((tcp[12:1] & 0xf0) >> 2):4]` as one of the payload. */
function slice(left: BpfNumber, operator: string, value: number): FilterText | null {
  if (left.kind !== 'bytes' || value >= 256 ** left.size) return null;
  const at = constant(left.index);
  const bytes = bytesText(value, left.size);
  if (at !== null) {
    const part = sliced(left.proto, at, left.size);
    return part === null ? null : atom(`${part} ${operator} ${bytes}`);
  }
  const payload = /^\(?(?:\(\(tcp\[12:1\]&240\)>>2\)|\(\(tcp\[12:1\]>>4\)\*4\))(?:\+(\d+)\))?$/.exec(
    canonical(left.index),
  );
  return left.proto === 'tcp' && payload
    ? atom(`tcp.payload[${payload[1] ?? 0}:${left.size}] ${operator} ${bytes}`)
    : null;
}

const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

/** The relation as a test of fields; null where there are none for it. */
export function relationToDisplay(relation: Relation): FilterText | null {
  const right = constant(relation.right);
  const left = constant(relation.left);
  if (right === null && left !== null)
    return relationToDisplay({
      ...relation,
      operator: MIRRORED[relation.operator],
      left: relation.right,
      right: relation.left,
    });
  if (right === null || left !== null) return null;
  const { operator } = relation;
  const text = canonical(relation.left);
  const flags = /^\(tcp\[13:1\]&(\d+)\)$/.exec(text);
  if (flags) return tcpFlags(Number(flags[1]), operator, right);
  // the way to the flags behind IPv6, which libpcap has no name for
  const flagsBehindIpv6 = /^\(ip6\[53:1\]&(\d+)\)$/.exec(text);
  if (flagsBehindIpv6) {
    const test = tcpFlags(Number(flagsBehindIpv6[1]), operator, right);
    return test && and(atom('ipv6'), test);
  }
  if (text === 'tcp[13:1]' && right <= 0xff)
    return atom(`tcp.flags & 0xff ${operator} 0x${right.toString(16).padStart(2, '0')}`);
  // a fragment: more follow, or something came before
  if (text === '(ip[6:2]&16383)' && operator === '!=' && right === 0)
    return or(atom('ip.flags.mf == 1'), atom('ip.frag_offset > 0'));
  if (Object.hasOwn(BITS, text)) return bit(BITS[text], Number(/\d+(?=\)$)/.exec(text)?.[0]), operator, right);
  if (Object.hasOwn(FIELDS, text)) {
    const [field, times] = FIELDS[text];
    return atom(`${field} ${operator} ${right * times}`);
  }
  return slice(relation.left, operator, right);
}

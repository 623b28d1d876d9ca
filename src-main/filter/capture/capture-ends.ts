// Addresses and ports in capture filters: what libpcap has words for, `tcp src port 80`, `ip net 10.0.0.0/8`.
import { etherText, ipv4Text, ipv6Text } from '../../text/address';
import type { Field, FieldValue } from '../../dissect/contract/fields';
import { and, atom, not, or, type CaptureText } from './capture-text';
import type { ConstantOperand, Quantifier, Relation } from '../language/tree';

type Direction = '' | 'src ' | 'dst ' | 'src and dst ';
interface End {
  proto: 'tcp' | 'udp' | 'ip' | 'ip6' | 'ether';
  direction: Direction;
}
const ENDS: Readonly<Record<string, End>> = {
  'tcp.port': { proto: 'tcp', direction: '' },
  'tcp.srcport': { proto: 'tcp', direction: 'src ' },
  'tcp.dstport': { proto: 'tcp', direction: 'dst ' },
  'udp.port': { proto: 'udp', direction: '' },
  'udp.srcport': { proto: 'udp', direction: 'src ' },
  'udp.dstport': { proto: 'udp', direction: 'dst ' },
  'ip.addr': { proto: 'ip', direction: '' },
  'ip.src': { proto: 'ip', direction: 'src ' },
  'ip.dst': { proto: 'ip', direction: 'dst ' },
  'ipv6.addr': { proto: 'ip6', direction: '' },
  'ipv6.src': { proto: 'ip6', direction: 'src ' },
  'ipv6.dst': { proto: 'ip6', direction: 'dst ' },
  'eth.addr': { proto: 'ether', direction: '' },
  'eth.src': { proto: 'ether', direction: 'src ' },
  'eth.dst': { proto: 'ether', direction: 'dst ' },
};

/** The field as an end of a packet, null where it is none. */
export const endOfField = ({ abbrev }: Field): End | null => (Object.hasOwn(ENDS, abbrev) ? ENDS[abbrev] : null);
/** One value is enough, or both must fit. */
export const forAll = (end: End): End => (end.direction === '' ? { ...end, direction: 'src and dst ' } : end);

const isPort = ({ proto }: End): boolean => proto === 'tcp' || proto === 'udp';

function portRange({ proto, direction }: End, low: number, high: number): CaptureText | null {
  const from = Math.max(0, low);
  const to = Math.min(0xffff, high);
  if (from > to) return null;
  const which = from === to ? `port ${from}` : `portrange ${from}-${to}`;
  return atom(`${proto} ${direction}${which}`);
}

/** The address with bits behind the prefix cleared: libpcap refuses others. */
function network(bytes: Uint8Array, prefix: number): Uint8Array {
  return bytes.map((byte, i) => byte & (0xff00 >> Math.max(0, Math.min(8, prefix - 8 * i))));
}

function address({ proto, direction }: End, value: Uint8Array, prefix: number): CaptureText | null {
  if (proto === 'ether') return value.length === 6 ? atom(`ether ${direction}host ${etherText(value, 0)}`) : null;
  const whole = proto === 'ip' ? 32 : 128;
  if (value.length !== whole / 8) return null;
  const text = proto === 'ip' ? ipv4Text : ipv6Text;
  if (prefix < 0 || prefix === whole) return atom(`${proto} ${direction}host ${text(value, 0)}`);
  return atom(`${proto} ${direction}net ${text(network(value, prefix), 0)}/${prefix}`);
}

const equal = (end: End, value: FieldValue, prefix: number): CaptureText | null => {
  if (isPort(end)) return typeof value === 'number' ? portRange(end, value, value) : null;
  return value instanceof Uint8Array ? address(end, value, prefix) : null;
};

/** IPv4 addresses are numbers to libpcap, so they have an order. */
function ordered({ direction }: End, value: Uint8Array, operator: string): CaptureText {
  const number = `0x${Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const src = atom(`ip[12:4] ${operator} ${number}`);
  const dst = atom(`ip[16:4] ${operator} ${number}`);
  if (direction === 'src ') return src;
  if (direction === 'dst ') return dst;
  return direction === '' ? or(src, dst) : and(src, dst);
}

const OPERATORS: Readonly<Partial<Record<Relation, string>>> = { gt: '>', ge: '>=', lt: '<', le: '<=' };

/** `field relation constant` in libpcap's words; null where there are none. */
export function compareEnd(
  end: End,
  relation: Relation,
  quantifier: Quantifier,
  { values, prefix }: ConstantOperand,
): CaptureText | null {
  const [value] = values;
  if (values.length !== 1 || value === undefined) return null;
  const chosen = quantifier === 'all' ? forAll(end) : end;
  switch (relation) {
    case 'eq':
      return equal(chosen, value, prefix);
    case 'ne': {
      // all unequal: not one is equal; one unequal: not all are equal
      const same = equal(quantifier === 'all' ? end : forAll(end), value, prefix);
      if (same === null) return null;
      return end.proto === 'ether' ? not(same) : and(atom(end.proto), not(same));
    }
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le': {
      const operator = OPERATORS[relation] ?? '';
      if (end.proto === 'ip' && value instanceof Uint8Array && prefix < 0) return ordered(chosen, value, operator);
      if (!isPort(end) || typeof value !== 'number') return null;
      if (relation === 'gt' || relation === 'ge')
        return portRange(chosen, relation === 'gt' ? value + 1 : value, 0xffff);
      return portRange(chosen, 0, relation === 'lt' ? value - 1 : value);
    }
    default:
      return null;
  }
}

/** A value or range of a set. */
export function memberEnd(end: End, low: ConstantOperand, high: ConstantOperand | null): CaptureText | null {
  if (high === null) return compareEnd(end, 'eq', 'any', low);
  const [from] = low.values;
  const [to] = high.values;
  return isPort(end) && typeof from === 'number' && typeof to === 'number' ? portRange(end, from, to) : null;
}

// One test of a display filter as capture filter, exactly, or null where a capture filter cannot say it.
import type { Field } from '../../dissect/contract/fields';
import {
  captureBits,
  captureBytes,
  captureNumbers,
  captureProtocol,
  tcpFlags,
  type CaptureNumber,
} from './capture-fields';
import { compareEnd, endOfField, memberEnd } from './capture-ends';
import { ALL, and, atom, not, or, type CaptureText } from './capture-text';
import { plainField } from '../language/tests';
import type { ConstantOperand, Operand, Relation, SetItem, Test } from '../language/tree';

const OPERATORS: Readonly<Partial<Record<Relation, string>>> = {
  eq: '=',
  ne: '!=',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};
const MIRRORED: Readonly<Partial<Record<Relation, Relation>>> = {
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
  eq: 'eq',
  ne: 'ne',
};

/** The test for each way to read the number; one of them is enough. */
const each = (numbers: readonly CaptureNumber[], test: (number: string) => CaptureText): CaptureText =>
  or(...numbers.map(({ guard, number }) => (guard === null ? test(number) : and(atom(guard), test(number)))));

/** A whole number that libpcap can hold, or null. */
function numberOf({ values }: ConstantOperand): number | null {
  const [value] = values;
  return values.length === 1 &&
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 0 &&
    value <= 0xffffffff
    ? value
    : null;
}

/** An operand that is a number to libpcap: a field, or the bits of one. */
function numbersOf(operand: Operand): readonly CaptureNumber[] | null {
  const field = plainField(operand);
  if (field) return captureNumbers(field);
  if (operand.kind !== 'arithmetic' || operand.operator !== '&' || operand.right.kind !== 'constant') return null;
  const of = plainField(operand.left);
  const mask = numberOf(operand.right);
  const numbers = of && captureNumbers(of);
  if (!of || !numbers || mask === null) return null;
  if (of.abbrev === 'tcp.flags' && mask <= 0xff) return tcpFlags(mask);
  return numbers.map(({ guard, number }) => ({ guard, number: `(${number}) & 0x${mask.toString(16)}` }));
}

/** EtherTypes and IP protocols have words of their own, which say more to a reader than bytes. */
function named(field: Field, relation: Relation, value: number): CaptureText | null {
  if (relation !== 'eq' && relation !== 'ne') return null;
  if (field.abbrev === 'eth.type') {
    const same = atom(`ether proto 0x${value.toString(16).padStart(4, '0')}`);
    return relation === 'eq' ? same : and(atom('ether[12:2] > 1535'), not(same));
  }
  return field.abbrev === 'ip.proto' && relation === 'eq' ? atom(`ip proto ${value}`) : null;
}

function flag(field: Field, relation: Relation, constant: ConstantOperand): CaptureText | null {
  const bits = captureBits(field);
  const [value] = constant.values;
  if (!bits || typeof value !== 'number' || (relation !== 'eq' && relation !== 'ne')) return null;
  const set = (value !== 0) === (relation === 'eq');
  return each(bits, (number) => atom(`${number} ${set ? '!=' : '='} 0`));
}

/** Bytes from `at` on, four, two or one at a time. */
function bytesEqual(field: Field, at: number, bytes: Uint8Array): CaptureText | null {
  const parts: CaptureText[][] = [[], []];
  for (let i = 0; i < bytes.length;) {
    const left = bytes.length - i;
    const size = left >= 4 ? 4 : left >= 2 ? 2 : 1;
    const numbers = captureBytes(field, at + i, size);
    if (numbers === null) return null;
    const value = Array.from(bytes.subarray(i, i + size), (byte) => byte.toString(16).padStart(2, '0')).join('');
    for (const [way, { guard, number }] of numbers.entries()) {
      if (guard !== null && i === 0) parts[way].push(atom(guard));
      parts[way].push(atom(`${number} = 0x${value}`));
    }
    i += size;
  }
  const ways = parts.filter((way) => way.length > 0).map((way) => and(...way));
  return ways.length === 0 ? null : or(...ways);
}

/** More bytes than this are not compared one by one. */
const MOST_BYTES = 32;

function slice(left: Operand, constant: ConstantOperand): CaptureText | null {
  if (left.kind !== 'slice' || left.ranges.length !== 1) return null;
  const field = plainField(left.of);
  const [bytes] = constant.values;
  const [{ start, length }] = left.ranges;
  if (!field || !(bytes instanceof Uint8Array) || start < 0 || length !== bytes.length) return null;
  return bytes.length > 0 && bytes.length <= MOST_BYTES ? bytesEqual(field, start, bytes) : null;
}

function compare(test: Extract<Test, { kind: 'compare' }>): CaptureText | null {
  const { left, right, quantifier } = test;
  if (right.kind !== 'constant') {
    const relation = MIRRORED[test.relation];
    return left.kind === 'constant' && relation ? compare({ ...test, left: right, right: left, relation }) : null;
  }
  const { relation } = test;
  const field = plainField(left);
  const end = field && endOfField(field);
  if (end) return compareEnd(end, relation, quantifier, right);
  if (field?.type === 'bool') return flag(field, relation, right);
  if (left.kind === 'slice') return relation === 'eq' ? slice(left, right) : null;
  if (field?.abbrev.startsWith('arp.') && right.valueKind === 'ipv4') return arpAddress(field, relation, right);
  const value = numberOf(right);
  const operator = OPERATORS[relation];
  if (value === null || operator === undefined) return null;
  const words = field && named(field, relation, value);
  if (words) return words;
  const numbers = numbersOf(left);
  return numbers && each(numbers, (number) => atom(`${number} ${operator} ${value}`));
}

function arpAddress({ abbrev }: Field, relation: Relation, { values, prefix }: ConstantOperand): CaptureText | null {
  const at: Readonly<Record<string, number>> = { 'arp.src.proto_ipv4': 14, 'arp.dst.proto_ipv4': 24 };
  const [value] = values;
  if (!Object.hasOwn(at, abbrev) || relation !== 'eq' || prefix >= 0 || !(value instanceof Uint8Array)) return null;
  const number = Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // addresses of Ethernet and IPv4: RFC 826 lets them have other lengths
  return and(atom('arp[4:2] = 0x0604'), atom(`arp[${at[abbrev]}:4] = 0x${number}`));
}

function member(operand: Operand, { low, high }: SetItem): CaptureText | null {
  if (low.kind !== 'constant' || (high !== null && high.kind !== 'constant')) return null;
  const field = plainField(operand);
  const end = field && endOfField(field);
  if (end) return memberEnd(end, low, high);
  const at = { at: low.at, len: low.len };
  const test = (relation: Relation, right: Operand): CaptureText | null =>
    compare({ kind: 'compare', relation, quantifier: 'any', left: operand, right, ...at });
  if (high === null) return test('eq', low);
  const from = test('ge', low);
  const to = test('le', high);
  return from && to && and(from, to);
}

function within({ operand, items, quantifier }: Extract<Test, { kind: 'in' }>): CaptureText | null {
  const field = plainField(operand);
  // every one of two values in the set: each end for itself, which a field for both does not say
  if (quantifier === 'all' && field && endOfField(field)?.direction === '') return null;
  const parts = items.map((item) => member(operand, item));
  const found = parts.filter((part) => part !== null);
  return found.length === parts.length && found.length > 0 ? or(...found) : null;
}

/** Fields that are in every packet of their protocol. */
function exists(operand: Operand): CaptureText | null {
  const field = plainField(operand);
  if (!field) return null;
  if (field.abbrev === 'frame' || field.abbrev === 'frame.len' || field.abbrev === 'frame.number') return ALL;
  const protocol = captureProtocol(field.abbrev);
  if (protocol === null) return null;
  const always =
    field.type === 'protocol'
      ? !field.abbrev.includes('.')
      : captureNumbers(field) !== null || captureBits(field) !== null || endOfField(field) !== null;
  return always && field.abbrev !== 'tcp.len' ? atom(protocol) : null;
}

/** The test as capture filter that keeps exactly the same packets; null where there is none. */
export function captureTest(test: Test): CaptureText | null {
  switch (test.kind) {
    case 'exists':
      return exists(test.operand);
    case 'compare':
      return compare(test);
    case 'in':
      return within(test);
    case 'truth': {
      const numbers = numbersOf(test.operand);
      return numbers && each(numbers, (number) => atom(`${number} != 0`));
    }
    default:
      return null;
  }
}

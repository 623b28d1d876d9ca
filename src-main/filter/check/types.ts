// What can be done with values of each field type, as Wireshark 4.4 has it.
import type { FieldType } from '../../dissect/contract/fields';
import type { ArithmeticOperator, Kind } from '../language/tree';

const KINDS: Readonly<Record<FieldType, Kind>> = {
  none: 'none',
  protocol: 'bytes',
  bool: 'boolean',
  uint8: 'integer',
  uint16: 'integer',
  uint24: 'integer',
  uint32: 'integer',
  uint40: 'integer',
  uint48: 'integer',
  uint56: 'integer',
  uint64: 'integer',
  int8: 'integer',
  int16: 'integer',
  int32: 'integer',
  int64: 'integer',
  float: 'double',
  double: 'double',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  ether: 'ether',
  bytes: 'bytes',
  string: 'string',
  abstime: 'abstime',
  reltime: 'reltime',
  framenum: 'integer',
};
export const kindOf = (type: FieldType): Kind => KINDS[type];

export const isInteger = (type: FieldType): boolean => KINDS[type] === 'integer';
export const isUnsigned = (type: FieldType): boolean => type.startsWith('uint') || type === 'framenum';
export const isAddress = (type: FieldType): boolean => type === 'ipv4' || type === 'ipv6';

/** Bits of an integer type. */
export const bitsOf = (type: FieldType): number =>
  type === 'framenum' ? 32 : isInteger(type) ? Number(/\d+/.exec(type)?.[0]) : 0;

/** Largest value of an integer type. */
export function largest(type: FieldType): bigint {
  const bits = BigInt(bitsOf(type));
  return (1n << (isUnsigned(type) ? bits : bits - 1n)) - 1n;
}

/** Whether values of the two can be compared. A slice meets all that consists of bytes. */
export function comparable(left: FieldType, right: FieldType, slice: boolean): boolean {
  if (left === 'none' || right === 'none') return false;
  if (slice) return canBeSliced(left) && canBeSliced(right);
  if (isInteger(left)) return isInteger(right) || right === 'bool';
  if (left === 'bytes' || left === 'ether') return right === 'bytes' || right === 'ether';
  return left === right;
}

export const canBeSearched = (type: FieldType): boolean =>
  type === 'string' || type === 'bytes' || type === 'protocol' || type === 'ether';
export const canBeSliced = (type: FieldType): boolean => canBeSearched(type) || isAddress(type);

/** A number with a fraction. */
export const isFloating = (type: FieldType): boolean => type === 'double' || type === 'float';

/** Whether the operator takes values of this type on its left. */
export function canCalculate(operator: ArithmeticOperator, type: FieldType): boolean {
  if (isInteger(type)) return true;
  switch (operator) {
    case '&':
      return isAddress(type) || type === 'ether' || type === 'bytes';
    case '+':
    case '-':
      return isFloating(type) || type === 'reltime' || type === 'abstime';
    case '*':
    case '/':
      return isFloating(type) || type === 'reltime';
    case '%':
      return isFloating(type);
  }
}
/** Whether `-x` is one of them. */
export const canBeNegative = (type: FieldType): boolean => isInteger(type) || isFloating(type) || type === 'reltime';

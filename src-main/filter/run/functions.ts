// The functions of the display filter language. Each makes values of the values of its arguments; one that has none gives none.
import { hexText } from '../../text/address';
import { valueName, type Field, type FieldType, type FieldValue } from '../../dissect/contract/fields';
import { fieldText } from '../../dissect/values/format-value';
import { mapped } from './arithmetic';
import { isLinkLocal, isMulticast, isRfc1918, isUla, specialBlock } from './special-addresses';
import type { FunctionName, Operand } from '../language/tree';
import { ValueList, type Reader } from './value-list';
import { isTime, type Order } from './values';
import { utf8Length } from '../../text/utf8';

/** An argument of a call. */
export interface Argument {
  readonly operand: Operand;
  readonly read: Reader;
}

/** Bytes of a value of this type, for `len`. Types without a size of their own have 0, as in Wireshark. */
const SIZES: Readonly<Record<FieldType, number>> = {
  none: 0,
  protocol: 0,
  bool: 0,
  uint8: 1,
  uint16: 2,
  uint24: 3,
  uint32: 4,
  uint40: 5,
  uint48: 6,
  uint56: 7,
  uint64: 8,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  float: 4,
  double: 8,
  ipv4: 4,
  ipv6: 16,
  ether: 6,
  bytes: 0,
  string: 0,
  abstime: 0,
  reltime: 0,
  framenum: 4,
};

/** The field type that the values of an operand have. */
function typeOf(operand: Operand): FieldType {
  switch (operand.kind) {
    case 'field':
      return operand.raw ? 'bytes' : operand.asName ? 'string' : operand.field.type;
    case 'constant':
      return operand.type;
    case 'negative':
    case 'slice':
      return typeOf(operand.of);
    case 'arithmetic':
      return typeOf(operand.left);
    case 'call':
    case 'pattern':
      return operand.valueKind === 'string' ? 'string' : operand.valueKind === 'boolean' ? 'bool' : 'uint32';
  }
}
const fieldOf = (operand: Operand): Field | null => (operand.kind === 'field' ? operand.field : null);

const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

function decimal(value: FieldValue): string | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? value.toString() : undefined;
}
/** `0x0050`: as many digits as the type has room for. */
function hexadecimal(type: FieldType): (value: FieldValue) => string | undefined {
  const digits = 2 * SIZES[type];
  return (value) => {
    if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
    const positive = value < 0 ? BigInt.asUintN(4 * digits, BigInt(value)) : value;
    return `0x${positive.toString(16).padStart(digits, '0')}`;
  };
}

/** A value as `string()` writes it: integers decimal, addresses and times as they are usually written. */
function textOf(operand: Operand): (value: FieldValue) => string | undefined {
  const field = fieldOf(operand);
  return (value) => {
    if (value === null) return undefined;
    if (typeof value === 'string') return value;
    if (field?.type === 'bool') return value ? 'True' : 'False';
    if (typeof value === 'number' || typeof value === 'bigint') return value.toString();
    if (field !== null && (isTime(value) || field.type !== 'bytes')) return fieldText(field, value);
    return value instanceof Uint8Array ? hexText(value, 0, value.length, ':') : undefined;
  };
}

/** The name that the field's table has for the value. */
export function nameOf(field: Field): (value: FieldValue) => string | undefined {
  if (field.type === 'bool') {
    const [yes, no] = field.words ?? ['True', 'False'];
    return (value) => (value ? yes : no);
  }
  return (value) =>
    typeof value === 'number' || typeof value === 'bigint' ? valueName(field.values, Number(value)) : undefined;
}

function lengthOf(operand: Operand): (value: FieldValue) => number {
  const size = SIZES[typeOf(operand)];
  return (value) => {
    if (typeof value === 'string') return utf8Length(value);
    return value instanceof Uint8Array ? value.length : size;
  };
}

const magnitude = (value: FieldValue): FieldValue | undefined => {
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'bigint') return value < 0n ? -value : value;
  return value !== null && isTime(value) ? { sec: Math.abs(value.sec), nano: Math.abs(value.nano) } : undefined;
};

function countReader(read: Reader): Reader {
  const list = new ValueList();
  return () => {
    list.clear();
    const { count } = read();
    if (count > 0) list.add(count);
    return list;
  };
}

/** The greatest (`sign` 1) or least (-1) of all values of all arguments. */
function extremeReader(args: readonly Argument[], order: Order, sign: number): Reader {
  const list = new ValueList();
  return () => {
    list.clear();
    for (const { read } of args) {
      const { values, count } = read();
      for (let i = 0; i < count; i++) {
        if (list.count === 0) list.add(values[i]);
        else if (order(values[i], list.values[0]) * sign > 0) list.values[0] = values[i];
      }
    }
    return list;
  };
}

const onString = (of: Reader, each: (text: string) => string): Reader =>
  mapped(of, (value) => (typeof value === 'string' ? each(value) : undefined));
const onAddress = (of: Reader, each: (address: Uint8Array) => FieldValue | undefined): Reader =>
  mapped(of, (value) => (value instanceof Uint8Array ? each(value) : undefined));

/** @param order of the values of the arguments, for `max` and `min` */
export function callReader(name: FunctionName, args: readonly Argument[], order: Order): Reader {
  const [{ operand, read }] = args;
  switch (name) {
    case 'len':
      return mapped(read, lengthOf(operand));
    case 'count':
      return countReader(read);
    case 'upper':
      return onString(read, upper);
    case 'lower':
      return onString(read, lower);
    case 'string':
      return mapped(read, textOf(operand));
    case 'max':
      return extremeReader(args, order, 1);
    case 'min':
      return extremeReader(args, order, -1);
    case 'abs':
      return mapped(read, magnitude);
    case 'vals': {
      const field = fieldOf(operand);
      return mapped(read, field === null ? () => undefined : nameOf(field));
    }
    case 'dec':
      return mapped(read, decimal);
    case 'hex':
      return mapped(read, hexadecimal(typeOf(operand)));
    case 'ip_special_name':
      return onAddress(read, (address) => specialBlock(address)?.name);
    case 'ip_special_mask':
      return onAddress(read, (address) => specialBlock(address)?.mask);
    case 'ip_linklocal':
      return onAddress(read, (address) => Number(isLinkLocal(address)));
    case 'ip_multicast':
      return onAddress(read, (address) => Number(isMulticast(address)));
    case 'ip_rfc1918':
      return onAddress(read, (address) => Number(isRfc1918(address)));
    case 'ip_ula':
      return onAddress(read, (address) => Number(isUla(address)));
  }
}

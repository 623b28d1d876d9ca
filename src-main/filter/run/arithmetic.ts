// `+ - * / % &` and unary minus. Integers are exact up to 64 bits, whatever the width of the fields; a result that needs more, and a
// division by zero, is no value. Times take + and -, bytes and addresses `&`.
import type { FieldValue, TimeValue } from '../../dissect/contract/fields';
import type { ArithmeticOperator, Kind } from '../language/tree';
import { ValueList, type Reader } from './value-list';
import { isTime } from './values';

/** More results than this are not computed: `a.b + a.b + …` would have the product of all their values. */
export const MAX_RESULTS = 4096;

type Result = FieldValue | undefined;
type Integer = number | bigint;
const isInteger = (value: FieldValue): value is Integer => typeof value === 'number' || typeof value === 'bigint';

const LEAST = -(1n << 63n);
const MOST = (1n << 64n) - 1n;
/** As a number where that is exact; undefined: not in 64 bits, signed or unsigned. */
function fitted(value: bigint): Integer | undefined {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  return value >= LEAST && value <= MOST ? value : undefined;
}

const WIDE: Record<ArithmeticOperator, (a: bigint, b: bigint) => bigint> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '&': (a, b) => a & b,
};
const NARROW: Record<ArithmeticOperator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => Math.trunc(a / b),
  '%': (a, b) => a % b,
  '&': (a, b) => (a >= 0 && b >= 0 && a < 2 ** 31 && b < 2 ** 31 ? a & b : NaN),
};

function integers(operator: ArithmeticOperator, a: FieldValue, b: FieldValue): Result {
  if (!isInteger(a) || !isInteger(b)) return undefined;
  if ((operator === '/' || operator === '%') && Number(b) === 0) return undefined;
  if (typeof a === 'number' && typeof b === 'number') {
    const result = NARROW[operator](a, b);
    if (Number.isSafeInteger(result)) return result + 0; // -0 is 0
  }
  return fitted(WIDE[operator](BigInt(a), BigInt(b)));
}

function doubles(operator: ArithmeticOperator, a: FieldValue, b: FieldValue): Result {
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
    case '&':
      return undefined;
  }
}

const BILLION = 1_000_000_000;
/** Both parts of the result have the same sign. */
export function time(sec: number, nano: number): TimeValue {
  let s = sec + Math.trunc(nano / BILLION);
  let n = nano % BILLION;
  if (s > 0 && n < 0) {
    s--;
    n += BILLION;
  } else if (s < 0 && n > 0) {
    s++;
    n -= BILLION;
  }
  return { sec: s + 0, nano: n + 0 };
}
/** A duration times a number, or divided by one. */
function scaled(operator: ArithmeticOperator, { sec, nano }: TimeValue, by: number): Result {
  if (operator !== '*' && (operator !== '/' || by === 0)) return undefined;
  const each = (value: number): number => (operator === '*' ? value * by : value / by);
  const whole = Math.trunc(each(sec));
  return time(whole, Math.round(each(nano) + (each(sec) - whole) * BILLION));
}
function times(operator: ArithmeticOperator, a: FieldValue, b: FieldValue): Result {
  if (isTime(a) && isInteger(b)) return scaled(operator, a, Number(b));
  if (!isTime(a) || !isTime(b)) return undefined;
  if (operator === '+') return time(a.sec + b.sec, a.nano + b.nano);
  return operator === '-' ? time(a.sec - b.sec, a.nano - b.nano) : undefined;
}

/** As many bytes as the shorter one has. */
function bytesAnd(operator: ArithmeticOperator, a: FieldValue, b: FieldValue): Result {
  if (operator !== '&' || !(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return undefined;
  const out = new Uint8Array(Math.min(a.length, b.length));
  for (let i = 0; i < out.length; i++) out[i] = a[i] & b[i];
  return out;
}

type Operation = (operator: ArithmeticOperator, a: FieldValue, b: FieldValue) => Result;
function operationOf(kind: Kind): Operation {
  switch (kind) {
    case 'integer':
    case 'boolean':
      return integers;
    case 'double':
      return doubles;
    case 'abstime':
    case 'reltime':
      return times;
    case 'bytes':
    case 'ether':
    case 'ipv4':
    case 'ipv6':
      return bytesAnd;
    case 'string':
    case 'none':
      return () => undefined;
  }
}

/** Every value of the left side with every value of the right side. */
export function arithmeticReader(operator: ArithmeticOperator, kind: Kind, left: Reader, right: Reader): Reader {
  const operation = operationOf(kind);
  const list = new ValueList();
  return () => {
    list.clear();
    const a = left();
    const b = right();
    for (let i = 0; i < a.count; i++) {
      for (let k = 0; k < b.count; k++) {
        if (list.count >= MAX_RESULTS) return list;
        const result = operation(operator, a.values[i], b.values[k]);
        if (result !== undefined) list.add(result);
      }
    }
    return list;
  };
}

function negated(value: FieldValue): Result {
  if (typeof value === 'number') return 0 - value;
  if (typeof value === 'bigint') return fitted(-value);
  return isTime(value) ? { sec: 0 - value.sec, nano: 0 - value.nano } : undefined;
}
export function negativeReader(of: Reader): Reader {
  return mapped(of, negated);
}

/** `each` of the values; undefined: none comes of it. */
export function mapped(of: Reader, each: (value: FieldValue) => Result): Reader {
  const list = new ValueList();
  return () => {
    list.clear();
    const from = of();
    for (let i = 0; i < from.count; i++) {
      const value = each(from.values[i]);
      if (value !== undefined) list.add(value);
    }
    return list;
  };
}

// Checked trees by hand, for tests of what comes after the checker.
import type { Field, FieldType, FieldValue } from '../../../src-main/dissect/contract/fields';
import type {
  ArithmeticOperator,
  ConstantOperand,
  FieldOperand,
  FunctionName,
  Kind,
  LayerRange,
  Operand,
  PatternOperand,
  Quantifier,
  Relation,
  SetItem,
  SliceRange,
  Test,
} from '../../../src-main/filter/language/tree';
import { ipv4Bytes, ipv6Bytes, macBytes } from '../../fixtures/make-packet';
import { fieldOf } from '../../fixtures/dissect-frame';

const NOWHERE = { at: 0, len: 0 };

export function kindOf(type: FieldType): Kind {
  switch (type) {
    case 'none':
      return 'none';
    case 'bool':
      return 'boolean';
    case 'protocol':
      return 'bytes';
    case 'float':
      return 'double';
    case 'double':
    case 'string':
    case 'bytes':
    case 'ether':
    case 'ipv4':
    case 'ipv6':
    case 'abstime':
    case 'reltime':
      return type;
    default:
      return 'integer';
  }
}

export function f(field: string | Field, more: Partial<FieldOperand> = {}): FieldOperand {
  const known = typeof field === 'string' ? fieldOf(field) : field;
  const valueKind = more.raw ? 'bytes' : more.asName ? 'string' : kindOf(known.type);
  return { ...NOWHERE, kind: 'field', field: known, layers: [], raw: false, asName: false, valueKind, ...more };
}
export const layer = (field: string, ...layers: LayerRange[]): FieldOperand => f(field, { layers });

export const constant = (type: FieldType, values: readonly FieldValue[], prefix = -1): ConstantOperand => ({
  ...NOWHERE,
  kind: 'constant',
  type,
  values,
  prefix,
  text: '',
  valueKind: kindOf(type),
});
export const n = (...values: (number | bigint)[]): ConstantOperand => constant('uint32', values);
export const b = (...bytes: number[]): ConstantOperand => constant('bytes', [Uint8Array.from(bytes)]);
export const s = (text: string): ConstantOperand => constant('string', [text]);
export const time = (sec: number, nano = 0): ConstantOperand => constant('reltime', [{ sec, nano }]);
export const mac = (text: string): ConstantOperand => constant('ether', [Uint8Array.from(macBytes(text))]);
export function ip(text: string): ConstantOperand {
  const [address, prefix = '-1'] = text.split('/');
  const four = !address.includes(':');
  const bytes = Uint8Array.from(four ? ipv4Bytes(address) : ipv6Bytes(address));
  return constant(four ? 'ipv4' : 'ipv6', [bytes], Number(prefix));
}
export const pattern = (source: string): PatternOperand => ({
  ...NOWHERE,
  kind: 'pattern',
  source,
  valueKind: 'string',
});

const size = (start: number, length: number | null = 1): SliceRange => ({ start, length });
/** `[start, length]`; length null: to the end */
export const slice = (of: Operand, ...ranges: [number, (number | null)?][]): Operand => ({
  ...NOWHERE,
  kind: 'slice',
  of,
  ranges: ranges.map(([start, length]) => size(start, length)),
  valueKind: of.valueKind === 'string' ? 'string' : 'bytes',
});

const RESULT: Partial<Record<FunctionName, Kind>> = {
  len: 'integer',
  count: 'integer',
  ip_special_mask: 'integer',
  upper: 'string',
  lower: 'string',
  string: 'string',
  vals: 'string',
  dec: 'string',
  hex: 'string',
  ip_special_name: 'string',
  ip_linklocal: 'boolean',
  ip_multicast: 'boolean',
  ip_rfc1918: 'boolean',
  ip_ula: 'boolean',
};
export const call = (name: FunctionName, ...args: Operand[]): Operand => ({
  ...NOWHERE,
  kind: 'call',
  name,
  args,
  valueKind: RESULT[name] ?? args[0].valueKind,
});
export const arithmetic = (left: Operand, operator: ArithmeticOperator, right: Operand): Operand => ({
  ...NOWHERE,
  kind: 'arithmetic',
  operator,
  left,
  right,
  valueKind: left.valueKind,
});
export const minus = (of: Operand): Operand => ({ ...NOWHERE, kind: 'negative', of, valueKind: of.valueKind });

export function compare(left: Operand, relation: Relation, right: Operand, quantifier?: Quantifier): Test {
  const usual = relation === 'ne' ? 'all' : 'any';
  return { ...NOWHERE, kind: 'compare', relation, quantifier: quantifier ?? usual, left, right };
}
export const exists = (operand: Operand): Test => ({ ...NOWHERE, kind: 'exists', operand });
export const truth = (operand: Operand): Test => ({ ...NOWHERE, kind: 'truth', operand });
export const not = (of: Test): Test => ({ ...NOWHERE, kind: 'not', of });
export const join = (left: Test, kind: 'and' | 'or' | 'xor', right: Test): Test => ({ ...NOWHERE, kind, left, right });
/** Items: a value, or a range of two. */
export function isIn(operand: Operand, items: (Operand | [Operand, Operand])[], quantifier: Quantifier = 'any'): Test {
  const item = (one: Operand | [Operand, Operand]): SetItem =>
    Array.isArray(one) ? { ...NOWHERE, low: one[0], high: one[1] } : { ...NOWHERE, low: one, high: null };
  return { ...NOWHERE, kind: 'in', quantifier, operand, items: items.map(item) };
}

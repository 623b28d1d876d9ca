// A display filter after its check: what it tests, with the types settled. The checker makes it out of the parsed text; the
// evaluation, the plan over columns, the coach and the translation to capture filters read it.
// Meaning of the operators: Wireshark 4.4 (its User's Guide, "Building Display Filter Expressions").
import type { Field, FieldType, FieldValue } from '../../dissect/contract/fields';

/** Where a node stands in the text: UTF-16 offset and length. After a macro was put in: the place of the macro. */
export interface Span {
  readonly at: number;
  readonly len: number;
}

/** `any`: one pair of values is enough. `all`: every pair. Either is false when one side has no value. */
export type Quantifier = 'any' | 'all';
export type Relation = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'contains' | 'matches';

export type Test = Span &
  (
    | { readonly kind: 'and' | 'or' | 'xor'; readonly left: Test; readonly right: Test }
    | { readonly kind: 'not'; readonly of: Test }
    /** there is a value; of a slice: the bytes are there */
    | { readonly kind: 'exists'; readonly operand: Operand }
    /**
     * `==` any eq, `!=` all ne, `===` all eq, `!==` any ne, others any unless the text says `all`. A chain `a < b < c` is an `and`
     * of two of these.
     */
    | {
        readonly kind: 'compare';
        readonly relation: Relation;
        readonly quantifier: Quantifier;
        readonly left: Operand;
        readonly right: Operand;
      }
    /** one of the values lies in the set (`all`: every one); `not in` is a `not` around it */
    | {
        readonly kind: 'in';
        readonly quantifier: Quantifier;
        readonly operand: Operand;
        readonly items: readonly SetItem[];
      }
    /** `len(x)`, `ip.ttl & 1` alone: there is a value, and one of them is not zero */
    | { readonly kind: 'truth'; readonly operand: Operand }
  );

/** A value, or a range with both ends in it. Both are constants, or operands of any kind as 4.4 allows. */
export interface SetItem extends Span {
  readonly low: Operand;
  /** null: a single value */
  readonly high: Operand | null;
}

/** How values of an operand are compared: integers of any width are one kind. */
export type Kind =
  | 'integer' // number or bigint
  | 'boolean'
  | 'double'
  | 'string'
  | 'bytes' // bytes, protocols, ether where it meets bytes
  | 'ether'
  | 'ipv4'
  | 'ipv6'
  | 'abstime'
  | 'reltime'
  | 'none';

interface OperandBase extends Span {
  /** of the operand's values */
  readonly valueKind: Kind;
}

/** A range of layers, 1 the outermost; negative counts from the innermost. `to` null: one layer; Infinity: open end. */
export interface LayerRange {
  readonly from: number;
  readonly to: number | null;
}

export interface FieldOperand extends OperandBase {
  readonly kind: 'field';
  readonly field: Field;
  /** `ip.addr#2`: which layers of the field's protocol; empty: all */
  readonly layers: readonly LayerRange[];
  /** `@ip.src`: the bytes that the value was read from */
  readonly raw: boolean;
  /** a number that is to be compared by its name: `tls.handshake.type == "Client Hello"` matched as text (contains, matches) */
  readonly asName: boolean;
}

/** `[start:length]`; negative `start` counts from the end; `length` null: to the end. In bytes, or in characters of a string. */
export interface SliceRange {
  readonly start: number;
  readonly length: number | null;
}
export interface SliceOperand extends OperandBase {
  readonly kind: 'slice';
  readonly of: Operand;
  /** joined in this order */
  readonly ranges: readonly SliceRange[];
}

export type FunctionName =
  | 'len'
  | 'count'
  | 'upper'
  | 'lower'
  | 'string'
  | 'max'
  | 'min'
  | 'abs'
  | 'vals'
  | 'dec'
  | 'hex'
  | 'ip_special_name'
  | 'ip_special_mask'
  | 'ip_linklocal'
  | 'ip_multicast'
  | 'ip_rfc1918'
  | 'ip_ula';
export interface CallOperand extends OperandBase {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Operand[];
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&';
export interface ArithmeticOperand extends OperandBase {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Operand;
  readonly right: Operand;
}
export interface NegativeOperand extends OperandBase {
  readonly kind: 'negative';
  readonly of: Operand;
}

/** A literal, converted to the type of what it is compared with, or the values that a field reference stood for. */
export interface ConstantOperand extends OperandBase {
  readonly kind: 'constant';
  readonly type: FieldType;
  /** one value; of a field reference: those of the selected frame, maybe none */
  readonly values: readonly FieldValue[];
  /** bits of a network (`ip.addr == 10.0.0.0/8`), -1: a whole address */
  readonly prefix: number;
  /** as it was written, for printing */
  readonly text: string;
}
/** The right side of `matches`. */
export interface PatternOperand extends OperandBase {
  readonly kind: 'pattern';
  /** the regular expression as written, with `(?-i)` and the like in it; without such: case does not matter */
  readonly source: string;
}

export type Operand =
  FieldOperand | SliceOperand | CallOperand | ArithmeticOperand | NegativeOperand | ConstantOperand | PatternOperand;

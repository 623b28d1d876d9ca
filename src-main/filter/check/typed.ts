// What the checker knows of an operand beyond its tree: its type, and the field whose values have names.
import type { Field, FieldType, FieldValue } from '../../dissect/contract/fields';
import type { FilterMacro } from '../../ipc/contracts/filter-contract';
import type { Wanted } from './literal';
import { mistake, replace, say, type Edit, type FilterError } from '../language/mistake';
import type { OperandNode } from '../language/syntax';
import type { LayerRange, Operand, Span } from '../language/tree';
import { unknownField } from './known-names';

export interface FilterEnvironment {
  readonly macros: readonly FilterMacro[];
  /** Values of a field in the selected frame (of these layers, the bytes of it), null: none is selected. */
  reference(field: Field, layers: readonly LayerRange[], raw: boolean): readonly FieldValue[] | null;
}

/** An operand whose type is known. */
export interface Typed {
  readonly operand: Operand;
  readonly type: FieldType;
  /** the field that the values are of, for the names of values; null: computed */
  readonly field: Field | null;
  /** of bytes or text: meets both */
  readonly slice: boolean;
}

/** The checker of operands, for the parts that it is made of. */
export interface OperandChecker {
  /** whether it has a type of its own: a field is in it, or a function's result */
  hasType(node: OperandNode): boolean;
  typed(node: OperandNode): Typed;
  /** the value of a literal, or of arithmetic with literals, as that type */
  constant(node: OperandNode, wanted: Wanted): Operand;
}

/** As it was written, for messages. */
export function nodeText(node: OperandNode): string {
  switch (node.kind) {
    case 'word':
      return `${node.raw ? '@' : ''}${node.role === 'value' ? ':' : ''}${node.text}`;
    case 'call':
      return `${node.name}(…)`;
    case 'slice':
      return `${nodeText(node.of)}[…]`;
    case 'arithmetic':
      return `${nodeText(node.left)} ${node.operator} ${nodeText(node.right)}`;
    case 'negative':
      return `-${nodeText(node.of)}`;
    default:
      return node.text;
  }
}

/** The first word in an operand that was probably meant to be a field's name. */
export function nameIn(node: OperandNode): Extract<OperandNode, { kind: 'word' }> | null {
  switch (node.kind) {
    case 'word':
      return node.role === 'either' && /^[A-Za-z_]/.test(node.text) ? node : null;
    case 'slice':
    case 'negative':
      return nameIn(node.of);
    case 'arithmetic':
      return nameIn(node.left) ?? nameIn(node.right);
    case 'call':
      return node.args.map(nameIn).find((found) => found !== null) ?? null;
    default:
      return null;
  }
}

export function noSuchField(name: string, span: Span, at: number = span.at): FilterError {
  const unknown = unknownField(name);
  const edits: Edit[] = unknown.instead === null ? [] : [replace({ at, len: name.length }, unknown.instead)];
  return mistake(unknown.kind, span, unknown.reason, { ...(unknown.hint ? { hint: unknown.hint } : {}), edits });
}

export const wrongType = (
  span: Span,
  text: string,
  operator: string,
  type: FieldType,
  edits: Edit[] = [],
): FilterError => mistake('type', span, say('filter.noSuchOperation', { text, operator, type }), { edits });

// `==`, `!=`, `<` … : which types can be compared, and what the literal on one side is.
import type { Operands } from './check-operand';
import { portOf } from './literal';
import { parseBytes } from './literal-bytes';
import { mistake, replace, say, spanOf, type FilterError } from '../language/mistake';
import type { Comparison, OperandNode, TestNode } from '../language/syntax';
import type { ConstantOperand, FieldOperand, Operand, Quantifier, Relation, Test } from '../language/tree';
import { nameIn, noSuchField, nodeText, type Typed } from './typed';
import { quotedText } from '../language/text-escapes';
import { comparable } from './types';
import { hasNames, valuesNamed } from './value-names';
import { valueName, type FieldType } from '../../dissect/contract/fields';

type CompareNode = Extract<TestNode, { kind: 'compare' }>;

const MEANING: Readonly<Record<Comparison, readonly [Relation, Quantifier]>> = {
  eq: ['eq', 'any'],
  ne: ['ne', 'all'],
  all_eq: ['eq', 'all'],
  any_ne: ['ne', 'any'],
  gt: ['gt', 'any'],
  ge: ['ge', 'any'],
  lt: ['lt', 'any'],
  le: ['le', 'any'],
};

/** The two sides of a relation as operands that are compared as the same kind of value. */
export interface Sides {
  readonly left: Operand;
  readonly right: Operand;
}

/** The same operand, with its values taken as that kind: ether as bytes, text as its UTF-8 bytes, a bool as an integer. */
const taken = (operand: Operand, valueKind: Operand['valueKind']): Operand =>
  operand.valueKind === valueKind ? operand : { ...operand, valueKind };

/** Two typed operands made to be of one kind. */
export function sameKind(left: Typed, right: Typed): Sides {
  const kinds = [left.operand.valueKind, right.operand.valueKind];
  if (kinds[0] === kinds[1]) return { left: left.operand, right: right.operand };
  const kind = kinds.includes('boolean') ? 'integer' : 'bytes';
  return { left: taken(left.operand, kind), right: taken(right.operand, kind) };
}

/** A slice of text beside bytes, as in `frame.protocols[0:3] == 65:74:68`: both are bytes. */
export function bytesOfSlice(typed: Typed, literal: OperandNode): Typed {
  if (!typed.slice || typed.type !== 'string' || literal.kind !== 'word' || !parseBytes(literal.text)) return typed;
  return { ...typed, type: 'bytes', operand: taken(typed.operand, 'bytes') };
}

/** A constant that stands for several values, because a name is not unique: then the names are compared. */
export function byName(operand: Operand, constant: Operand): Sides | null {
  if (constant.kind !== 'constant' || constant.values.length < 2 || operand.kind !== 'field') return null;
  const [value] = constant.values;
  const name = typeof value === 'number' ? valueName(operand.field.values, value) : undefined;
  if (name === undefined) return null;
  const field: FieldOperand = { ...operand, asName: true, valueKind: 'string' };
  const text: ConstantOperand = { ...constant, type: 'string', values: [name], valueKind: 'string' };
  return { left: field, right: text };
}

function noOperation(node: OperandNode, operator: string, type: FieldType): FilterError {
  return mistake('type', node, say('filter.noSuchOperation', { text: nodeText(node), operator, type }), {
    ...(type === 'none' ? { hint: say('filter.hint.exists', { text: nodeText(node) }) } : {}),
  });
}

/** Neither side depends on the packet: a name that is none, or two values. */
function nothingTyped(left: OperandNode, right: OperandNode, operands: Operands): Error {
  const name = nameIn(left) ?? nameIn(right);
  if (name) return noSuchField(name.text, name);
  for (const side of [left, right]) if (side.kind === 'slice') return operands.notTyped(side.of);
  return mistake('constant', spanOf(left, right), say('filter.constant'), { hint: say('filter.hint.constant') });
}

function pair(node: CompareNode, i: number, operands: Operands): Sides {
  const { text, comparison } = node.operators[i];
  const left = node.operands[i];
  const right = node.operands[i + 1];
  const leftTyped = operands.hasType(left);
  const rightTyped = operands.hasType(right);
  if (!leftTyped && !rightTyped) throw nothingTyped(left, right, operands);
  if (leftTyped && rightTyped) {
    const first = operands.typed(left);
    const second = operands.typed(right);
    if (first.type === 'none') throw noOperation(left, text, first.type);
    if (!comparable(first.type, second.type, first.slice || second.slice)) {
      const args = { left: nodeText(left), right: nodeText(right), leftType: first.type, rightType: second.type };
      // `ip.proto == tcp`: the protocol stands in front of the value's name
      const name =
        right.kind === 'word' && first.field && hasNames(first.field) && valuesNamed(first.field, right.text).length;
      // `udp.port == dns`: of the service
      const service = right.kind === 'word' ? portOf(first.field, right.text) : null;
      const instead = name ? quotedText(nodeText(right)) : service;
      throw mistake('type', right, say('filter.notComparable', args), {
        edits: instead !== null ? [replace(right, String(instead))] : [],
      });
    }
    return sameKind(first, second);
  }
  const side = leftTyped ? left : right;
  const literal = leftTyped ? right : left;
  const typed = bytesOfSlice(operands.typed(side), literal);
  if (typed.type === 'none') throw noOperation(side, text, typed.type);
  const constant = operands.constant(literal, typed);
  const named = byName(typed.operand, constant);
  if (named && comparison !== 'eq' && comparison !== 'ne' && comparison !== 'all_eq' && comparison !== 'any_ne')
    throw mistake('value', literal, say('filter.nameNotUnique', { text: nodeText(literal) }));
  const sides = named ?? { left: typed.operand, right: constant };
  return leftTyped ? sides : { left: sides.right, right: sides.left };
}

/** One test for each operator of a chain. */
export function compareOperands(node: CompareNode, operands: Operands): Test[] {
  return node.operators.map(({ comparison }, i) => {
    const { left, right } = pair(node, i, operands);
    const [relation, quantifier] = MEANING[comparison];
    const from = node.operands[i];
    const span = node.operators.length === 1 ? { at: node.at, len: node.len } : spanOf(from, node.operands[i + 1]);
    return { kind: 'compare', relation, quantifier: node.quantifier ?? quantifier, left, right, ...span };
  });
}

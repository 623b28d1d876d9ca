// Arithmetic: which types an operator takes, and what type comes out.
//   integers, doubles   + - * / %, integers & too
//   addresses, bytes    & with the same type
//   durations           + - with durations, * / with a number on the right
//   dates               + - with durations; a date less a date is a duration
import type { FieldType } from '../../dissect/contract/fields';
import type { Wanted } from './literal';
import { networkOf } from './literal-address';
import { mistake, replace, say, type FilterError } from '../language/mistake';
import type { OperandNode } from '../language/syntax';
import type { ArithmeticOperand, Operand } from '../language/tree';
import { nodeText, wrongType, type OperandChecker, type Typed } from './typed';
import { canCalculate, comparable, isFloating, isInteger, kindOf, largest } from './types';

type ArithmeticNode = Extract<OperandNode, { kind: 'arithmetic' }>;

/** The operator does not take this type. `tcp & ip` meant `&&`. */
function refused(node: ArithmeticNode, side: OperandNode, type: FieldType): FilterError {
  const edits = node.operator === '&' ? [replace(node.operatorSpan, '&&')] : [];
  if (node.operator === '&' && (type === 'protocol' || type === 'bool' || type === 'none'))
    return mistake('type', side, say('filter.noSuchOperation', { text: nodeText(side), operator: '&', type }), {
      hint: say('filter.hint.write', { text: '&&' }),
      edits,
    });
  return wrongType(side, nodeText(side), node.operator, type, edits);
}

/** A number that a duration is multiplied with: whole, or with decimals. */
const SCALAR: Wanted = { type: 'double', field: null };

function literalType(node: ArithmeticNode, left: Typed): Wanted {
  const { type } = left;
  if (type === 'reltime' && (node.operator === '*' || node.operator === '/')) return SCALAR;
  if (type === 'abstime') return { type: 'reltime', field: null };
  return { type, field: null };
}

/** Type of the result; null: the two do not go together. */
function resultType(node: ArithmeticNode, left: FieldType, right: FieldType, slice: boolean): FieldType | null {
  const { operator } = node;
  if (isInteger(left) && isInteger(right)) return largest(left) >= largest(right) ? left : right;
  if (left === 'abstime') {
    if (right === 'reltime') return 'abstime';
    return right === 'abstime' && operator === '-' ? 'reltime' : null;
  }
  if (left === 'reltime' && (operator === '*' || operator === '/'))
    return isInteger(right) || isFloating(right) ? 'reltime' : null;
  if (operator === '&' && comparable(left, right, slice)) return left;
  return left === right ? left : null;
}

function operandOf(node: ArithmeticNode, left: Operand, right: Operand, type: FieldType): ArithmeticOperand {
  const { operator, at, len } = node;
  return { kind: 'arithmetic', operator, left, right, valueKind: kindOf(type), at, len };
}

/** Arithmetic with a field in it. */
export function checkArithmetic(node: ArithmeticNode, operands: OperandChecker): Typed {
  const { left, right } = node;
  if (!operands.hasType(left)) {
    // `1 + tcp.len`: the literal is of the field's type
    const typed = operands.typed(right);
    if (!canCalculate(node.operator, typed.type)) throw refused(node, right, typed.type);
    const constant = operands.constant(left, { type: typed.type, field: null });
    return {
      operand: operandOf(node, constant, typed.operand, typed.type),
      type: typed.type,
      field: null,
      slice: typed.slice,
    };
  }
  const first = operands.typed(left);
  if (!canCalculate(node.operator, first.type)) throw refused(node, left, first.type);
  if (!operands.hasType(right)) {
    if (right.kind === 'string' && kindOf(first.type) !== 'bytes') throw stringOperand(right);
    const constant = operands.constant(right, literalType(node, first));
    return {
      operand: operandOf(node, first.operand, constant, first.type),
      type: first.type,
      field: null,
      slice: first.slice,
    };
  }
  const second = operands.typed(right);
  const slice = first.slice || second.slice;
  const type = resultType(node, first.type, second.type, slice);
  if (type === null) {
    if (!canCalculate(node.operator, second.type)) throw refused(node, right, second.type);
    const args = { left: nodeText(left), right: nodeText(right), leftType: first.type, rightType: second.type };
    throw mistake('type', right, say('filter.notComparable', args));
  }
  return { operand: operandOf(node, first.operand, second.operand, type), type, field: null, slice };
}

const stringOperand = (node: Extract<OperandNode, { kind: 'string' }>): FilterError => {
  const inside = new TextDecoder().decode(node.bytes);
  const edits = /^[\w.]+$/.test(inside) ? [replace(node, inside)] : [];
  return mistake('type', node, say('filter.stringForNumber', { text: node.text }), { edits });
};

/** Arithmetic with literals only, of the type that it is compared with. */
export function constantArithmetic(node: ArithmeticNode, wanted: Wanted, operands: OperandChecker): Operand {
  const { type } = wanted;
  const { left: low, right: high } = node;
  if (type === 'ipv4' && node.operator === '/' && low.kind === 'word' && high.kind === 'word') {
    const network = networkOf(low.text, high.text);
    throw mistake('value', node, say('filter.notIpv4', { text: `${low.text}/${high.text}` }), {
      hint: say('filter.hint.ipv4'),
      edits: network === null ? [] : [replace(node, network)],
    });
  }
  // an interface behind an address: packets do not know it
  if (type === 'ipv6' && node.operator === '%' && low.kind === 'word')
    throw mistake('value', node, say('filter.notIpv6', { text: nodeText(node).replaceAll(' ', '') }), {
      hint: say('filter.hint.ipv6'),
      edits: [replace(node, low.text)],
    });
  if (!canCalculate(node.operator, type)) throw wrongType(node, nodeText(node), node.operator, type);
  const plain: Wanted = { type, field: null };
  const left = operands.constant(node.left, plain);
  const scalar = type === 'reltime' && (node.operator === '*' || node.operator === '/');
  const right = operands.constant(
    node.right,
    scalar ? SCALAR : type === 'abstime' ? { type: 'reltime', field: null } : plain,
  );
  return operandOf(node, left, right, type);
}

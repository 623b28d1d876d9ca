// `contains` and `matches`: in text and bytes; in the names of values, where a field has them (since 4.4).
import type { Operands } from './check-operand';
import { bytesOfSlice, sameKind } from './check-compare';
import { mistake, replace, say } from '../language/mistake';
import type { OperandNode, TestNode } from '../language/syntax';
import { checkPattern } from '../pattern/pattern';
import { patternOf } from '../language/pattern-text';
import { quotedText } from '../language/text-escapes';
import type { FieldOperand, Operand, Test } from '../language/tree';
import { nodeText, wrongType, type Typed } from './typed';
import { canBeSearched, comparable, isAddress, isInteger } from './types';
import { hasNames } from './value-names';

type SearchNode = Extract<TestNode, { kind: 'search' }>;

/** The left side as what can be searched: as it is, or the names of its values. */
function searched(node: SearchNode, operands: Operands): Typed {
  const { left, text } = node;
  const typed = operands.typed(left);
  if (canBeSearched(typed.type)) return typed;
  const { operand, field, type } = typed;
  if (operand.kind === 'field' && field && hasNames(field)) {
    const named: FieldOperand = { ...operand, asName: true, valueKind: 'string' };
    return { operand: named, type: 'string', field: null, slice: false };
  }
  if (left.kind !== 'word' || !(isInteger(type) || isAddress(type))) throw wrongType(left, nodeText(left), text, type);
  const asText = `string(${nodeText(left)})`;
  const right = node.right.kind === 'string' ? null : node.right;
  throw mistake('type', left, say('filter.noSuchOperation', { text: nodeText(left), operator: text, type }), {
    hint: say('filter.hint.write', { text: asText }),
    edits: [replace(left, asText), ...(right ? [replace(right, quotedText(nodeText(right)))] : [])],
  });
}

function pattern(node: OperandNode): Operand {
  if (node.kind !== 'string')
    throw mistake('pattern', node, say('filter.patternString', { text: nodeText(node) }), {
      edits: node.kind === 'word' || node.kind === 'char' ? [replace(node, quotedText(nodeText(node)))] : [],
    });
  const source = patternOf(node.bytes);
  const verdict = checkPattern(source);
  if (!verdict.ok) {
    // without escapes the pattern stands in the filter as it is
    const from = node.text.length === node.len ? node.text.indexOf(source) : -1;
    const span = from < 0 ? node : { at: node.at + from + verdict.at, len: verdict.len };
    throw mistake('pattern', span, verdict.message);
  }
  return { kind: 'pattern', source, valueKind: 'string', at: node.at, len: node.len };
}

export function searchOperands(node: SearchNode, operands: Operands): Test {
  const { relation, left, right, at, len } = node;
  const quantifier = node.quantifier ?? 'any';
  const made = (from: Operand, to: Operand): Test => ({
    kind: 'compare',
    relation,
    quantifier,
    left: from,
    right: to,
    at,
    len,
  });
  if (!operands.hasType(left)) throw operands.notTyped(left);
  const found = searched(node, operands);
  if (relation === 'matches') return made(found.operand, pattern(right));
  if (!operands.hasType(right)) {
    const first = bytesOfSlice(found, right);
    // a part of an address is bytes
    const part = first.type === 'ether' && right.kind === 'word';
    const constant = operands.constant(right, { type: part ? 'bytes' : first.type, field: null });
    return made(part ? { ...first.operand, valueKind: 'bytes' } : first.operand, constant);
  }
  const second = operands.typed(right);
  if (!comparable(found.type, second.type, found.slice || second.slice)) {
    const args = { left: nodeText(left), right: nodeText(right), leftType: found.type, rightType: second.type };
    throw mistake('type', right, say('filter.notComparable', args));
  }
  const sides = sameKind(found, second);
  return made(sides.left, sides.right);
}

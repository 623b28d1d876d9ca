// `in { … }`.
import type { Operands } from './check-operand';
import { mistake, replace, say } from '../language/mistake';
import type { OperandNode, SetNode, TestNode } from '../language/syntax';
import type { Operand, SetItem, Test } from '../language/tree';
import { nodeText, wrongType, type Typed } from './typed';
import { comparable, isInteger } from './types';

type InNode = Extract<TestNode, { kind: 'in' }>;

function member(node: OperandNode, of: Typed, operands: Operands): Operand {
  if (!operands.hasType(node)) {
    const range = node.kind === 'word' && isInteger(of.type) ? /^(\d+)-(\d+)$/.exec(node.text) : null;
    if (range) {
      const [text, from, to] = range;
      throw mistake('set', node, say('filter.setRange', { text }), {
        hint: say('filter.hint.write', { text: `${from}..${to}` }),
        edits: [replace(node, `${from}..${to}`)],
      });
    }
    return operands.constant(node, of);
  }
  const typed = operands.typed(node);
  if (!comparable(of.type, typed.type, of.slice || typed.slice))
    throw mistake('type', node, say('filter.notMember', { text: nodeText(node), type: typed.type, ofType: of.type }));
  return typed.operand.valueKind === of.operand.valueKind
    ? typed.operand
    : { ...typed.operand, valueKind: of.operand.valueKind };
}

/** A name that stands for several values is as many items. */
function itemsOf({ low, high, at, len }: SetNode, of: Typed, operands: Operands): SetItem[] {
  const from = member(low, of, operands);
  const to = high ? member(high, of, operands) : null;
  const several = from.kind === 'constant' && low.kind !== 'reference' && from.values.length > 1;
  if (!several && !(to?.kind === 'constant' && high?.kind !== 'reference' && to.values.length > 1))
    return [{ low: from, high: to, at, len }];
  if (to) throw mistake('value', low, say('filter.nameNotUnique', { text: nodeText(low) }));
  return from.kind === 'constant'
    ? from.values.map((value) => ({ low: { ...from, values: [value] }, high: null, at, len }))
    : [];
}

export function checkMembership(node: InNode, operands: Operands): Test {
  const { operand: left, at, len } = node;
  if (!operands.hasType(left)) throw operands.notTyped(left);
  const typed = operands.typed(left);
  if (typed.type === 'none') throw wrongType(left, nodeText(left), 'in', typed.type);
  if (typed.operand.kind === 'constant')
    throw mistake('constant', left, say('filter.notField', { text: nodeText(left) }));
  const items = node.items.flatMap((item) => itemsOf(item, typed, operands));
  const test: Test = { kind: 'in', quantifier: node.quantifier ?? 'any', operand: typed.operand, items, at, len };
  return node.negative ? { kind: 'not', of: test, at, len } : test;
}

// Syntax tree -> checked tree (tree.ts): fields, types, literals as values. Knows the fields, and nothing of text.
import { Operands } from './check-operand';
import { compareOperands } from './check-compare';
import { searchOperands } from './check-search';
import { checkMembership } from './check-set';
import { bareValue } from './bare-value';
import { mistake, say, spanOf } from '../language/mistake';
import type { Source } from '../language/source';
import type { OperandNode, TestNode } from '../language/syntax';
import { joined } from '../language/tests';
import type { Test } from '../language/tree';
import { nodeText, type FilterEnvironment } from './typed';

/** Joins tests in their order, as a tree that is no deeper than it must be: filters of thousands of tests are walked by recursion. */
function join(kind: 'and' | 'or' | 'xor', parts: readonly Test[]): Test {
  const tests = parts.flatMap((part) => joined(kind, part));
  const half = (from: number, to: number): Test => {
    if (to - from === 1) return tests[from];
    const middle = (from + to) >> 1;
    const left = half(from, middle);
    const right = half(middle, to);
    return { kind, left, right, ...spanOf(left, right) };
  };
  return half(0, tests.length);
}

class Checker {
  private readonly operands: Operands;

  constructor(
    environment: FilterEnvironment,
    private readonly source: Source,
  ) {
    this.operands = new Operands(environment);
  }

  test(node: TestNode): Test {
    switch (node.kind) {
      case 'and':
      case 'or':
      case 'xor':
        return this.joined(node.kind, node.items);
      case 'not': {
        const of = this.test(node.of);
        return { kind: 'not', of, at: node.at, len: node.len };
      }
      case 'alone':
        return this.alone(node.operand);
      case 'compare':
        return join('and', compareOperands(node, this.operands));
      case 'search':
        return searchOperands(node, this.operands);
      case 'in':
        return checkMembership(node, this.operands);
    }
  }

  private joined(kind: 'and' | 'or' | 'xor', items: readonly TestNode[]): Test {
    const tests = items.map((item, i) => {
      // `tcp.port == 80 or 443`
      const bare = kind === 'xor' ? null : bareValue(kind, items, i, this.operands, this.source);
      if (bare) throw bare;
      return this.test(item);
    });
    return join(kind, tests);
  }

  private alone(node: OperandNode): Test {
    const { at, len } = node;
    if (!this.operands.hasType(node)) {
      if (node.kind === 'call') this.operands.typed(node); // says what is wrong with it
      throw this.operands.notTyped(node);
    }
    const { operand } = this.operands.typed(node);
    if (operand.kind === 'constant')
      throw mistake('constant', node, say('filter.notField', { text: nodeText(node) }), {
        hint: say('filter.hint.constant'),
      });
    if (operand.kind === 'field' || operand.kind === 'slice') return { kind: 'exists', operand, at, len };
    return { kind: 'truth', operand, at, len };
  }
}

/** The checked tree. Throws FilterError. */
export const check = (node: TestNode, environment: FilterEnvironment, source: Source): Test =>
  new Checker(environment, source).test(node);

// Checked tree -> text of a display filter, with no bracket more than needed. Compiled again, it gives the same tree.
import { asPattern } from './pattern-text';
import { layersText, slicesText } from './ranges';
import type { ArithmeticOperator, Operand, Quantifier, Relation, SetItem, Test } from './tree';

/** How tightly a test binds; brackets stand around what binds less than its surroundings ask for. */
const BINDS: Readonly<Record<Test['kind'], number>> = {
  or: 1,
  xor: 2,
  and: 3,
  not: 4,
  exists: 5,
  compare: 5,
  in: 5,
  truth: 5,
};
const OPERATOR_BINDS: Readonly<Record<ArithmeticOperator, number>> = { '&': 1, '+': 2, '-': 2, '*': 3, '/': 3, '%': 3 };
const UNARY = 4;
const PRIMARY = 5;

/** As they are written, without a quantifier. */
export const RELATION_SIGNS: Readonly<Record<Relation, string>> = {
  eq: '==',
  ne: '!=',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
  contains: 'contains',
  matches: 'matches',
};

/** Sign of a relation with its quantifier, and `all` in front where no sign says it. */
function signOf(relation: Relation, quantifier: Quantifier): { prefix: string; sign: string } {
  if (relation === 'eq') return { prefix: '', sign: quantifier === 'all' ? '===' : '==' };
  if (relation === 'ne') return { prefix: '', sign: quantifier === 'all' ? '!=' : '!==' };
  return { prefix: quantifier === 'all' ? 'all ' : '', sign: RELATION_SIGNS[relation] };
}

function bindsOf(operand: Operand): number {
  if (operand.kind === 'arithmetic') return OPERATOR_BINDS[operand.operator];
  if (operand.kind === 'negative') return UNARY;
  return operand.kind === 'constant' && operand.text.startsWith('-') ? UNARY : PRIMARY;
}

function within(operand: Operand, least: number): string {
  const text = printOperand(operand);
  return bindsOf(operand) < least ? `{${text}}` : text;
}

/** An operand as a filter writes it. */
export function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'field':
      return `${operand.raw ? '@' : ''}${operand.field.abbrev}${layersText(operand.layers)}`;
    case 'constant':
      return operand.text;
    case 'pattern':
      return asPattern(operand.source);
    case 'slice':
      return within(operand.of, PRIMARY) + slicesText(operand.ranges);
    case 'call':
      return `${operand.name}(${operand.args.map(printOperand).join(', ')})`;
    case 'negative':
      return `-${within(operand.of, UNARY)}`;
    case 'arithmetic': {
      const binds = OPERATOR_BINDS[operand.operator];
      // operators of one rank group from the left
      return `${within(operand.left, binds)} ${operand.operator} ${within(operand.right, binds + 1)}`;
    }
  }
}

function itemText({ low, high }: SetItem): string {
  if (!high) return printOperand(low);
  const [from, to] = [printOperand(low), printOperand(high)];
  return /^\w+$/.test(from) && /^\w+$/.test(to) ? `${from}..${to}` : `${from} .. ${to}`;
}

function setText(items: readonly SetItem[]): string {
  // a name of several values stands once
  const written = items.filter((item, i) => {
    const before = items.at(i - 1);
    return i === 0 || before?.at !== item.at || before.len !== item.len || itemText(before) !== itemText(item);
  });
  return `{${written.map(itemText).join(', ')}}`;
}

function membership(test: Extract<Test, { kind: 'in' }>, word: string): string {
  return `${test.quantifier === 'all' ? 'all ' : ''}${printOperand(test.operand)} ${word} ${setText(test.items)}`;
}

function inside(test: Test, least: number): string {
  const text = printFilter(test);
  return BINDS[test.kind] < least ? `(${text})` : text;
}

/** The filter that a test is: `tcp.port == 80 and not ip.src == 10.0.0.0/8`. */
export function printFilter(test: Test): string {
  switch (test.kind) {
    case 'and':
    case 'or':
    case 'xor': {
      const binds = BINDS[test.kind];
      return `${inside(test.left, binds)} ${test.kind} ${inside(test.right, binds)}`;
    }
    case 'not':
      return test.of.kind === 'in' ? membership(test.of, 'not in') : `not ${inside(test.of, BINDS.not)}`;
    case 'in':
      return membership(test, 'in');
    case 'compare': {
      const { prefix, sign } = signOf(test.relation, test.quantifier);
      return `${prefix}${printOperand(test.left)} ${sign} ${printOperand(test.right)}`;
    }
    case 'exists':
    case 'truth':
      return printOperand(test.operand);
  }
}

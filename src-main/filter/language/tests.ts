// Walks over checked filters, for everybody who asks what one is made of: its tests, operands and fields. None of them recurses over
// `and` and `or`: a filter may be a list of thousands of tests.
import type { Field } from '../../dissect/contract/fields';
import type { ConstantOperand, Operand, Relation, Test } from './tree';

/** The field as it is: no slice, no chosen layers, no bytes. */
export const plainField = (operand: Operand): Field | null =>
  operand.kind === 'field' && !operand.raw && operand.layers.length === 0 ? operand.field : null;

const MIRRORED: Readonly<Record<Relation, Relation>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
  contains: 'contains',
  matches: 'matches',
};

/** A field compared with a literal, the field on the left. */
export interface Comparison {
  field: Field;
  /** as it was written */
  operand: Operand;
  relation: Relation;
  constant: ConstantOperand;
}
export function comparisonOf(test: Test): Comparison | null {
  if (test.kind !== 'compare') return null;
  const { left, right, relation } = test;
  const field = plainField(left);
  if (field && right.kind === 'constant') return { field, operand: left, relation, constant: right };
  const other = plainField(right);
  if (other && left.kind === 'constant')
    return { field: other, operand: right, relation: MIRRORED[relation], constant: left };
  return null;
}

/** The tests that `a and b and c` joins, in their order and however they are bracketed; a test of another kind alone. */
export function joined(kind: 'and' | 'or' | 'xor', test: Test): Test[] {
  const terms: Test[] = [];
  const open: Test[] = [test];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === kind) open.push(next.right, next.left);
    else terms.push(next);
  }
  return terms;
}

/** The fields that a test reads, each once; whether it asks for certain layers of one, and for the bytes of one. */
export function fieldsOf(test: Test | null): { fields: Field[]; layers: boolean; usesRaw: boolean } {
  const fields = new Set<Field>();
  let layers = false;
  let usesRaw = false;
  for (const operand of test ? operandsOf(test) : []) {
    if (operand.kind !== 'field') continue;
    fields.add(operand.field);
    layers ||= operand.layers.length > 0;
    usesRaw ||= operand.raw;
  }
  return { fields: [...fields], layers, usesRaw };
}

/** All operands of a test from left to right, each before those that it is made of. */
export function* operandsOf(test: Test): Generator<Operand> {
  const tests: Test[] = [test];
  for (let next = tests.pop(); next !== undefined; next = tests.pop()) {
    switch (next.kind) {
      case 'and':
      case 'or':
      case 'xor':
        tests.push(next.right, next.left);
        break;
      case 'not':
        tests.push(next.of);
        break;
      case 'compare':
        yield* inside(next.left);
        yield* inside(next.right);
        break;
      case 'in':
        yield* inside(next.operand);
        for (const { low, high } of next.items) {
          yield* inside(low);
          if (high !== null) yield* inside(high);
        }
        break;
      case 'exists':
      case 'truth':
        yield* inside(next.operand);
        break;
    }
  }
}
function* inside(operand: Operand): Generator<Operand> {
  const operands: Operand[] = [operand];
  for (let next = operands.pop(); next !== undefined; next = operands.pop()) {
    yield next;
    if (next.kind === 'slice' || next.kind === 'negative') operands.push(next.of);
    else if (next.kind === 'call') operands.push(...next.args);
    else if (next.kind === 'arithmetic') operands.push(next.right, next.left);
  }
}

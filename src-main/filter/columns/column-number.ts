// The commonest tests as plain functions of a number: `frame.len > 1000`, `tcp.len in {1..100, 1460}`.
import { columnField } from './column-fields';
import type { ColumnRow } from './column-row';
import type { Atom } from './column-judge';
import type { Operand, Relation } from '../language/tree';

/** The one number of a constant, or NaN. */
function numberOf(operand: Operand): number {
  if (operand.kind !== 'constant' || operand.values.length !== 1 || operand.prefix >= 0) return NaN;
  const [value] = operand.values;
  return typeof value === 'number' ? value : NaN;
}

function valueOf(operand: Operand): ((row: ColumnRow) => number) | null {
  if (operand.kind !== 'field' || operand.asName) return null;
  const known = columnField(operand.field);
  return known?.known === null ? known.number : null;
}

const FLIPPED: Partial<Record<Relation, Relation>> = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' };

function relationTest(relation: Relation | undefined, c: number): ((n: number) => boolean) | null {
  switch (relation) {
    case 'eq':
      return (n) => n === c;
    case 'ne':
      return (n) => n !== c;
    case 'gt':
      return (n) => n > c;
    case 'ge':
      return (n) => n >= c;
    case 'lt':
      return (n) => n < c;
    case 'le':
      return (n) => n <= c;
    default:
      return null;
  }
}

export interface NumberTest {
  value(row: ColumnRow): number;
  test(value: number): boolean;
}

/** The atom as a test of one field's only number, null where it is none. */
export function numberTest(atom: Atom): NumberTest | null {
  if (atom.kind === 'compare') {
    const flipped = atom.left.kind === 'constant';
    const value = valueOf(flipped ? atom.right : atom.left);
    const constant = numberOf(flipped ? atom.left : atom.right);
    const test = relationTest(flipped ? FLIPPED[atom.relation] : atom.relation, constant);
    return value && test && !Number.isNaN(constant) ? { value, test } : null;
  }
  if (atom.kind !== 'in') return null;
  const value = valueOf(atom.operand);
  const lows = atom.items.map(({ low }) => numberOf(low));
  const highs = atom.items.map(({ low, high }) => numberOf(high ?? low));
  if (!value || [...lows, ...highs].some(Number.isNaN)) return null;
  return { value, test: (n) => lows.some((low, i) => n >= low && n <= highs[i]) };
}

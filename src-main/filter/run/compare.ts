// Comparisons and sets: every value of one side with every value of the other. `any`: one pair is enough; `all`: every pair, and
// there has to be one. A side without a value makes either false.
import type { FieldType, FieldValue } from '../../dissect/contract/fields';
import { containsTest } from './contains';
import type { FilterSink } from './filter-sink';
import { matchesTest } from './matches';
import { orderOf, readerOf } from './operands';
import type { Operand, Quantifier, Relation, SetItem, Test } from '../language/tree';
import type { Check, Reader, ValueList } from './value-list';
import type { Order } from './values';

type Comparison = Test & { kind: 'compare' };
type Membership = Test & { kind: 'in' };
type Ordered = Exclude<Relation, 'contains' | 'matches'>;

export function compareTest(test: Comparison, sink: FilterSink): Check {
  const { relation, quantifier, left, right } = test;
  switch (relation) {
    case 'contains':
      return containsTest(left, right, quantifier, sink);
    case 'matches':
      return matchesTest(left, right, quantifier, sink);
    default:
      return numbersTest(relation, quantifier, left, right, sink) ?? pairsTest(relation, test, sink);
  }
}

const prefixOf = (operand: Operand): number => (operand.kind === 'constant' ? operand.prefix : -1);
/** The shorter of two networks counts. */
const shorter = (a: number, b: number): number => (a < 0 ? b : b < 0 ? a : Math.min(a, b));

function holds(relation: Ordered): (order: number) => boolean {
  switch (relation) {
    case 'eq':
      return (order) => order === 0;
    case 'ne':
      return (order) => order < 0 || order > 0;
    case 'gt':
      return (order) => order > 0;
    case 'ge':
      return (order) => order >= 0;
    case 'lt':
      return (order) => order < 0;
    case 'le':
      return (order) => order <= 0;
  }
}

function pairsTest(relation: Ordered, { quantifier, left, right }: Comparison, sink: FilterSink): Check {
  const order = orderOf(left.valueKind, shorter(prefixOf(left), prefixOf(right)));
  const accepts = holds(relation);
  const readLeft = readerOf(left, sink);
  const readRight = readerOf(right, sink);
  const all = quantifier === 'all';
  return () => {
    const a = readLeft();
    if (a.count === 0) return false;
    const b = readRight();
    if (b.count === 0) return false;
    for (let i = 0; i < a.count; i++)
      for (let k = 0; k < b.count; k++) if (accepts(order(a.values[i], b.values[k])) !== all) return !all;
    return all;
  };
}

/** Integers that need more than a double. */
const WIDE: ReadonlySet<FieldType> = new Set(['uint56', 'uint64', 'int64']);
/** A field whose values are all of type number: integers and booleans. */
const isNarrow = (operand: Operand): boolean =>
  operand.kind === 'field' &&
  !operand.raw &&
  !operand.asName &&
  (operand.valueKind === 'integer' || operand.valueKind === 'boolean') &&
  !WIDE.has(operand.field.type);

/** The usual case, numbers of a field with one constant, without reading any into a list. null: it is not that case. */
function numbersTest(
  relation: Ordered,
  quantifier: Quantifier,
  left: Operand,
  right: Operand,
  sink: FilterSink,
): Check | null {
  if (left.kind !== 'field' || left.layers.length > 0 || !isNarrow(left)) return null;
  if (right.kind !== 'constant' || right.values.length !== 1) return null;
  const [limit] = right.values;
  if (typeof limit !== 'number') return null;
  const kept = sink.of(left.field);
  const all = quantifier === 'all';
  const check = relationTo(relation, limit);
  return () => {
    const { count, values } = kept;
    for (let i = 0; i < count; i++) if (check(values[i] as number) !== all) return !all;
    return all && count > 0;
  };
}
function relationTo(relation: Ordered, limit: number): (value: number) => boolean {
  switch (relation) {
    case 'eq':
      return (value) => value === limit;
    case 'ne':
      return (value) => value !== limit;
    case 'gt':
      return (value) => value > limit;
    case 'ge':
      return (value) => value >= limit;
    case 'lt':
      return (value) => value < limit;
    case 'le':
      return (value) => value <= limit;
  }
}

interface Item {
  low: Reader;
  /** null: a single value */
  high: Reader | null;
  lowOrder: Order;
  highOrder: Order;
}

/** Single numbers of a set, to be looked up; null: there is something else in it. */
function numberSet(items: readonly SetItem[]): ReadonlySet<FieldValue> | null {
  const numbers = new Set<FieldValue>();
  for (const { low, high } of items) {
    if (high !== null || low.kind !== 'constant') return null;
    for (const value of low.values) {
      if (typeof value !== 'number') return null;
      numbers.add(value);
    }
  }
  return numbers;
}

export function inTest({ quantifier, operand, items }: Membership, sink: FilterSink): Check {
  const read = readerOf(operand, sink);
  const numbers = isNarrow(operand) ? numberSet(items) : null;
  const itemOf = ({ low, high }: SetItem): Item => ({
    low: readerOf(low, sink),
    high: high === null ? null : readerOf(high, sink),
    lowOrder: orderOf(operand.valueKind, prefixOf(low)),
    highOrder: orderOf(operand.valueKind, high === null ? -1 : prefixOf(high)),
  });
  const set = items.map(itemOf);
  const all = quantifier === 'all';
  const isIn = (value: FieldValue): boolean => {
    if (numbers) return numbers.has(value);
    return set.some(({ low, high, lowOrder, highOrder }) => {
      const least = low();
      if (high === null) return some(least, (limit) => lowOrder(value, limit) === 0);
      return (
        some(least, (limit) => lowOrder(value, limit) >= 0) && some(high(), (limit) => highOrder(value, limit) <= 0)
      );
    });
  };
  return () => {
    const values = read();
    for (let i = 0; i < values.count; i++) if (isIn(values.values[i]) !== all) return !all;
    return all && values.count > 0;
  };
}
function some(list: ValueList, accepts: (value: FieldValue) => boolean): boolean {
  for (let i = 0; i < list.count; i++) if (accepts(list.values[i])) return true;
  return false;
}

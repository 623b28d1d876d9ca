// A checked filter as a function: made once for a filter, called for each frame. The tree becomes closures, so nothing of it is looked
// at again: `createEvaluation(filter)`, then for each frame `dissectFrame(…, evaluation.sink)` and `evaluation.matches()`.
import type { FieldSink } from '../../dissect/contract/protocol';
import { compareTest, inTest } from './compare';
import { FilterSink } from './filter-sink';
import { selector } from './layers';
import { readerOf } from './operands';
import type { Operand, Test } from '../language/tree';
import { fieldsOf, joined } from '../language/tests';
import type { Check } from './value-list';
import { isZero } from './values';

export interface Evaluation {
  /** takes the fields that the filter needs */
  readonly sink: FieldSink;
  /** Does the frame match that was dissected into the sink last? Its bytes must still be as they were. */
  readonly matches: () => boolean;
}

/** `test` null: the empty filter, which every frame matches. */
export function createEvaluation(filter: { readonly test: Test | null }): Evaluation {
  if (filter.test === null) return { sink: new FilterSink([]), matches: () => true };
  const { fields, layers } = fieldsOf(filter.test);
  const sink = new FilterSink(fields, layers);
  return { sink, matches: checkOf(filter.test, sink) };
}

export interface FirstMatch {
  /** takes the fields that the filters need */
  readonly sink: FieldSink;
  /** Which filter the frame matches first that was dissected into the sink last, -1: none. Its bytes must still be as they were. */
  readonly first: () => number;
}

/** Several filters over one dissection, in their order. */
export function createFirstMatch(tests: readonly Test[]): FirstMatch {
  const wanted = tests.map(fieldsOf);
  const fields = [...new Set(wanted.flatMap((one) => one.fields))];
  const sink = new FilterSink(
    fields,
    wanted.some(({ layers }) => layers),
  );
  const checks = tests.map((test) => checkOf(test, sink));
  return { sink, first: () => checks.findIndex((check) => check()) };
}

function checkOf(test: Test, sink: FilterSink): Check {
  switch (test.kind) {
    case 'and':
    case 'or': {
      const checks = joined(test.kind, test).map((term) => checkOf(term, sink));
      return test.kind === 'and' ? everyOf(checks) : someOf(checks);
    }
    case 'xor': {
      const left = checkOf(test.left, sink);
      const right = checkOf(test.right, sink);
      return () => left() !== right();
    }
    case 'not': {
      const check = checkOf(test.of, sink);
      return () => !check();
    }
    case 'exists':
      return existsTest(test.operand, sink);
    case 'truth':
      return truthTest(test.operand, sink);
    case 'compare':
      return compareTest(test, sink);
    case 'in':
      return inTest(test, sink);
  }
}

function everyOf(checks: readonly Check[]): Check {
  if (checks.length === 2) {
    const [first, second] = checks;
    return () => first() && second();
  }
  return () => {
    for (const check of checks) if (!check()) return false;
    return true;
  };
}
function someOf(checks: readonly Check[]): Check {
  if (checks.length === 2) {
    const [first, second] = checks;
    return () => first() || second();
  }
  return () => {
    for (const check of checks) if (check()) return true;
    return false;
  };
}

function existsTest(operand: Operand, sink: FilterSink): Check {
  if (operand.kind === 'field') {
    const kept = sink.of(operand.field);
    if (operand.layers.length === 0) return () => kept.count > 0;
    const select = selector(operand.layers);
    return () => select(kept).count > 0;
  }
  const read = readerOf(operand, sink);
  if (operand.kind !== 'slice') return () => read().count > 0;
  return () => {
    const { values, count } = read();
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if ((typeof value === 'string' || value instanceof Uint8Array) && value.length > 0) return true;
    }
    return false;
  };
}

function truthTest(operand: Operand, sink: FilterSink): Check {
  const read = readerOf(operand, sink);
  return () => {
    const { values, count } = read();
    for (let i = 0; i < count; i++) if (!isZero(values[i])) return true;
    return false;
  };
}

// A checked filter as a function: made once for a filter, called for each frame. The tree becomes closures, so nothing of it is looked
// at again: `createEvaluation(filter)`, then for each frame `dissectFrame(…, evaluation.sink)` and `evaluation.matches()`.
import type { Field } from '../dissect/fields';
import type { FieldSink } from '../dissect/protocol';
import { compareTest, inTest } from './compare';
import { FilterSink } from './filter-sink';
import { selector } from './layers';
import { readerOf } from './operands';
import type { Operand, Test } from './tree';
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
  const { fields, layers } = neededBy(filter.test);
  const sink = new FilterSink(fields, layers);
  return { sink, matches: checkOf(filter.test, sink) };
}

/** The fields that a test reads, each once, and whether it asks for layers. */
export function neededBy(test: Test): { fields: Field[]; layers: boolean } {
  const fields = new Set<Field>();
  let layers = false;
  for (const operand of operandsOf(test)) {
    if (operand.kind !== 'field') continue;
    fields.add(operand.field);
    layers ||= operand.layers.length > 0;
  }
  return { fields: [...fields], layers };
}

/** All operands of a test, those inside others too. */
function* operandsOf(test: Test): Generator<Operand> {
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

function checkOf(test: Test, sink: FilterSink): Check {
  switch (test.kind) {
    case 'and':
    case 'or': {
      const checks = termsOf(test).map((term) => checkOf(term, sink));
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

/** The terms of `a and b and c`, however it is bracketed: a list of thousands of addresses must not nest as deep. */
export function termsOf(test: Test & { kind: 'and' | 'or' | 'xor' }): Test[] {
  const terms: Test[] = [];
  const open: Test[] = [test];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === test.kind) open.push(next.right, next.left);
    else terms.push(next);
  }
  return terms;
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

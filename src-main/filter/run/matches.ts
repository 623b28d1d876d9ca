// `matches`: a regular expression on strings and bytes. Like `contains` it takes a protocol for all the bytes of its layer.
import type { FieldValue } from '../../dissect/contract/fields';
import type { FilterSink } from './filter-sink';
import { readerOf } from './operands';
import { compilePattern, type Matcher } from '../pattern/pattern';
import { searchTest } from './search-frame';
import type { Operand, Quantifier } from '../language/tree';
import type { Check } from './value-list';
import { utf8 } from '../../text/utf8';

export function matchesTest(left: Operand, right: Operand, quantifier: Quantifier, sink: FilterSink): Check {
  if (right.kind !== 'pattern') throw new Error('the checker lets only a pattern stand behind `matches`');
  const pattern = compilePattern(right.source);
  const usual = searchTest(left, quantifier, sink, pattern);
  if (usual) return usual;
  const read = readerOf(left, sink, true);
  const all = quantifier === 'all';
  return () => {
    const { values, count } = read();
    for (let i = 0; i < count; i++) if (matches(pattern, values[i]) !== all) return !all;
    return all && count > 0;
  };
}

function matches(pattern: Matcher, value: FieldValue): boolean {
  const bytes = typeof value === 'string' ? utf8(value) : value;
  return bytes instanceof Uint8Array && pattern(bytes, 0, bytes.length);
}

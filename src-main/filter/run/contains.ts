// `contains`: a string in a string, bytes in bytes. A protocol stands for all the bytes of its layer, with what it carries.
import type { FieldValue } from '../../dissect/contract/fields';
import { finderOf } from '../pattern/find-bytes';
import type { FilterSink } from './filter-sink';
import { readerOf } from './operands';
import { isProtocol, searchTest, type Search } from './search-frame';
import type { Operand, Quantifier } from '../language/tree';
import type { Check } from './value-list';
import { utf8 } from '../../text/utf8';

/** What bytes are searched for: a string stands for its UTF-8. */
function needleOf(value: FieldValue): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? utf8(value) : null;
}

export function containsTest(left: Operand, right: Operand, quantifier: Quantifier, sink: FilterSink): Check {
  const fixed = right.kind === 'constant' && right.values.length === 1 ? needleOf(right.values[0]) : null;
  const usual = fixed === null ? null : searchTest(left, quantifier, sink, searchFor(fixed, isProtocol(left)));
  if (usual) return usual;
  const readLeft = readerOf(left, sink, true);
  const readRight = readerOf(right, sink, true);
  // as measured with Wireshark 4.0: nothing is in no string and in no protocol, but in bytes that are there
  const emptyIsIn = !isProtocol(left);
  const all = quantifier === 'all';
  return () => {
    const a = readLeft();
    if (a.count === 0) return false;
    const b = readRight();
    if (b.count === 0) return false;
    for (let i = 0; i < a.count; i++)
      for (let k = 0; k < b.count; k++) if (isIn(a.values[i], b.values[k], emptyIsIn) !== all) return !all;
    return all;
  };
}

function isIn(value: FieldValue, part: FieldValue, emptyIsIn: boolean): boolean {
  if (typeof value === 'string') return typeof part === 'string' && part !== '' && value.includes(part);
  const needle = needleOf(part);
  if (!(value instanceof Uint8Array) || needle === null) return false;
  if (needle.length === 0) return emptyIsIn && value.length > 0;
  return finderOf(needle)(value, 0, value.length) >= 0;
}

function searchFor(needle: Uint8Array, inProtocol: boolean): Search {
  if (needle.length === 0) return (_, from, to) => !inProtocol && to > from;
  const find = finderOf(needle);
  return (bytes, from, to) => find(bytes, from, to) >= 0;
}

// Operands of the checked tree as readers: functions that give their values in the frame dissected last.
import { arithmeticReader, mapped, negativeReader } from './arithmetic';
import { callReader, nameOf } from './functions';
import type { FilterSink, Occurrences } from './filter-sink';
import { selector } from './layers';
import { sliceOf } from './slice';
import type { FieldValue } from '../../dissect/contract/fields';
import type { FieldOperand, Kind, Operand } from '../language/tree';
import { listOf, ValueList, type Reader } from './value-list';
import { orderOfAddresses, orderOfBytes, orderOfNumbers, orderOfStrings, orderOfTimes, type Order } from './values';
import { utf8 } from '../../text/utf8';

/** How values of a kind are ordered. `prefix`: bits of addresses that count, -1: all. */
export function orderOf(kind: Kind, prefix = -1): Order {
  switch (kind) {
    case 'integer':
    case 'boolean':
    case 'double':
      return orderOfNumbers;
    case 'string':
      return orderOfStrings;
    case 'bytes':
    case 'ether':
      return orderOfBytes;
    case 'ipv4':
    case 'ipv6':
      return orderOfAddresses(prefix);
    case 'abstime':
    case 'reltime':
      return orderOfTimes;
    case 'none':
      return () => NaN;
  }
}

const givesText = (operand: Operand): boolean =>
  operand.kind === 'slice'
    ? givesText(operand.of)
    : operand.kind === 'field' && operand.field.type === 'string' && !operand.raw && !operand.asName;
const utf8Value = (value: FieldValue): FieldValue => (typeof value === 'string' ? utf8(value) : value);

/** @param whole a protocol's value is all of its layer's bytes, as `contains` and `matches` have it; else its header */
export function readerOf(operand: Operand, sink: FilterSink, whole = false): Reader {
  const read = plainReaderOf(operand, sink, whole);
  // text that is compared with bytes stands for its UTF-8
  return operand.valueKind === 'bytes' && givesText(operand) ? mapped(read, utf8Value) : read;
}

function plainReaderOf(operand: Operand, sink: FilterSink, whole: boolean): Reader {
  switch (operand.kind) {
    case 'field':
      return fieldReader(operand, sink, whole);
    case 'slice': {
      const { ranges } = operand;
      return mapped(readerOf(operand.of, sink), (value) => sliceOf(value, ranges));
    }
    case 'call': {
      const args = operand.args.map((arg) => ({ operand: arg, read: readerOf(arg, sink) }));
      return callReader(operand.name, args, orderOf(operand.args[0].valueKind));
    }
    case 'arithmetic': {
      const left = readerOf(operand.left, sink);
      return arithmeticReader(operand.operator, operand.valueKind, left, readerOf(operand.right, sink));
    }
    case 'negative':
      return negativeReader(readerOf(operand.of, sink));
    case 'constant': {
      const list = listOf(operand.values);
      return () => list;
    }
    case 'pattern':
      throw new Error('a pattern has no values'); // the checker lets it stand behind `matches` only
  }
}

function fieldReader(operand: FieldOperand, sink: FilterSink, whole: boolean): Reader {
  const kept = sink.of(operand.field);
  const read = occurrencesOf(operand, kept, whole && !operand.raw && operand.field.type === 'protocol');
  return operand.asName ? mapped(read, nameOf(operand.field)) : read;
}

function occurrencesOf({ raw, layers }: FieldOperand, kept: Occurrences, whole: boolean): Reader {
  if (!raw && !whole && layers.length === 0) return () => kept.fill();
  const select = selector(layers);
  const list = new ValueList();
  return () => {
    const { indexes, count } = select(kept);
    list.clear();
    for (let k = 0; k < count; k++) {
      const i = indexes[k];
      const at = kept.at[i];
      const bytes = kept.bytes[i];
      if (whole) list.add(bytes.subarray(at, Math.max(at, kept.end[i])));
      else list.add(raw || kept.inFrame ? bytes.subarray(at, at + kept.len[i]) : kept.values[i]);
    }
    return list;
  };
}

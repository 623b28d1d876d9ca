// Searching a field where it stands, for `contains` and `matches`: nothing is copied, nothing is put into a list.
import type { FilterSink } from './filter-sink';
import type { Operand, Quantifier } from '../language/tree';
import type { Check } from './value-list';

/** Is what is looked for in bytes[from … to)? */
export type Search = (bytes: Uint8Array, from: number, to: number) => boolean;

export const isProtocol = (operand: Operand): boolean =>
  operand.kind === 'field' && operand.field.type === 'protocol' && !operand.raw;

/** A protocol is searched as far as its layer reaches, a field in its own bytes. null: the operand is not simply bytes of the frame. */
export function searchTest(operand: Operand, quantifier: Quantifier, sink: FilterSink, search: Search): Check | null {
  if (operand.kind !== 'field' || operand.raw || operand.asName || operand.layers.length > 0) return null;
  const kept = sink.of(operand.field);
  if (!kept.inFrame) return null;
  const { bytes, at, len, end } = kept;
  const whole = isProtocol(operand);
  const all = quantifier === 'all';
  return () => {
    const { count } = kept;
    for (let i = 0; i < count; i++) if (search(bytes[i], at[i], whole ? end[i] : at[i] + len[i]) !== all) return !all;
    return all && count > 0;
  };
}

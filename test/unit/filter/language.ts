// Filters compiled for tests: with a selected frame and some macros, as the plan's lines.
import type { FieldValue } from '../../../src-main/dissect/contract/fields';
import { compileFilter, type CompiledFilter, type FilterEnvironment } from '../../../src-main/filter/compile';
import { planLines } from '../../../src-main/filter/help/plan-text';
import type { FilterMistake } from '../../../src-main/ipc/contracts/filter-contract';

/** Fields of the selected frame. */
const SELECTED: Readonly<Record<string, readonly FieldValue[]>> = {
  'frame.number': [7],
  'ip.src': [Uint8Array.of(10, 0, 0, 1)],
  'tcp.port': [1234, 80],
  'frame.time_relative': [{ sec: 1, nano: 500_000_000 }],
};

export const ENVIRONMENT: FilterEnvironment = {
  macros: [
    { name: 'web', text: 'tcp.port in {80, 443}' },
    { name: 'between', text: '$1 >= $2 and $1 <= $3' },
    { name: 'two', text: '(${web}) or ${between:$1;1;9}' },
    { name: 'loop', text: 'tcp or ${loop}' },
    { name: 'wrong', text: 'tcp.port = 80' },
    { name: 'doubles', text: '${quadruples} and ${quadruples}' },
    { name: 'quadruples', text: '${doubles} or ${doubles}' },
  ],
  reference: (field) => SELECTED[field.abbrev] ?? [],
};
export const NO_FRAME: FilterEnvironment = { macros: [], reference: () => null };

export function compiled(text: string, environment = ENVIRONMENT): CompiledFilter {
  const result = compileFilter(text, environment);
  if (!result.ok)
    throw new Error(`${text}: ${result.mistake.kind} at ${result.mistake.at}, ${result.mistake.message.key}`);
  return result.filter;
}

/** What the filter tests, one line a node; filters that mean the same have the same. */
export const planOf = (text: string, environment = ENVIRONMENT): string =>
  planLines(compiled(text, environment).test).join('\n');

export function mistakeIn(text: string, environment = ENVIRONMENT): FilterMistake {
  const result = compileFilter(text, environment);
  if (result.ok) throw new Error(`${text} compiles`);
  return result.mistake;
}

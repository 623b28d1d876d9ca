// What the stages make of a filter, as lines of text: tokens, fields with their types, tests.
import type { CompiledFilter, FilterEnvironment } from '../compile';
import { expandMacros } from '../language/macros';
import { planLines } from './plan-text';
import { printFilter } from '../language/print';
import { scan } from '../language/scanner';
import type { Token } from '../language/token';

export interface Explanation {
  /** kind, place and text of each token */
  readonly tokens: readonly string[];
  /** name and type of each field that is read */
  readonly fields: readonly string[];
  readonly plan: readonly string[];
  /** the filter as Synscope would write it; empty for an empty one */
  readonly printed: string;
}

function tokenLine(token: Token): string {
  const kind = token.kind === 'sign' ? `sign ${token.sign}` : token.kind;
  return `${`${token.at}+${token.len}`.padEnd(8)}${kind.padEnd(14)}${token.text}`.trimEnd();
}

/** Of a filter that compiled in this environment. */
export function explain(filter: CompiledFilter, environment: FilterEnvironment): Explanation {
  return {
    tokens: scan(expandMacros(filter.text, environment.macros)).map(tokenLine),
    fields: filter.fields.map(({ abbrev, type }) => `${abbrev.padEnd(31)} ${type}`),
    plan: planLines(filter.test),
    printed: filter.test ? printFilter(filter.test) : '',
  };
}

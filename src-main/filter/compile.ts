// The one entry of the compiler: text of a display filter -> what it tests, or the first mistake in it.
//   macros.ts -> scanner.ts -> parser.ts -> check.ts
import type { Field } from '../dissect/contract/fields';
import { MAX_FILTER_TEXT, type FilterMistake } from '../ipc/contracts/filter-contract';
import { check } from './check/check';
import { fieldsOf } from './language/tests';
import { expandMacros } from './language/macros';
import { inOtherWords } from './capture/other-language';
import { edited, FilterError, mistake, say } from './language/mistake';
import { parse } from './language/parser';
import { scan } from './language/scanner';
import { Source } from './language/source';
import type { Test } from './language/tree';
import type { FilterEnvironment } from './check/typed';

export type { FilterEnvironment } from './check/typed';

export interface CompiledFilter {
  readonly text: string;
  /** null: an empty filter, which every packet matches */
  readonly test: Test | null;
  /** fields that the evaluation needs, each once */
  readonly fields: readonly Field[];
  /** bytes of a field are asked for: `@ip.src` */
  readonly usesRaw: boolean;
}
export type Compilation = { ok: true; filter: CompiledFilter } | { ok: false; mistake: FilterMistake };

/** Mistakes that are put right one after the other for a suggestion. */
const MAX_CORRECTIONS = 8;

function compileText(text: string, environment: FilterEnvironment): CompiledFilter {
  if (text.length > MAX_FILTER_TEXT)
    throw mistake(
      'too-long',
      { at: MAX_FILTER_TEXT, len: text.length - MAX_FILTER_TEXT },
      say('filter.tooLong', { most: MAX_FILTER_TEXT }),
    );
  const source = expandMacros(text, environment.macros);
  const tree = parse(scan(source), source);
  const test = tree && check(tree, environment, source);
  const { fields, usesRaw } = fieldsOf(test);
  return { text, test, fields, usesRaw };
}

function attempt(text: string, environment: FilterEnvironment): CompiledFilter | FilterError {
  try {
    return compileText(text, environment);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return inOtherWords(text, error, (other) => compiles(other, environment));
  }
}

function compiles(text: string, environment: FilterEnvironment): boolean {
  try {
    compileText(text, environment);
    return true;
  } catch (error) {
    if (error instanceof FilterError) return false;
    throw error;
  }
}

/** The filter with its mistakes put right, or null: a suggestion always compiles. */
function corrected(typed: string, first: FilterError, environment: FilterEnvironment): string | null {
  let text = typed;
  let error = first;
  for (let round = 0; round < MAX_CORRECTIONS; round++) {
    const { edits = [] } = error.help;
    const source = edits.length === 0 ? null : sourceOf(text, environment);
    if (!source || edits.some((edit) => source.touchesMacro(edit))) return null;
    const next = edited(text, edits);
    if (next === text || next.trim() === '') return null;
    text = next;
    const result = attempt(text, environment);
    if (!(result instanceof FilterError)) return text;
    error = result;
  }
  return null;
}
function sourceOf(text: string, environment: FilterEnvironment): Source | null {
  try {
    return expandMacros(text, environment.macros);
  } catch (error) {
    // the macro call itself is the mistake: the text is as it was typed
    if (error instanceof FilterError) return new Source(text);
    throw error;
  }
}

/**
 * Compiles a display filter. Never throws, whatever the text; the time it takes is bounded by MAX_FILTER_TEXT.
 * `environment`: macros, and values of the selected frame for field references.
 */
export function compileFilter(text: string, environment: FilterEnvironment): Compilation {
  const result = attempt(text, environment);
  if (!(result instanceof FilterError)) return { ok: true, filter: result };
  const { kind, span, reason, help } = result;
  return {
    ok: false,
    mistake: {
      kind,
      at: Math.min(span.at, text.length),
      len: Math.min(span.len, Math.max(0, text.length - span.at)),
      message: reason,
      hint: help.hint ?? null,
      suggestion: corrected(text, result, environment),
    },
  };
}

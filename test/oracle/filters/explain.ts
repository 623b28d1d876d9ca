// Why a filter may differ from tshark 4.0.17's: rules over the filter, the fields in it and what both sides say of it, never over
// names of files. Every rule has its row in DIFFERENCES.md, "Filters".
import { registry } from '../../../src-main/dissect/dissect';
import type { Field } from '../../../src-main/dissect/fields';
import type { Cells } from './cells';
import type { FilterDifference } from './compare';

/** What tshark 4.0 rejects and 4.4 takes, by its message. */
const LATER: readonly (readonly [RegExp, string])[] = [
  [/^Left side of .* expression must be a field or function, not /, 'a constant on the left'],
  [/^Constant arithmetic expression on the LHS is invalid/, 'a constant on the left'],
  [/^You cannot test whether a function is present/, 'a function as the whole test'],
  [/^Only a field may be tested for membership/, 'a set of more than fields'],
  [/^Only (?:string type )?fields can be used as parameter/, 'functions of functions and slices'],
];

/** Whether a word of the filter is a name that tshark dissects and we do not. */
function foreignName(text: string, known: ReadonlySet<string>): boolean {
  const words = text.match(/[A-Za-z_][A-Za-z0-9_.-]*/g) ?? [];
  return words.some((word) => known.has(word) && !registry.field(word));
}

/** A rule for a filter that only one side takes. */
function explainVerdict(d: FilterDifference, known: ReadonlySet<string>): string | null {
  if (d.theirs === 'crashes') return 'tshark crashes';
  if (d.mistake && /^(?:not-dissected|unknown-field)$/.test(d.mistake.kind) && foreignName(d.filter, known))
    return 'a field that is not dissected yet';
  if (d.message === null) return null;
  if (/ are not of compatible types\.$/.test(d.message) && foreignName(d.message, known))
    return 'a word that is the name of a protocol which is not dissected';
  return LATER.find(([pattern]) => pattern.test(d.message ?? ''))?.[1] ?? null;
}

/** Fields whose values are meant to differ, or depend on a protocol that is not dissected yet. */
const VALUES: readonly (readonly [RegExp, string])[] = [];

/** A rule for the values of one field in one frame. */
function explainValues(field: Field): string | null {
  return VALUES.find(([pattern]) => pattern.test(field.abbrev))?.[1] ?? null;
}

export interface Explanation {
  /** null: nobody knows why */
  readonly reason: string | null;
  /** the first cell that differs, when that is why */
  readonly detail: string;
}

/** `fields`: those that the filter reads; `known`: all names that tshark has. */
export async function explain(
  d: FilterDifference,
  fields: readonly Field[],
  cells: Cells,
  known: ReadonlySet<string>,
): Promise<Explanation> {
  if (d.mistake || d.message !== null || d.theirs === 'crashes')
    return { reason: explainVerdict(d, known), detail: '' };
  let reason: string | null = null;
  for (const frame of [...d.oursOnly, ...d.theirsOnly]) {
    const cell = await cells.differing(fields, frame);
    if (!cell) return { reason: null, detail: `frame ${frame}: the values are the same` };
    reason = explainValues(cell.field);
    const detail = `frame ${frame}, ${cell.field.abbrev}: ours "${cell.ours}", tshark "${cell.theirs}"`;
    if (reason === null) return { reason, detail };
  }
  return { reason, detail: '' };
}

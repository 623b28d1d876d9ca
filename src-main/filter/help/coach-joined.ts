// Traps between tests that `and` or `or` joins.
import type { FieldValue } from '../../dissect/contract/fields';
import { replace, say } from '../language/mistake';
import { endOf, textOf, type Trap } from './trap';
import { comparisonOf, joined, type Comparison } from '../language/tests';
import type { Span, Test } from '../language/tree';

const union = (first: Span, last: Span): Span => ({ at: first.at, len: endOf(last) - first.at });

/** One end of a range: the least or greatest value that still fits; null where the type has no next value. */
function bound({ relation, constant }: Comparison, text: string): { low: boolean; text: string } | null {
  const low = relation === 'gt' || relation === 'ge';
  if (!low && relation !== 'lt' && relation !== 'le') return null;
  if (relation === 'ge' || relation === 'le') return { low, text: textOf(text, constant) };
  const value: FieldValue = constant.values[0];
  return typeof value === 'number' && Number.isSafeInteger(value) && constant.valueKind === 'integer'
    ? { low, text: String(low ? value + 1 : value - 1) }
    : null;
}

/** `tcp.port >= 40000 and tcp.port <= 40005`: one port may fit the first half and the other one the second. */
function twoSided(first: Test, second: Test, text: string): Trap | null {
  const a = comparisonOf(first);
  const b = comparisonOf(second);
  if (!a || !b || a.field !== b.field || !a.field.paired) return null;
  const from = bound(a, text);
  const to = bound(b, text);
  if (!from || !to || from.low === to.low) return null;
  const [low, high] = from.low ? [from, to] : [to, from];
  const set = `${a.field.abbrev} in {${low.text}..${high.text}}`;
  const place = union(first, second);
  return {
    kind: 'two-sided-range',
    place,
    message: say('advice.twoSidedRange', { field: a.field.abbrev }),
    label: say('advice.twoSidedRange.label', { field: a.field.abbrev, low: low.text, high: high.text }),
    edits: [replace(place, set)],
  };
}

/** `tcp.srcport == tcp.dstport == 80`: the middle stands in both. */
function chain(first: Test, second: Test, text: string): Trap | null {
  if (first.kind !== 'compare' || second.kind !== 'compare') return null;
  if (first.right.at !== second.left.at || first.right.len !== second.left.len) return null;
  const isEqual = (test: typeof first): boolean => test.relation === 'eq' || test.relation === 'ne';
  if (!isEqual(first) || !isEqual(second)) return null;
  const place = union(first, second);
  const long = `${textOf(text, first)} and ${textOf(text, second)}`;
  return {
    kind: 'chain',
    place,
    message: say('advice.chain', { long }),
    label: say('advice.chain.label'),
    edits: [replace(place, long)],
  };
}

/** Both compare the same field in this way with one whole value. */
function sameField(first: Test, second: Test, relation: 'eq' | 'ne'): [Comparison, Comparison] | null {
  const a = comparisonOf(first);
  const b = comparisonOf(second);
  if (!a || !b || a.field !== b.field || a.relation !== relation || b.relation !== relation) return null;
  if (a.constant.prefix >= 0 || b.constant.prefix >= 0 || a.constant.text === b.constant.text) return null;
  return [a, b];
}

/** `ip.src == a and ip.src == b`: there is one value, and it cannot be both. */
function equalAnd(first: Test, second: Test, text: string): Trap | null {
  const found = sameField(first, second, 'eq');
  if (!found || found[0].field.paired) return null;
  const [a, b] = found;
  const set = `${a.field.abbrev} in {${textOf(text, a.constant)}, ${textOf(text, b.constant)}}`;
  const place = union(first, second);
  return {
    kind: 'equal-and',
    place,
    message: say('advice.equalAnd', { field: a.field.abbrev }),
    label: say('advice.equalAnd.label'),
    edits: [replace(place, set)],
  };
}

/** `tcp.dstport != 80 or tcp.dstport != 443`: whatever it is, one of the two holds. */
function unequalOr(first: Test, second: Test, text: string): Trap | null {
  const found = sameField(first, second, 'ne');
  if (!found) return null;
  const [a, b] = found;
  const both = `${a.field.abbrev} != ${textOf(text, a.constant)} and ${b.field.abbrev} != ${textOf(text, b.constant)}`;
  const place = union(first, second);
  return {
    kind: 'unequal-or',
    place,
    message: say('advice.unequalOr', { field: a.field.abbrev }),
    label: say('advice.unequalOr.label'),
    edits: [replace(place, both)],
  };
}

/** The traps between neighbours that `test` joins; none where it joins nothing. */
export function joinedTraps(test: Test, text: string): Trap[] {
  if (test.kind !== 'and' && test.kind !== 'or') return [];
  const looks = test.kind === 'and' ? [twoSided, chain, equalAnd] : [unequalOr];
  const tests = joined(test.kind, test);
  return tests.slice(1).flatMap((second, i) => looks.flatMap((look) => look(tests[i], second, text) ?? []));
}

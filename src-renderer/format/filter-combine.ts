// Joining display filters, as "apply as filter" does it: brackets only where the meaning would change without them. Pure.

/** Wireshark's six ways of joining a value with the filter that is there. */
export const JOINTS = ['selected', 'not', 'and', 'or', 'andNot', 'orNot'] as const;
export type Joint = (typeof JOINTS)[number];

/** What holds a filter together at its outermost level, loosest first; `test`: one comparison, field or bracket. */
type Level = 'or' | 'xor' | 'and' | 'not' | 'test';
const LOOSENESS: Record<Level, number> = { or: 0, xor: 1, and: 2, not: 3, test: 4 };
const WORDS: Record<string, Level> = { or: 'or', xor: 'xor', and: 'and', not: 'not' };
const SIGNS: Record<string, Level> = { '||': 'or', '^^': 'xor', '&&': 'and' };

// strings (plain, raw, characters), words (with the signs that field names hold), logic in signs, `!` that is not `!=`, brackets
const TOKEN = /[rR]"[^"]*"?|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|[\w.-]+|\|\||&&|\^\^|!(?!=)|[()[\]{}]|\$/g;

/** A macro may hold anything; a filter that is not whole may as well. */
function looseness(filter: string): number {
  let depth = 0;
  let loosest: Level = 'test';
  let negated = false;
  for (const [token] of filter.matchAll(TOKEN)) {
    if (token === '$') return LOOSENESS.or;
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth--;
    else if (depth === 0) {
      const level = token === '!' ? 'not' : (SIGNS[token] ?? WORDS[token.toLowerCase()] ?? 'test');
      // `not in` belongs to its comparison
      if (level === 'not') negated = true;
      else if (LOOSENESS[level] < LOOSENESS[loosest]) loosest = level;
    }
  }
  if (depth !== 0) return LOOSENESS.or;
  return Math.min(LOOSENESS[loosest], negated ? LOOSENESS.not : LOOSENESS.test);
}

const inside = (filter: string, level: Level): string =>
  looseness(filter) < LOOSENESS[level] ? `(${filter})` : filter;

/** `!(tcp.port == 443)`; `!tcp` for a bare name. */
export const negated = (filter: string): string => (/^[\w.]+$/.test(filter) ? `!${filter}` : `!(${filter})`);

/**
 * The filter `now` joined with `value`. Joining to an empty filter is as Wireshark has it: `and` and `or` give the value,
 * their negations its negation.
 */
export function joined(now: string, value: string, how: Joint): string {
  const there = now.trim();
  const added = value.trim();
  const negative = how === 'not' || how === 'andNot' || how === 'orNot';
  const part = negative ? negated(added) : added;
  if (how === 'selected' || how === 'not' || there === '') return part;
  return how === 'and' || how === 'andNot'
    ? `${inside(there, 'and')} && ${inside(part, 'and')}`
    : `${inside(there, 'or')} || ${inside(part, 'or')}`;
}

// Display filters put together as text, with brackets where the precedence asks for them, and where people would miss them:
// `and` inside `or` is bracketed too.

type Level = 'atom' | 'not' | 'and' | 'or';
export interface FilterText {
  text: string;
  level: Level;
}

export const atom = (text: string): FilterText => ({ text, level: 'atom' });

const inside = (part: FilterText, level: Level): string =>
  part.level === 'atom' || part.level === level || (part.level === 'not' && level !== 'atom')
    ? part.text
    : `(${part.text})`;

function join(level: 'and' | 'or', parts: readonly FilterText[]): FilterText {
  const texts = [...new Set(parts.map((part) => inside(part, level)))];
  if (texts.length === 1) return parts[0];
  return { text: texts.join(` ${level} `), level };
}
/** At least one part. Equal ones are written once. */
export const and = (...parts: readonly FilterText[]): FilterText => join('and', parts);
export const or = (...parts: readonly FilterText[]): FilterText => join('or', parts);
export const not = (of: FilterText): FilterText => ({
  text: of.level === 'atom' ? `not ${of.text}` : `not (${of.text})`,
  level: 'not',
});

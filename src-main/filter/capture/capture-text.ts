// Capture filters put together as text. `and` and `or` bind alike there, so where both meet there are brackets, always.

export interface CaptureText {
  text: string;
  /** `all`: every packet; such a part has no text */
  level: 'all' | 'atom' | 'and' | 'or';
}
export const ALL: CaptureText = { text: '', level: 'all' };
export const atom = (text: string): CaptureText => ({ text, level: 'atom' });

const inside = (part: CaptureText, level: 'and' | 'or'): string =>
  part.level === 'atom' || part.level === level ? part.text : `(${part.text})`;

function join(level: 'and' | 'or', parts: readonly CaptureText[]): CaptureText {
  const texts = [...new Set(parts.map((part) => inside(part, level)))];
  return texts.length === 1 ? parts[0] : { text: texts.join(` ${level} `), level };
}
/** At least one part. */
export function and(...parts: readonly CaptureText[]): CaptureText {
  const narrow = parts.filter((part) => part.level !== 'all');
  return narrow.length === 0 ? ALL : join('and', narrow);
}
export const or = (...parts: readonly CaptureText[]): CaptureText =>
  parts.some((part) => part.level === 'all') ? ALL : join('or', parts);
/** Of anything but `all`. */
export const not = (of: CaptureText): CaptureText => atom(of.level === 'atom' ? `not ${of.text}` : `not (${of.text})`);

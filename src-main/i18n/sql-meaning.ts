// Which of several texts there is: a column of the SQL console may have a meaning of its own, or share that of a fact.
import { en, type MessageKey } from './catalogue';

/** The first of the keys that is a text. Throws where none is: a test asks for all columns. */
export function firstKnown(keys: readonly string[]): MessageKey {
  const found = keys.find((key): key is MessageKey => key in en);
  if (found === undefined) throw new Error(`${keys[0]} is no text`);
  return found;
}

// How the stages of the compiler refuse a filter: the first mistake ends the work. Inside the stages it is thrown, `compileFilter`
// turns it into a value (`FilterMistake`), nothing else catches it.
import type { MessageKey } from '../../i18n/catalogue';
import type { Message } from '../../ipc/message';
import type { Span } from './tree';

/** What is wrong, for programs. */
export type MistakeKind =
  | 'too-long' // longer than MAX_FILTER_TEXT, or grown so by macros
  | 'too-deep' // brackets, signs and calls inside each other
  | 'character' // a character that means nothing here
  | 'quote' // a string or character constant does not end
  | 'escape' // \q in a string
  | 'character-constant' // 'AB'
  | 'bracket' // one is missing, or one too many
  | 'operator' // `=`, `=>`, `|` …
  | 'unexpected' // a word or sign that cannot stand here
  | 'incomplete' // the text ends too early
  | 'unknown-field'
  | 'not-dissected' // Wireshark has the field, Synscope does not dissect it
  | 'unknown-function'
  | 'arguments' // wrong number or type of a function's arguments
  | 'unknown-macro'
  | 'macro' // arguments, recursion
  | 'no-frame' // a field reference, and no packet is selected
  | 'type' // two sides that cannot be compared, an operator that a type does not have
  | 'value' // a literal that the field cannot have
  | 'too-big' // a number outside of the field's range
  | 'constant' // nothing in it depends on the packet
  | 'bare-value' // `or 443`
  | 'range' // of a slice, of layers
  | 'set' // `{80 81}`
  | 'pattern'; // a regular expression that is none, or none in quotes

/** A change to the text, in its own offsets. */
export interface Edit extends Span {
  readonly text: string;
}
export interface Help {
  readonly hint?: Message;
  /** changes that put this mistake right, from left to right, not overlapping */
  readonly edits?: readonly Edit[];
}

export class FilterError extends Error {
  override readonly name = 'FilterError';
  constructor(
    readonly kind: MistakeKind,
    readonly span: Span,
    readonly reason: Message,
    readonly help: Help,
  ) {
    super(`${kind}: ${reason.key}`);
  }
}

/** A sentence of the catalogue. */
export const say = (key: MessageKey, args?: Record<string, string | number>): Message =>
  args ? { key, args } : { key };

export const mistake = (kind: MistakeKind, span: Span, reason: Message, help: Help = {}): FilterError =>
  new FilterError(kind, span, reason, help);

/** From the beginning of one to the end of another. */
export const spanOf = (first: Span, last: Span): Span => ({
  at: first.at,
  len: Math.max(first.at + first.len, last.at + last.len) - first.at,
});

export const replace = (span: Span, text: string): Edit => ({ at: span.at, len: span.len, text });
export const insert = (at: number, text: string): Edit => ({ at, len: 0, text });

/** The text after the changes. Where something was taken away, one blank is enough. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.at) + edit.text;
    at = edit.at + edit.len;
    if (edit.text !== '' || edit.len === 0) continue;
    if (at === text.length) result = result.trimEnd();
    while (text[at] === ' ' && (result === '' || result.endsWith(' '))) at++;
  }
  return result + text.slice(at);
}

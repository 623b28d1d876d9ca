// What may stand at the cursor of a half-written filter, told from the tokens before it. It follows the grammar loosely: text that is
// wrong leads to some expectation, never to an error.
import { registry } from '../../dissect/protocols/registry';
import type { Field, FieldType } from '../../dissect/contract/fields';
import { givenBy, isFunction } from '../check/check-call';
import { roughTokens, type RoughToken } from '../language/rough-tokens';
import { CONNECTIVE_WORDS, RELATION_WORDS } from './vocabulary';

export type Expectation =
  | 'operand' // a test begins: field, function, `not`
  | 'operator' // an operand stands there
  | 'in' // `not` after an operand
  | 'set' // `in` was written
  | 'value' // right of an operator
  | 'item' // inside a set
  | 'separator' // behind an item of a set
  | 'connective' // a test is complete
  | 'macro'
  | 'nothing'; // a pattern, a slice, a layer number: nobody can guess it

export interface Place {
  expects: Expectation;
  /** the part of the text that is replaced */
  from: number;
  to: number;
  /** what is written of it, up to the cursor */
  prefix: string;
  /** left operand of the comparison, and the type of its values */
  field: Field | null;
  type: FieldType | null;
  /** operator of the comparison, where a value is expected */
  operator: string;
}

/** An open bracket, and what is expected after it is closed. */
interface Open {
  close: string;
  then: Expectation;
  /** of a function: what it gives back */
  gives: FieldType | null;
}

class Walk {
  expects: Expectation = 'operand';
  field: Field | null = null;
  type: FieldType | null = null;
  operator = '';
  readonly #open: Open[] = [];
  /** name of the function or macro that a `(` would call */
  #callee = '';

  /** What a whole operand leads to: the left one of a test to an operator, the right one to `and`. */
  get #then(): Expectation {
    if (this.expects === 'item') return 'separator';
    return this.expects === 'value' ? 'connective' : 'operator';
  }

  step(token: RoughToken): void {
    if (this.#open.at(-1)?.close === ']') {
      if (token.text === ']') this.#closeBracket(']');
      return;
    }
    const callee = this.#callee;
    this.#callee = '';
    if (token.kind === 'bracket') this.#bracket(token.text, callee);
    else if (token.kind === 'operator') this.#symbol(token.text);
    else if (token.kind === 'word') this.#word(token.text);
    else this.#operand(token.kind === 'macro' ? macroField(token.text) : null);
  }

  #word(text: string): void {
    const word = text.toLowerCase();
    if (CONNECTIVE_WORDS.has(word)) return this.#connective();
    if (this.expects === 'operand' && (word === 'not' || word === 'any' || word === 'all')) return;
    if (this.expects === 'operator' || this.expects === 'in' || this.expects === 'connective') {
      if (word === 'in') this.expects = 'set';
      else if (word === 'not') this.expects = 'in';
      else if (word === 'matches') this.expects = 'nothing';
      else if (RELATION_WORDS.has(word)) this.#relation(word);
      return;
    }
    if (isFunction(text)) this.#callee = text;
    this.#operand(registry.field(text) ?? null);
  }

  #symbol(text: string): void {
    if (CONNECTIVE_WORDS.has(text)) return this.#connective();
    if (text === '!') return;
    if (text === '~') this.expects = 'nothing';
    else if (RELATION_WORDS.has(text) || text === '=') this.#relation(text);
    // arithmetic goes on with an operand on the same side
    else if (this.expects === 'operator') this.expects = 'operand';
    else if (this.expects === 'connective') this.expects = 'value';
  }

  #relation(text: string): void {
    this.operator = text;
    this.expects = 'value';
  }

  #connective(): void {
    this.expects = 'operand';
    this.field = null;
    this.type = null;
    this.operator = '';
  }

  #operand(field: Field | null): void {
    if (this.expects === 'operand') {
      this.field = field;
      this.type = field?.type ?? null;
    }
    this.expects = this.expects === 'nothing' ? 'connective' : this.#then;
  }

  #bracket(text: string, callee: string): void {
    switch (text) {
      case '(': {
        const gives = isFunction(callee) ? givenBy(callee) : null;
        this.#open.push({ close: ')', then: callee === '' ? 'connective' : this.expects, gives });
        this.expects = 'operand';
        return;
      }
      case '{':
        this.#open.push({ close: '}', then: this.expects === 'set' ? 'connective' : this.#then, gives: null });
        this.expects = this.expects === 'set' ? 'item' : 'operand';
        return;
      case '[':
        this.#open.push({ close: ']', then: this.expects, gives: this.type === 'string' ? null : 'bytes' });
        return;
      case ',':
        if (this.#open.at(-1)?.close === '}') this.expects = 'item';
        else if (this.#open.length > 0) this.expects = 'operand';
        return;
      case ')':
      case '}':
        this.#closeBracket(text);
    }
  }

  #closeBracket(text: string): void {
    if (this.#open.at(-1)?.close !== text) return;
    const open = this.#open.pop();
    if (!open) return;
    this.expects = open.then;
    if (open.gives !== null) {
      this.type = open.gives;
      this.field = null;
    }
  }
}

/** `${ip.src}`: the field that a reference stands for. */
const macroField = (text: string): Field | null => registry.field(text.replace(/^\$\{?|\}$/g, '')) ?? null;

/** An operator of which more can come, and that means nothing without. The others are whole: what follows them is asked for. */
const isHalf = (token: RoughToken, expects: Expectation): boolean =>
  token.text === '=' || token.text === '|' || token.text === '^' || (token.text === '!' && expects !== 'operand');

/** Whether the token that the cursor touches is the one being written. A string or `${…}` that is closed before it is not. */
function isWritten(token: RoughToken, at: number, expects: Expectation): boolean {
  if (token.kind === 'bracket') return false;
  if (token.kind === 'operator') return isHalf(token, expects);
  const closed = token.end === at && !token.open && (token.kind === 'string' || token.text.endsWith('}'));
  return !closed;
}

/** The place at `cursor` (UTF-16 offset, brought inside the text). */
export function placeAt(text: string, cursor: number): Place {
  const at = Math.max(0, Math.min(text.length, Math.trunc(cursor) || 0));
  const walk = new Walk();
  let current: RoughToken | null = null;
  let before: RoughToken | null = null;
  for (const token of roughTokens(text)) {
    if (token.at >= at) break;
    if (token.end >= at && isWritten(token, at, walk.expects)) {
      current = token;
      break;
    }
    walk.step(token);
    before = token;
  }
  const { field, type, operator } = walk;
  const place: Place = { expects: walk.expects, from: at, to: at, prefix: '', field, type, operator };
  if (before?.text === '#') place.expects = 'nothing';
  if (current === null) return place;
  place.from = current.at;
  place.to = current.open ? at : current.end;
  place.prefix = text.slice(current.at, at);
  if (current.kind === 'macro')
    place.expects = place.prefix.includes(':') || place.prefix.includes(';') ? 'nothing' : 'macro';
  // `{80..44`: the end of a range is being written
  const range = place.expects === 'item' ? current.text.lastIndexOf('..', at - current.at - 1) : -1;
  if (range >= 0 && current.kind === 'word' && range + 2 <= at - current.at) {
    place.from += range + 2;
    place.prefix = text.slice(place.from, at);
  }
  return place;
}

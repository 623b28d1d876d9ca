// What to say where the grammar does not go on: the mistake, and what was probably meant.
import { insert, mistake, replace, say, type Edit, type FilterError } from './mistake';
import type { TestNode } from './syntax';
import type { TokenCursor } from './token-cursor';
import { WRONG_SIGNS, type Token } from './token';
import type { Span } from './tree';

const endOf = (span: Span): number => span.at + span.len;
const isValue = (token: Token): boolean =>
  token.kind === 'word' || token.kind === 'literal' || token.kind === 'string' || token.kind === 'char';

const looksLikeValue = (token: Token): boolean => token.kind === 'literal' || /^["'\d:]/.test(token.text);

/** Words that other languages have for an operator. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  is: '==',
  equals: '==',
  equal: '==',
  like: 'contains',
  has: 'contains',
  includes: 'contains',
  match: 'matches',
  regex: 'matches',
  between: 'in',
};

/** A text with a bracket missing: put it at the end. */
function missingBracket(cursor: TokenCursor, bracket: string): FilterError {
  const at = cursor.source.typed.trimEnd().length;
  return mistake('bracket', { at, len: 0 }, say('filter.bracketMissing', { bracket }), {
    edits: [insert(at, bracket)],
  });
}

/** `=`, `=>`, `|` … */
function wrongSign(token: Token): FilterError {
  const right = WRONG_SIGNS[token.text];
  const help = right === '' ? {} : { hint: say('filter.hint.write', { text: right }) };
  return mistake('operator', token, say('filter.noOperator', { text: token.text }), {
    ...help,
    edits: [replace(token, right)],
  });
}

/** `( … )` where an operand is grouped: that takes `{ … }`. */
export const bracesInstead = (open: Span, close: Span): FilterError =>
  mistake('bracket', open, say('filter.roundBrackets'), {
    hint: say('filter.hint.braces'),
    edits: [replace(open, '{'), replace(close, '}')],
  });

/** The bracket that closes the one at the beginning of `tokens`. */
function closing(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  return tokens.find((token) => {
    if (token.kind !== 'sign') return false;
    if (token.sign === '(') depth++;
    return token.sign === ')' && --depth === 0;
  });
}

/** A value, field or bracket was expected and something else stands there. */
export function unexpectedOperand(cursor: TokenCursor): FilterError {
  const token = cursor.peek();
  const { last } = cursor;
  if (token.kind === 'sign' && token.sign === 'wrong') {
    // `tcp.port == = 80`, `tcp && | ip`: one too many
    return mistake('operator', token, say('filter.noOperator', { text: token.text }), { edits: [replace(token, '')] });
  }
  if (token.kind === 'sign' && token.sign === '(' && last) {
    const close = closing(cursor.rest());
    const quantifier = last.kind === 'sign' && (last.sign === 'any' || last.sign === 'all');
    if (close && quantifier)
      return mistake('bracket', token, say('filter.quantifier', { text: last.text }), {
        hint: say('filter.hint.quantifier', { text: last.text }),
        edits: [replace(token, ''), replace(close, '')],
      });
    if (close) return bracesInstead(token, close);
  }
  const help: { edits?: Edit[] } = {};
  if (token.kind === 'sign' && token.sign === ')' && last?.kind === 'sign' && last.sign !== '(')
    help.edits = [replace({ at: last.at, len: token.at - last.at }, '')];
  else if (token.kind === 'sign' && token.sign !== '(' && token.sign !== '{')
    help.edits = [replace({ at: token.at, len: endOf(token) - token.at }, '')];
  return last === null
    ? mistake('unexpected', token, say('filter.unexpectedStart', { text: token.text }), help)
    : mistake('unexpected', token, say('filter.unexpectedAfter', { text: token.text, before: last.text }), help);
}

/** `tcp.port == 80 443`, `tcp.port == 80, 443`, `tcp.port == 80..90`: a set was meant. */
function setInstead(cursor: TokenCursor, test: TestNode): Edit[] | null {
  if (test.kind !== 'compare' || test.operators.length !== 1) return null;
  const [operator] = test.operators;
  const [, value] = test.operands;
  if (operator.comparison !== 'eq' || value.kind === 'call' || value.kind === 'arithmetic') return null;
  const { typed } = cursor.source;
  let text = typed.slice(value.at, endOf(value));
  let end = endOf(value);
  const tokens = cursor.rest();
  for (let i = 0; i < tokens.length;) {
    const separator = tokens[i].kind === 'sign' ? tokens[i] : null;
    if (separator?.text === ',' || separator?.text === '..') i++;
    else if (separator) break;
    const token = tokens.at(i);
    if (!token || !isValue(token)) break;
    text += `${separator?.text === '..' ? '..' : ', '}${typed.slice(token.at, endOf(token))}`;
    end = endOf(token);
    i++;
  }
  return end === endOf(value) ? null : [replace({ at: operator.at, len: end - operator.at }, `in {${text}}`)];
}

/** A test is complete, and what follows continues it in no way. `open`: a round bracket was opened before it. */
export function unexpectedAfterTest(cursor: TokenCursor, test: TestNode | null, open: boolean): FilterError {
  const token = cursor.peek();
  if (token.kind === 'end') return missingBracket(cursor, ')');
  const before = cursor.last?.text ?? '';
  const unexpected = (edits: Edit[], hint?: string): FilterError =>
    mistake('unexpected', token, say('filter.unexpectedAfter', { text: token.text, before }), {
      edits,
      ...(hint === undefined ? {} : { hint: say('filter.hint.write', { text: hint }) }),
    });
  if (token.kind === 'sign') {
    if (token.sign === 'wrong') return wrongSign(token);
    if (token.sign === ')' || token.sign === '}' || token.sign === ']')
      return mistake('bracket', token, say('filter.bracketExtra', { bracket: token.text }), {
        edits: [replace(token, open && token.sign !== ')' ? ')' : '')],
      });
    if (token.sign === 'not' && test?.kind === 'alone') {
      // `http.host not contains "x"`
      const after = cursor.peek(1);
      if (after.kind === 'sign') return unexpected([insert(test.at, 'not '), replace(token, '')]);
      if (isValue(after) && looksLikeValue(after)) return unexpected([replace(token, '!=')], '!=');
    }
  }
  const last = test === null ? null : lastTest(test);
  if (last && token.kind !== 'slice' && token.kind !== 'layer') {
    const set = setInstead(cursor, last);
    if (set) return unexpected(set, 'in { }');
  }
  if (token.kind === 'word' && last) {
    const right = OTHER_WORDS[token.text.toLowerCase()];
    if (right !== undefined) return unexpected([replace(token, right)], right);
  }
  if (last?.kind === 'alone' && isValue(token) && looksLikeValue(token))
    return unexpected([insert(token.at, '== ')], '==');
  if (
    token.kind === 'word' ||
    token.kind === 'field' ||
    token.text === '(' ||
    token.text === 'not' ||
    token.text === '!'
  )
    return unexpected([insert(token.at, 'and ')], 'and');
  return unexpected([]);
}

/** The test that ends where `test` ends, unless brackets are around it. */
function lastTest(test: TestNode): TestNode {
  let last = test;
  while (last.kind === 'and' || last.kind === 'or' || last.kind === 'xor' || last.kind === 'not')
    last = last.kind === 'not' ? last.of : last.items[last.items.length - 1];
  return last;
}

/** `in` without a set behind it. */
export function wrongSet(cursor: TokenCursor): FilterError {
  cursor.demandMore();
  const tokens = cursor.rest();
  const [token] = tokens;
  const help: { edits?: Edit[] } = {};
  if (token.text === '(') {
    const close = closing(tokens);
    if (close) help.edits = [replace(token, '{'), replace(close, '}')];
  } else if (token.kind === 'slice') help.edits = [replace(token, `{${token.text}}`)];
  else if (isValue(token)) {
    let end = 0;
    while (tokens[end + 1]?.text === ',' || tokens[end + 1]?.text === '..') {
      if (!isValue(tokens[end + 2])) break;
      end += 2;
    }
    help.edits = [insert(token.at, '{'), insert(endOf(tokens[end]), '}')];
  }
  return mistake('set', token, say('filter.setBraces'), { hint: say('filter.hint.set'), ...help });
}

/** Inside of `{ … }`: the end, or something that is neither a comma nor a range. */
export function unexpectedInSet(cursor: TokenCursor): FilterError {
  const token = cursor.peek();
  if (token.kind === 'end') return missingBracket(cursor, '}');
  const hint = say('filter.hint.set');
  if (token.text === '}' || token.text === ',') {
    const { last } = cursor;
    const empty = last?.text === '{' && token.text === '}';
    if (empty) return mistake('set', token, say('filter.setEmpty'), { hint });
    const extra = token.text === ',' || last === null ? token : last;
    return mistake('set', token, say('filter.setComma'), { hint, edits: [replace(extra, '')] });
  }
  if (token.text === ')' || token.text === ']')
    return mistake('bracket', token, say('filter.bracketExtra', { bracket: token.text }), {
      edits: [replace(token, '}')],
    });
  if (token.text === ';') return mistake('set', token, say('filter.setComma'), { hint, edits: [replace(token, ',')] });
  const edits: Edit[] = [];
  let previous = cursor.last;
  // every comma that is missing, not only the first
  for (const value of cursor.rest()) {
    if (previous && isValue(value) && isValue(previous)) edits.push(insert(endOf(previous), ','));
    if (!isValue(value) && value.text !== ',' && value.text !== '..') break;
    previous = value;
  }
  return mistake('set', token, say('filter.setCommaMissing', { text: token.text }), { hint, edits });
}

/** Inside of `{ … }` around an operand. `before`: the token in front of it. */
export function unexpectedInBraces(cursor: TokenCursor, before: Token | null): FilterError {
  const token = cursor.peek();
  const sign = before?.kind === 'sign' ? before.sign : null;
  if (before && (token.text === ',' || token.text === '..') && (sign === 'eq' || sign === 'ne'))
    return mistake('set', before, say('filter.setOperator', { text: before.text }), {
      hint: say('filter.hint.set'),
      edits: [replace(before, sign === 'eq' ? 'in' : 'not in')],
    });
  if (token.kind === 'end' || token.kind === 'sign') return unexpectedInSet(cursor);
  return unexpectedAfterTest(cursor, null, false);
}

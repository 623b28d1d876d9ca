// Cuts half-written text into tokens for completion. Unlike the scanner it takes anything: an open string ends with the text, and a
// character that begins nothing is a token of its own.
export type RoughKind = 'word' | 'string' | 'operator' | 'bracket' | 'macro';
export interface RoughToken {
  kind: RoughKind;
  text: string;
  at: number;
  end: number;
  /** a string, or `${`, without its end */
  open: boolean;
}

const STRING = /[rR]?"(?:\\[\s\S]|[^"\\])*("?)/y;
const CHARACTER = /'(?:\\[\s\S]|[^'\\])*('?)/y;
const MACRO = /\$(?:\{[^}"\s]*(\}?)|[\w.]*)/y;
const OPERATOR = /===|!==|==|!=|>=|<=|&&|\|\||\^\^|[<>=!&|~^*%+]/y;
const WORD = /[^\s"'(){}[\],;&|!<>=~^*%+@#$]+/y;

/** The tokens of `text` up to its end; every character that is not a space belongs to one. */
export function roughTokens(text: string): RoughToken[] {
  const tokens: RoughToken[] = [];
  let at = 0;
  const take = (pattern: RegExp, kind: RoughKind, closes: boolean): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found || found[0] === '') return false;
    const end = at + found[0].length;
    tokens.push({ kind, text: found[0], at, end, open: closes && found[1] === '' });
    at = end;
    return true;
  };
  while (at < text.length) {
    if (/\s/.test(text[at])) at++;
    else if (take(STRING, 'string', true) || take(CHARACTER, 'string', true) || take(MACRO, 'macro', true)) continue;
    else if (take(OPERATOR, 'operator', false) || take(WORD, 'word', false)) continue;
    else {
      tokens.push({ kind: 'bracket', text: text[at], at, end: at + 1, open: false });
      at++;
    }
  }
  // `-` and `/` are part of addresses and names; alone they are operators
  for (const token of tokens)
    if (token.kind === 'word' && (token.text === '-' || token.text === '/')) token.kind = 'operator';
  return tokens;
}

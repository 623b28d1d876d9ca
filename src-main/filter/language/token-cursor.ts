// Reading tokens one by one, with what every part of the parser asks of them.
import { mistake, say } from './mistake';
import type { Source } from './source';
import type { Sign, Token } from './token';

export class TokenCursor {
  private index = 0;
  /** the token read last; null at the beginning */
  last: Token | null = null;

  constructor(
    readonly tokens: readonly Token[],
    readonly source: Source,
  ) {}

  /** The next token, `ahead` tokens further on. What the scanner could not read is said here. */
  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
    if (token.kind === 'bad' && ahead === 0) throw token.error;
    return token;
  }
  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index++;
    this.last = token;
    return token;
  }
  /** Sign of the next token, or null. */
  sign(ahead = 0): Sign | null {
    const token = this.peek(ahead);
    return token.kind === 'sign' ? token.sign : null;
  }
  /** Takes the next token if it is this sign. */
  accept(sign: Sign): Token | null {
    return this.sign() === sign ? this.next() : null;
  }
  /** The tokens that are not read yet. */
  rest(): readonly Token[] {
    return this.tokens.slice(this.index);
  }
  /** The next token may not be the end: the text breaks off. */
  demandMore(): void {
    const token = this.peek();
    if (token.kind !== 'end') return;
    const { last } = this;
    const help = { hint: say('filter.hint.incomplete') };
    if (!last) throw mistake('incomplete', token, say('filter.incomplete'), help);
    // where the missing part would stand
    const edits = [{ at: last.at, len: this.source.typed.length - last.at, text: '' }];
    throw mistake('incomplete', { at: token.at, len: 0 }, say('filter.incompleteAfter', { text: last.text }), {
      ...help,
      edits,
    });
  }
}

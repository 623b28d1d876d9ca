// Numbers of capture filters: `tcp[13] & 2 != 0`, `len > 100`. Precedence as in libpcap: `| ` and `^` bind least, then `&`, shifts, sums,
// products; relations bind less than all of them.
import type { Bpf, BpfNumber } from './bpf-tree';
import type { BpfToken } from './bpf-scanner';
import { bpfConstant, bpfProtocol, isBpfProtocol } from './bpf-words';

/** Deeper nesting than this is no filter that a person wrote. */
const MAX_DEPTH = 100;

/** Operators by rising precedence. */
const LEVELS: readonly (readonly string[])[] = [['|', '^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']];
const RELATIONS: ReadonlySet<string> = new Set(['=', '==', '!=', '<', '>', '<=', '>=']);
const ARITHMETIC: ReadonlySet<string> = new Set(LEVELS.flat());

/** Walks over the tokens; the part of the parser that knows numbers. */
export class BpfArithmetic {
  #at = 0;
  #depth = 0;
  /** index of the `)` that belongs to a `(`, by the index of that */
  readonly #closing = new Map<number, number>();

  constructor(private readonly tokens: readonly BpfToken[]) {
    const open: number[] = [];
    for (const [i, { text }] of tokens.entries()) {
      if (text === '(') open.push(i);
      else if (text === ')') this.#closing.set(open.pop() ?? -1, i);
    }
  }

  get atEnd(): boolean {
    return this.#at >= this.tokens.length;
  }
  peek(ahead: number): BpfToken | undefined {
    return this.tokens[this.#at + ahead];
  }
  is(ahead: number, text: string): boolean {
    return this.peek(ahead)?.text === text;
  }
  skip(): void {
    this.#at++;
  }
  /** Steps over the next token if it is one of these. */
  takeAny(...texts: string[]): boolean {
    const found = texts.includes(this.peek(0)?.text ?? '');
    if (found) this.#at++;
    return found;
  }
  nested<T>(body: () => T | null): T | null {
    if (this.#depth >= MAX_DEPTH) return null;
    this.#depth++;
    const result = body();
    this.#depth--;
    return result;
  }

  /** Whether a number to calculate with begins `ahead` tokens from here, and not a test. */
  isCalculated(ahead: number): boolean {
    const token = this.peek(ahead);
    if (!token) return false;
    const { text } = token;
    if (text === 'len') return true;
    if (text === '(') {
      const close = this.#closing.get(this.#at + ahead);
      return close !== undefined && this.#isOperator(close + 1);
    }
    if (isBpfProtocol(text)) return this.is(ahead + 1, '[');
    return token.kind === 'word' && bpfConstant(text) !== null && this.#isOperator(this.#at + ahead + 1);
  }
  #isOperator(index: number): boolean {
    const text = this.tokens[index]?.text ?? '';
    return RELATIONS.has(text) || ARITHMETIC.has(text);
  }

  relation(): Bpf | null {
    const left = this.#number(0);
    const operator = this.peek(0)?.text ?? '';
    if (left === null || !RELATIONS.has(operator)) return null;
    this.skip();
    const right = this.#number(0);
    return right === null ? null : { kind: 'relation', operator: operator === '=' ? '==' : operator, left, right };
  }

  #number(level: number): BpfNumber | null {
    if (level === LEVELS.length) return this.#operand();
    return this.nested(() => {
      let left = this.#number(level + 1);
      for (;;) {
        const operator = this.peek(0)?.text ?? '';
        if (left === null || !LEVELS[level].includes(operator)) return left;
        this.skip();
        const right = this.#number(level + 1);
        left = right === null ? null : { kind: 'arithmetic', operator, left, right };
      }
    });
  }

  #operand(): BpfNumber | null {
    const token = this.peek(0);
    if (!token) return null;
    this.skip();
    if (token.text === '(') {
      const inner = this.#number(0);
      return this.takeAny(')') ? inner : null;
    }
    if (token.text === 'len') return { kind: 'length' };
    if (isBpfProtocol(token.text)) return this.#bytes(bpfProtocol(token.text));
    const value = token.kind === 'word' ? bpfConstant(token.text) : null;
    return value === null ? null : { kind: 'number', value };
  }

  #bytes(proto: string): BpfNumber | null {
    if (!this.takeAny('[')) return null;
    const index = this.#number(0);
    let size = 1;
    if (this.takeAny(':')) {
      size = bpfConstant(this.peek(0)?.text ?? '') ?? 0;
      this.skip();
    }
    if (index === null || !this.takeAny(']')) return null;
    return size === 1 || size === 2 || size === 4 ? { kind: 'bytes', proto, index, size } : null;
  }
}

// Tokens of a display filter -> syntax tree. Knows the grammar, and neither fields nor types.
//
//   filter     = [ or ] end
//   or         = xor { ( "or" | "||" ) xor }
//   xor        = and { ( "xor" | "^^" ) and }
//   and        = not { ( "and" | "&&" ) not }
//   not        = ( "not" | "!" ) not | relation
//   relation   = "(" or ")"
//              | [ "any" | "all" ] bits ( comparison bits { comparison bits }
//                                       | ( "contains" | "matches" | "~" ) bits
//                                       | [ "not" | "!" ] "in" set )
//              | bits
//   comparison = "==" | "eq" | "any_eq" | "!=" | "ne" | "all_ne" | "===" | "all_eq" | "!==" | "any_ne"
//              | ">" | "gt" | "<" | "lt" | ">=" | "ge" | "<=" | "le"
//   set        = "{" bits [ ".." bits ] { "," bits [ ".." bits ] } "}"
//   bits       = sum { ( "&" | "bitand" | "bitwise_and" ) sum }
//   sum        = product { ( "+" | "-" ) product }
//   product    = unary { ( "*" | "/" | "%" ) unary }
//   unary      = ( "+" | "-" ) unary | primary { slice }
//   primary    = [ "@" ] word [ layer ] | word "(" [ bits { "," bits } ] ")" | reference [ layer ]
//              | string | character | "{" bits "}"
//   slice      = "[" range { "," range } "]"
//   layer      = "#" ( digits | "[" range { "," range } "]" )
//   range      = i | i ":" j | i "-" j | ":" j | i ":"
import { mistake, say, spanOf } from './mistake';
import {
  bracesInstead,
  unexpectedAfterTest,
  unexpectedInBraces,
  unexpectedInSet,
  unexpectedOperand,
  wrongSet,
} from './parser-help';
import { layerRanges, sliceRanges, type Ranges } from './ranges';
import type { Source } from './source';
import type { Comparison, OperandNode, SetNode, TestNode } from './syntax';
import { TokenCursor } from './token-cursor';
import type { ReferenceToken, Sign, Token } from './token';
import type { ArithmeticOperator, LayerRange, Quantifier, Span } from './tree';

/** Deepest nesting of a filter, of brackets and of operators alike: what walks the tree may recurse. */
export const MAX_DEPTH = 100;

const COMPARISONS: ReadonlySet<Sign> = new Set<Sign & Comparison>([
  'eq',
  'ne',
  'all_eq',
  'any_ne',
  'gt',
  'ge',
  'lt',
  'le',
]);
const isComparison = (sign: Sign | null): sign is Comparison => sign !== null && COMPARISONS.has(sign);

class Parser {
  private readonly cursor: TokenCursor;
  private readonly depths = new WeakMap<TestNode | OperandNode, number>();
  private nesting = 0;

  constructor(tokens: readonly Token[], source: Source) {
    this.cursor = new TokenCursor(tokens, source);
  }

  filter(): TestNode | null {
    if (this.cursor.peek().kind === 'end') return null;
    const test = this.or();
    if (this.cursor.peek().kind !== 'end') throw unexpectedAfterTest(this.cursor, test, false);
    return test;
  }

  private tooDeep(span: Span): Error {
    return mistake('too-deep', span, say('filter.tooDeep', { most: MAX_DEPTH }));
  }
  /** Notes how deep a node is, which is what later stages recurse on. */
  private deep<N extends TestNode | OperandNode>(node: N, children: readonly (TestNode | OperandNode)[]): N {
    let depth = 0;
    for (const child of children) depth = Math.max(depth, this.depths.get(child) ?? 0);
    if (depth >= MAX_DEPTH) throw this.tooDeep(node);
    this.depths.set(node, depth + 1);
    return node;
  }
  /** Around everything that calls itself. */
  private nested<T>(body: () => T): T {
    if (++this.nesting > MAX_DEPTH) throw this.tooDeep(this.cursor.peek());
    const result = body();
    this.nesting--;
    return result;
  }

  private joined(kind: 'and' | 'or' | 'xor', part: () => TestNode): TestNode {
    const items = [part()];
    while (this.cursor.accept(kind)) items.push(part());
    if (items.length === 1) return items[0];
    return this.deep({ kind, items, ...spanOf(items[0], items[items.length - 1]) }, items);
  }
  private or(): TestNode {
    return this.joined('or', () => this.xor());
  }
  private xor(): TestNode {
    return this.joined('xor', () => this.and());
  }
  private and(): TestNode {
    return this.joined('and', () => this.not());
  }
  private not(): TestNode {
    const sign = this.cursor.accept('not');
    if (!sign) return this.relation();
    const of = this.nested(() => this.not());
    return this.deep({ kind: 'not', of, ...spanOf(sign, of) }, [of]);
  }

  private relation(): TestNode {
    const { cursor } = this;
    const open = cursor.accept('(');
    if (open) {
      const test = this.nested(() => this.or());
      const close = cursor.accept(')');
      if (!close) throw unexpectedAfterTest(cursor, test, true);
      const next = cursor.sign();
      // `(tcp.len) == 4`: these brackets are for tests
      if (isComparison(next) || (next !== null && '&+-*/%'.includes(next))) throw bracesInstead(open, close);
      return test;
    }
    const quantifier = cursor.accept('any') ?? cursor.accept('all');
    const left = this.bits();
    const which = quantifier === null ? null : quantifier.text.toLowerCase() === 'all' ? 'all' : 'any';
    const relation = this.comparison(left, which) ?? this.search(left, which) ?? this.membership(left, which);
    if (relation && quantifier) return this.deep({ ...relation, ...spanOf(quantifier, relation) }, [relation]);
    if (relation) return relation;
    if (quantifier) {
      cursor.demandMore();
      throw mistake('unexpected', quantifier, say('filter.quantifier', { text: quantifier.text }), {
        hint: say('filter.hint.quantifier', { text: quantifier.text }),
      });
    }
    return this.deep({ kind: 'alone', operand: left, at: left.at, len: left.len }, [left]);
  }
  private comparison(first: OperandNode, quantifier: Quantifier | null): TestNode | null {
    const operands = [first];
    const operators: (Span & { comparison: Comparison; text: string })[] = [];
    for (;;) {
      const sign = this.cursor.sign();
      if (!isComparison(sign)) break;
      const { text, at, len } = this.cursor.next();
      operators.push({ comparison: sign, text, at, len });
      operands.push(this.bits());
    }
    if (operators.length === 0) return null;
    const span = spanOf(first, operands[operands.length - 1]);
    return this.deep({ kind: 'compare', quantifier, operands, operators, ...span }, operands);
  }

  private search(left: OperandNode, quantifier: Quantifier | null): TestNode | null {
    const sign = this.cursor.sign();
    if (sign !== 'contains' && sign !== 'matches') return null;
    const { text } = this.cursor.next();
    const right = this.bits();
    return this.deep({ kind: 'search', relation: sign, text, quantifier, left, right, ...spanOf(left, right) }, [
      left,
      right,
    ]);
  }

  private membership(operand: OperandNode, quantifier: Quantifier | null): TestNode | null {
    const { cursor } = this;
    const negative = cursor.sign() === 'not' && cursor.sign(1) === 'in';
    if (negative) cursor.next();
    if (!cursor.accept('in')) return null;
    if (!cursor.accept('{')) throw wrongSet(cursor);
    const items: SetNode[] = [];
    do {
      const sign = cursor.sign();
      if (sign === '}' || sign === ',') throw unexpectedInSet(cursor);
      const low = this.bits();
      const high = cursor.accept('..') ? this.bits() : null;
      items.push({ low, high, ...spanOf(low, high ?? low) });
    } while (cursor.accept(','));
    const close = cursor.accept('}');
    if (!close) throw unexpectedInSet(cursor);
    const inside = items.flatMap(({ low, high }) => (high ? [low, high] : [low]));
    return this.deep({ kind: 'in', quantifier, negative, operand, items, ...spanOf(operand, close) }, [
      operand,
      ...inside,
    ]);
  }

  /** Operators that group from the left. */
  private binary(signs: readonly Sign[], part: () => OperandNode): OperandNode {
    let left = part();
    for (;;) {
      const sign = this.cursor.sign();
      if (sign === null || !signs.includes(sign)) return left;
      const { at, len } = this.cursor.next();
      const right = part();
      left = this.deep(
        {
          kind: 'arithmetic',
          operator: sign as ArithmeticOperator,
          operatorSpan: { at, len },
          left,
          right,
          ...spanOf(left, right),
        },
        [left, right],
      );
    }
  }
  private bits(): OperandNode {
    return this.binary(['&'], () => this.binary(['+', '-'], () => this.binary(['*', '/', '%'], () => this.unary())));
  }

  private unary(): OperandNode {
    const plus = this.cursor.accept('+');
    if (plus) return this.nested(() => this.unary());
    const minus = this.cursor.accept('-');
    if (minus) {
      const of = this.nested(() => this.unary());
      return this.deep({ kind: 'negative', of, ...spanOf(minus, of) }, [of]);
    }
    let operand = this.primary();
    for (;;) {
      const token = this.cursor.peek();
      if (token.kind !== 'slice') return operand;
      this.cursor.next();
      const ranges = this.ranges(token.text, sliceRanges(token.text), token, token.inside);
      operand = this.deep({ kind: 'slice', of: operand, ranges, ...spanOf(operand, token) }, [operand]);
    }
  }

  /** `inside`: offset of the ranges' text in the token. */
  private ranges<T>(whole: string, result: Ranges<T>, token: Span, inside: number): T[] {
    if (result.ok) return result.ranges;
    const text = whole.slice(result.at, result.at + result.len).trim();
    // inside of a macro there is no place for a part of the token
    const exact = token.len >= whole.length + inside;
    const span = exact ? { at: token.at + inside + result.at, len: result.len } : token;
    if (text === '') throw mistake('range', span, say('filter.rangeEmpty'), { hint: say('filter.hint.range') });
    const key = result.why === 'order' ? 'filter.rangeOrder' : 'filter.rangeNumber';
    const same = /^(-?\d+)-\1$/.exec(text.replaceAll(' ', ''));
    throw mistake('range', span, say(key, { text }), {
      hint: say('filter.hint.range'),
      edits: same ? [{ ...span, text: same[1] }] : [],
    });
  }
  private layers(): { layers: LayerRange[]; end: Token | null } {
    const token = this.cursor.peek();
    if (token.kind !== 'layer') return { layers: [], end: null };
    this.cursor.next();
    return { layers: this.ranges(token.text, layerRanges(token.text), token, token.inside), end: token };
  }

  private primary(): OperandNode {
    const { cursor } = this;
    cursor.demandMore();
    const at = cursor.accept('@');
    const token = cursor.peek();
    if (token.kind === 'word' || token.kind === 'field') {
      cursor.next();
      if (!at && token.kind === 'word' && cursor.sign() === '(') return this.call(token.text, token);
      return this.word(token.text, token.kind === 'field' ? 'field' : 'either', at, token);
    }
    if (at) throw mistake('unexpected', at, say('filter.at'), { hint: say('filter.hint.at') });
    const span: Span = { at: token.at, len: token.len };
    switch (token.kind) {
      case 'literal':
        cursor.next();
        return this.word(token.text, 'value', null, token);
      case 'reference':
        cursor.next();
        return this.reference(token, token);
      case 'string':
        cursor.next();
        return this.deep({ kind: 'string', text: token.text, bytes: token.bytes, ...span }, []);
      case 'char':
        cursor.next();
        return this.deep({ kind: 'char', text: token.text, code: token.code, ...span }, []);
      default:
        if (cursor.sign() === '{') return this.braces();
        throw unexpectedOperand(cursor);
    }
  }

  /** `${ip.src#1}` has its layers inside, `$ip.src#1` behind it. */
  private reference(token: Token, { text, field, raw, layers: inside, layersAt }: ReferenceToken): OperandNode {
    if (inside === null) {
      const { layers, end } = this.layers();
      return this.deep({ kind: 'reference', text, field, raw, layers, ...spanOf(token, end ?? token) }, []);
    }
    const trimmed = inside.trim();
    const bare = /^\[(.*)\]$/.exec(trimmed)?.[1] ?? trimmed;
    const layers = this.ranges(bare, layerRanges(bare), token, layersAt);
    return this.deep({ kind: 'reference', text, field, raw, layers, at: token.at, len: token.len }, []);
  }

  private word(text: string, role: 'either' | 'field' | 'value', at: Token | null, token: Token): OperandNode {
    const { layers, end } = role === 'value' ? { layers: [], end: null } : this.layers();
    return this.deep({ kind: 'word', text, role, raw: at !== null, layers, ...spanOf(at ?? token, end ?? token) }, []);
  }

  private call(name: string, token: Token): OperandNode {
    const { cursor } = this;
    const nameSpan: Span = { at: token.at, len: token.len };
    cursor.next();
    const args: OperandNode[] = [];
    let close = cursor.accept(')');
    while (!close) {
      args.push(this.nested(() => this.bits()));
      close = cursor.accept(')');
      if (!close && !cursor.accept(',')) throw unexpectedAfterTest(cursor, null, true);
    }
    return this.deep({ kind: 'call', name, nameSpan, args, ...spanOf(token, close) }, args);
  }

  private braces(): OperandNode {
    const { cursor } = this;
    const before = cursor.last;
    const open = cursor.next();
    const inside = this.nested(() => this.bits());
    const close = cursor.accept('}');
    if (!close) throw unexpectedInBraces(cursor, before);
    // the brackets belong to the operand's place, and to nothing else
    return this.deep({ ...inside, ...spanOf(open, close) }, [inside]);
  }
}

/** The syntax tree, null for an empty filter. Throws FilterError. */
export const parse = (tokens: readonly Token[], source: Source): TestNode | null => new Parser(tokens, source).filter();

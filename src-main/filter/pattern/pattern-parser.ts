// Regular expressions as Wireshark takes them (PCRE2 on bytes; case does not matter unless the pattern says so), as far as a match can
// be decided in time that grows with the text only: no look-around, no back references, no atomic or recursive groups.
// Greedy or not makes no difference to whether there is a match, and neither does what is captured.
import { ANY, NOT_NEWLINE, withBothCases, type ByteSet } from './byte-set';
import { bracketSet, bytesOfChar, escapeSet, PatternCursor } from './pattern-escape';
import {
  MAX_DEPTH,
  MAX_REPEAT,
  MAX_SIZE,
  PatternError,
  sizeOf,
  type Assertion,
  type PatternNode,
} from './pattern-tree';

interface Flags {
  caseless: boolean;
  multiline: boolean;
  dotAll: boolean;
  extended: boolean;
}

/** Throws PatternError. */
export function parsePattern(source: string): PatternNode {
  const parser = new PatternParser(source);
  const tree = parser.all();
  if (sizeOf(tree) > MAX_SIZE) throw new PatternError(0, source.length, 'pattern.tooLarge');
  return tree;
}

const COUNT = /\{(\d+)(,?)(\d*)\}/y;
const FLAGS = /\?(\^?)([imsxnJU]*)(?:-([imsxnJU]*))?([:)])/y;
const NAME = /\?(?:P?<|')[A-Za-z_]\w*[>']/y;
/** what begins a group that is not decided here: look-around, atomic, conditional, recursive … */
const UNSUPPORTED_GROUP = /\?(?:[=!>(&RC0-9+]|<[=!]|-\d|P[=>])|\*/y;
const PLACES: Readonly<Record<string, Assertion>> = {
  A: 'start',
  G: 'start',
  z: 'end',
  Z: 'lastLine',
  b: 'word',
  B: 'notWord',
};

class PatternParser {
  private readonly c: PatternCursor;
  private flags: Flags = { caseless: true, multiline: false, dotAll: false, extended: false };
  private depth = 0;

  constructor(source: string) {
    this.c = new PatternCursor(source);
  }

  all(): PatternNode {
    const tree = this.choice();
    if (!this.c.ended) throw new PatternError(this.c.at, 1, 'pattern.closing');
    return tree;
  }

  private choice(): PatternNode {
    const items = [this.sequence()];
    while (this.c.accept('|')) items.push(this.sequence());
    return items.length === 1 ? items[0] : { kind: 'choice', items };
  }

  private sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      this.skip();
      if (this.c.ended || this.c.peek() === '|' || this.c.peek() === ')') break;
      const at = this.c.at;
      const parts = this.atom();
      const last = parts.pop();
      items.push(...parts);
      if (last) items.push(this.repeated(last, at));
      else this.noRepeat();
    }
    return items.length === 1 ? items[0] : { kind: 'sequence', items };
  }

  /** Steps over comments, and over blanks where they do not count. */
  private skip(): void {
    for (;;) {
      const { c } = this;
      const at = c.at;
      if (c.accept('(?#')) {
        if (c.until(')') === null) throw new PatternError(at, c.text.length - at, 'pattern.opening');
      } else if (!this.flags.extended || !c.match(/\s+|#[^\n]*/y)) return;
    }
  }

  /** What one character or group says: a character of several bytes is several sets, an empty quotation or flag nothing. */
  private atom(): PatternNode[] {
    const { c } = this;
    const at = c.at;
    const char = c.next();
    switch (char) {
      case '\\':
        return this.escape(at);
      case '[':
        return [{ kind: 'set', set: bracketSet(c, at, this.flags.caseless) }];
      case '(':
        return this.group(at);
      case '.':
        return [{ kind: 'set', set: this.flags.dotAll ? ANY : NOT_NEWLINE }];
      case '^':
        return [{ kind: 'assert', what: this.flags.multiline ? 'lineStart' : 'start' }];
      case '$':
        return [{ kind: 'assert', what: this.flags.multiline ? 'lineEnd' : 'lastLine' }];
      case '*':
      case '+':
      case '?':
        throw new PatternError(at, 1, 'pattern.nothingToRepeat', { text: char });
      case '{':
        c.at = at;
        if (c.match(COUNT)) throw this.nothingToRepeat(at);
        c.at = at + 1;
        return this.literal(char);
      default:
        return this.literal(char);
    }
  }

  private nothingToRepeat(at: number): PatternError {
    const text = this.c.text.slice(at, this.c.at);
    return new PatternError(at, text.length, 'pattern.nothingToRepeat', { text });
  }
  private noRepeat(): void {
    const { c } = this;
    const at = c.at;
    if (/[*+?]/.test(c.peek())) c.at++;
    else if (!c.match(COUNT)) return;
    throw this.nothingToRepeat(at);
  }

  private literal(text: string): PatternNode[] {
    return this.sets(Array.from(text).flatMap(bytesOfChar));
  }
  private sets(sets: readonly ByteSet[]): PatternNode[] {
    return sets.map((set) => ({ kind: 'set', set: this.flags.caseless ? withBothCases(set) : set }));
  }

  private escape(at: number): PatternNode[] {
    const { c } = this;
    const letter = c.peek();
    if (Object.hasOwn(PLACES, letter)) {
      c.at++;
      return [{ kind: 'assert', what: PLACES[letter] }];
    }
    if (c.accept('Q')) return this.literal(c.until('\\E') ?? c.text.slice(c.at, (c.at = c.text.length)));
    if (c.accept('E') || c.accept('K')) return []; // where a match begins does not matter
    if (c.accept('N')) return [{ kind: 'set', set: NOT_NEWLINE }];
    if (c.accept('C')) return [{ kind: 'set', set: ANY }];
    const escaped = escapeSet(c, at);
    return this.sets(escaped instanceof Uint8Array ? [escaped] : escaped);
  }

  private group(at: number): PatternNode[] {
    const { c } = this;
    const outer = this.flags;
    const setting = c.match(FLAGS);
    if (setting) {
      this.flags = withFlags(outer, setting);
      if (setting[4] === ')') return []; // for the rest of the group around
    } else if (!c.match(NAME) && !c.accept('?|')) {
      if (c.match(UNSUPPORTED_GROUP))
        throw new PatternError(at, c.at - at, 'pattern.unsupported', { text: c.text.slice(at, c.at) });
      if (c.peek() === '?') throw new PatternError(at, Math.min(2, c.text.length - at), this.unknownGroup());
    }
    if (++this.depth > MAX_DEPTH) throw new PatternError(at, 1, 'pattern.tooDeep', { most: MAX_DEPTH });
    const inside = this.choice();
    if (!c.accept(')')) throw new PatternError(at, c.text.length - at, 'pattern.opening');
    this.depth--;
    this.flags = outer;
    return [inside];
  }
  private unknownGroup(): 'pattern.opening' | 'pattern.group' {
    return this.c.at + 1 >= this.c.text.length ? 'pattern.opening' : 'pattern.group';
  }

  private repeated(of: PatternNode, at: number): PatternNode {
    const { c } = this;
    this.skip();
    const start = c.at;
    let least: number;
    let most: number;
    if (c.accept('*')) [least, most] = [0, Infinity];
    else if (c.accept('+')) [least, most] = [1, Infinity];
    else if (c.accept('?')) [least, most] = [0, 1];
    else {
      const count = c.match(COUNT);
      if (!count) return of;
      least = Number(count[1]);
      most = count[2] === '' ? least : count[3] === '' ? Infinity : Number(count[3]);
      const text = count[0];
      if (most < least) throw new PatternError(start, text.length, 'pattern.rangeOrder', { text });
      if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT))
        throw new PatternError(start, text.length, 'pattern.repeat', { most: MAX_REPEAT });
    }
    if (c.accept('+')) throw new PatternError(at, c.at - at, 'pattern.unsupported', { text: c.text.slice(at, c.at) });
    c.accept('?');
    this.skip();
    this.noRepeat();
    return { kind: 'repeat', of, least, most };
  }
}

function withFlags(outer: Flags, [, reset, on, off = '']: RegExpExecArray): Flags {
  const base: Flags = reset === '' ? outer : { caseless: false, multiline: false, dotAll: false, extended: false };
  const flag = (letter: string, before: boolean): boolean => !off.includes(letter) && (before || on.includes(letter));
  return {
    caseless: flag('i', base.caseless),
    multiline: flag('m', base.multiline),
    dotAll: flag('s', base.dotAll),
    extended: flag('x', base.extended),
  };
}

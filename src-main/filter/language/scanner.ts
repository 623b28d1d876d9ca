// Text of a display filter -> tokens. Never fails: what cannot be read becomes a `bad` token that carries the mistake.
// Words are taken as long as they go, as Wireshark does: names may have `-` in them, so that `tcp.len-1` is one word.
import { asciiOf, withAscii } from './full-width';
import { insert, mistake, replace, say, type Edit, type FilterError, type Help, type MistakeKind } from './mistake';
import type { Message } from '../../ipc/message';
import type { Source } from './source';
import { characterCode, unescapeText } from './text-escapes';
import { SIGNS, WORD_SIGNS, type Token } from './token';
import type { Span } from './tree';

const SPACE = /[ \t\r\n]+/y;
const NAME = String.raw`[A-Za-z0-9_][\w-]*(?:\.[A-Za-z0-9_-]+)*`;
/** Whichever takes the most: names, numbers and dotted addresses; with colons; with a prefix length; times. */
const WORDS = [
  new RegExp(NAME, 'y'),
  // MAC and IPv6 addresses, bytes, `ff:`; checked where they are used
  /[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4})+(?:(?:\.\d{1,3}){3})?(?:\/\d{1,3}(?![\w.]))?/y,
  /\d{1,3}(?:\.\d{1,3}){3}\/\d{1,3}(?![\w.])/y,
  /\d{4}-\d\d?-\d\d?T\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/y,
];
const FIELD = new RegExp(String.raw`\.(${NAME})`, 'y');
const LITERAL = /:([A-Za-z0-9_][\w.:-]*)/y;
const STRING = /[rR]?"/y;
const LAYER = /#(?:(\d+)|\[([^\]]*)\])/y;
const SLICE = /\[([^\]]*)\]/y;
const REFERENCE = new RegExp(String.raw`\$(?:\{\s*(@?)\s*(${NAME})\s*(?:#([^}]*))?\}|(@?)(${NAME}))`, 'y');

class Scanner {
  private at = 0;
  readonly tokens: Token[] = [];
  private readonly text: string;

  constructor(private readonly source: Source) {
    this.text = source.text;
  }

  run(): Token[] {
    while (this.step());
    return this.tokens;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }
  /** The place of what comes next, and past it. */
  private take(len: number): Span {
    const span = this.source.place(this.at, len);
    this.at += len;
    return span;
  }
  private bad(kind: MistakeKind, from: number, len: number, reason: Message, help: Help = {}): void {
    const span = this.source.place(from, len);
    const error: FilterError = mistake(kind, span, reason, help);
    this.tokens.push({ kind: 'bad', text: this.text.slice(from, from + len), error, ...span });
  }

  /** One token. False: that was the last. */
  private step(): boolean {
    this.at += this.match(SPACE)?.[0].length ?? 0;
    if (this.at >= this.text.length) {
      // where the typed text ends, without the blanks
      this.tokens.push({ kind: 'end', text: '', at: this.source.typed.trimEnd().length, len: 0 });
      return false;
    }
    const char = this.text[this.at];
    const string = this.match(STRING);
    if (string) return this.string(string[0].length > 1);
    if (char === "'") return this.character();
    if (char === '$') return this.reference();
    if (char === '#') return this.layer();
    if (char === '[') return this.slice();
    return this.word() || this.sign() || this.unreadable();
  }

  private string(raw: boolean): boolean {
    const from = this.at + (raw ? 2 : 1);
    let end = from;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) {
      // `"GET”`: it ends with another quote
      const curly = /[\u201c-\u201f\uff02]/.exec(this.text.slice(from));
      const edits: Edit[] = [
        curly
          ? replace(this.source.place(from + curly.index, 1), '"')
          : insert(this.source.typed.trimEnd().length, '"'),
      ];
      this.bad('quote', this.at, this.text.length - this.at, say('filter.quote'), { edits });
      return false;
    }
    const inside = this.text.slice(from, end);
    const text = this.text.slice(this.at, end + 1);
    if (raw) {
      const bytes = new TextEncoder().encode(inside);
      this.tokens.push({ kind: 'string', text, bytes, ...this.take(text.length) });
      return true;
    }
    const unescaped = unescapeText(inside);
    if (unescaped.ok) {
      this.tokens.push({ kind: 'string', text, bytes: unescaped.bytes, ...this.take(text.length) });
      return true;
    }
    const escape = inside.slice(unescaped.at, unescaped.at + unescaped.len);
    this.bad('escape', from + unescaped.at, unescaped.len, say('filter.escape', { escape }), {
      hint: say('filter.hint.rawString'),
      edits: [insert(this.source.place(this.at, 1).at, 'r')],
    });
    return false;
  }

  private character(): boolean {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== "'") end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) {
      this.bad('quote', this.at, this.text.length - this.at, say('filter.characterQuote'), {
        edits: [insert(this.source.typed.trimEnd().length, "'")],
      });
      return false;
    }
    const text = this.text.slice(this.at, end + 1);
    const inside = text.slice(1, -1);
    const code = characterCode(inside);
    if (code !== null) {
      this.tokens.push({ kind: 'char', text, code, ...this.take(text.length) });
      return true;
    }
    const span = this.source.place(this.at, text.length);
    this.bad('character-constant', this.at, text.length, say('filter.characterConstant', { text }), {
      hint: say('filter.hint.doubleQuotes'),
      edits: [replace(span, `"${inside.replaceAll('"', '\\"')}"`)],
    });
    return false;
  }

  private reference(): boolean {
    const found = this.match(REFERENCE);
    if (!found) {
      this.bad('unknown-macro', this.at, 1, say('filter.dollar'), { hint: say('filter.hint.dollar') });
      return false;
    }
    const groups = found as (string | undefined)[];
    const [text, bracedRaw, braced, layers, plainRaw, plain] = groups as [string, ...(string | undefined)[]];
    this.tokens.push({
      kind: 'reference',
      text,
      field: braced ?? plain ?? '',
      raw: bracedRaw === '@' || plainRaw === '@',
      layers: layers ?? null,
      layersAt: layers === undefined ? 0 : text.indexOf('#') + 1,
      ...this.take(text.length),
    });
    return true;
  }

  private layer(): boolean {
    const found = this.match(LAYER);
    if (!found) {
      this.bad('range', this.at, 1, say('filter.layer'), { hint: say('filter.hint.layer') });
      return false;
    }
    const [text, number, ranges] = found as (string | undefined)[] & [string];
    const inside = number === undefined ? 2 : 1;
    this.tokens.push({ kind: 'layer', text: number ?? ranges ?? '', inside, ...this.take(text.length) });
    return true;
  }

  private slice(): boolean {
    const found = this.match(SLICE);
    if (!found) {
      this.bad('bracket', this.at, this.text.length - this.at, say('filter.squareBracket'), {
        edits: [insert(this.source.typed.trimEnd().length, ']')],
      });
      return false;
    }
    this.tokens.push({ kind: 'slice', text: found[1], inside: 1, ...this.take(found[0].length) });
    return true;
  }

  private word(): boolean {
    let longest = '';
    for (const pattern of WORDS) {
      const text = this.match(pattern)?.[0] ?? '';
      if (text.length > longest.length) longest = text;
    }
    const field = this.match(FIELD);
    if (field) {
      this.tokens.push({ kind: 'field', text: field[1], ...this.take(field[0].length) });
      return true;
    }
    // `:fc` is a value whatever fields there are; `::1` is an address
    const literal = this.match(LITERAL);
    if (literal && literal[0].length >= longest.length) {
      this.tokens.push({ kind: 'literal', text: literal[1], ...this.take(literal[0].length) });
      return true;
    }
    if (longest === '' || longest === ':') return false;
    const sign = WORD_SIGNS.get(longest.toLowerCase());
    if (sign) this.tokens.push({ kind: 'sign', text: longest, sign, ...this.take(longest.length) });
    else this.tokens.push({ kind: 'word', text: longest, ...this.take(longest.length) });
    return true;
  }

  private sign(): boolean {
    const found = SIGNS.find(([text]) => this.text.startsWith(text, this.at));
    if (!found) return false;
    const [text, sign] = found;
    this.tokens.push({ kind: 'sign', text, sign, ...this.take(text.length) });
    return true;
  }

  private unreadable(): boolean {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    const ascii = asciiOf(char);
    const { typed } = this.source;
    if (ascii === null) {
      // `80.`, `tcp.`: half a name, or a full stop
      const help: Help = /[\x21-\x7e]/.test(char)
        ? { edits: [replace(this.source.place(this.at, 1), '')] }
        : { hint: say('filter.hint.quoteText') };
      this.bad('character', this.at, char.length, say('filter.character', { char }), help);
      return false;
    }
    // all of them at once: after the first, the others would be complained about one by one
    const whole: Span = { at: 0, len: typed.length };
    const right = withAscii(typed);
    this.bad('character', this.at, char.length, say('filter.fullWidth', { char, ascii }), {
      hint: say('filter.hint.write', { text: ascii === ' ' ? '␠' : ascii }),
      edits: [replace(whole, right)],
    });
    return false;
  }
}

/** The tokens; the last one is `end` or `bad`. Places are those of the typed text. */
export const scan = (source: Source): Token[] => new Scanner(source).run();

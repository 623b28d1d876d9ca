// Macros: `${name:a;b}`, `${name;a;b}`, `$name(a,b)`, `${name}` are replaced by the macro's text, in which $1, $2 … stand for the
// arguments; again in the outcome, until none is left. Field references (`${ip.src}`, `$ip.src`) stay: the scanner reads them.
import { MAX_FILTER_TEXT, type FilterMacro } from '../../ipc/contracts/filter-contract';
import { mistake, replace, say, type FilterError } from './mistake';
import { nearest } from './nearest';
import { Source } from './source';
import type { Span } from './tree';

/** Macros in macros. */
const MAX_DEPTH = 16;
/** Replacements in one filter. */
const MAX_CALLS = 1000;
/** Longest text after all of them. */
const MAX_TEXT = 4 * MAX_FILTER_TEXT;

interface Call {
  readonly name: string;
  /** of the name in the call */
  readonly nameAt: number;
  readonly args: readonly string[];
  /** of the call in its text */
  readonly at: number;
  readonly len: number;
}

const NAME = /[A-Za-z_][\w.-]*/y;
const OPENING = '({[';
const CLOSING = ')}]';

/** End of the string or character constant that begins at `at`. */
function quoteEnd(text: string, at: number): number {
  const quote = text[at];
  let end = at + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, text.length);
}

/** Arguments from `at` to the bracket that closes them; null: it is missing. Brackets and quotes may stand in arguments. */
function readArguments(text: string, at: number, separator: string): { args: string[]; end: number } | null {
  const args: string[] = [];
  let from = at;
  let depth = 0;
  for (let i = at; i < text.length;) {
    const char = text[i];
    if (char === '"' || char === "'") {
      i = quoteEnd(text, i);
      continue;
    }
    if (depth === 0 && (char === separator || CLOSING.includes(char))) {
      args.push(text.slice(from, i).trim());
      from = i + 1;
      if (char !== separator) return { args: args.length === 1 && args[0] === '' ? [] : args, end: i + 1 };
    } else if (OPENING.includes(char)) depth++;
    else if (CLOSING.includes(char)) depth--;
    i++;
  }
  return null;
}

/** The macro call at a `$`; null: no call, perhaps a field reference. `${name}` is one if there is a macro of that name. */
function callAt(text: string, at: number, macros: ReadonlyMap<string, string>): Call | null {
  const braced = text[at + 1] === '{';
  NAME.lastIndex = at + (braced ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return null;
  const after = NAME.lastIndex;
  if (braced && text[after] === '}' && macros.has(name)) return { name, nameAt: 2, args: [], at, len: after + 1 - at };
  const opened = braced ? text[after] === ':' || text[after] === ';' : text[after] === '(';
  if (!opened) return null;
  const read = readArguments(text, after + 1, braced ? ';' : ',');
  return read && { name, nameAt: braced ? 2 : 1, args: read.args, at, len: read.end - at };
}

/** `$` signs outside of strings. */
function* dollars(text: string): Generator<number> {
  for (let at = 0; at < text.length;) {
    if (text[at] === '"' || text[at] === "'") at = quoteEnd(text, at);
    else if (text[at++] === '$') yield at - 1;
  }
}

class Expansion {
  private calls = 0;
  private grown = 0;

  constructor(private readonly macros: ReadonlyMap<string, string>) {}

  /** What stands instead of a call. `span`: place of the outermost call, for mistakes. */
  private replacement(call: Call, span: Span, depth: number): string {
    const { name, args } = call;
    const text = this.macros.get(name);
    if (text === undefined) throw this.unknown(call, span, depth);
    if (depth > MAX_DEPTH || ++this.calls > MAX_CALLS)
      throw mistake('macro', span, say('filter.macroDepth', { name, most: MAX_DEPTH }));
    const wanted = Math.max(0, ...Array.from(text.matchAll(/\$(\d{1,2})/g), (found) => Number(found[1])));
    if (args.length !== wanted)
      throw mistake('macro', span, say('filter.macroArguments', { name, wanted, given: args.length }));
    if (args.includes('')) throw mistake('macro', span, say('filter.macroEmptyArgument', { name }));
    const filled = text.replace(/\$(\d{1,2})/g, (whole, n: string) => args[Number(n) - 1] ?? whole);
    this.grown += filled.length;
    if (this.grown > MAX_TEXT) throw mistake('too-long', span, say('filter.macroLong', { most: MAX_TEXT }));
    return this.expand(filled, () => span, depth + 1).text;
  }

  private unknown({ name, nameAt }: Call, span: Span, depth: number): FilterError {
    const close = nearest(name, this.macros.keys());
    const edits = close !== null && depth === 0 ? [replace({ at: span.at + nameAt, len: name.length }, close)] : [];
    return mistake('unknown-macro', span, say('filter.unknownMacro', { name }), {
      edits,
      hint: close === null ? say('filter.hint.macro') : say('filter.hint.didYouMean', { name: close }),
    });
  }

  /** `text` with every call replaced. */
  expand(text: string, place: (call: Call) => Span, depth: number): { text: string; pieces: Source['pieces'] } {
    const pieces: { from: number; at: number; call: number | null }[] = [];
    let out = '';
    let done = 0;
    for (const at of dollars(text)) {
      if (at < done) continue;
      const call = callAt(text, at, this.macros);
      if (!call) continue;
      if (at > done) pieces.push({ from: out.length, at: done, call: null });
      out += text.slice(done, at);
      const filled = this.replacement(call, place(call), depth);
      if (filled !== '') pieces.push({ from: out.length, at, call: call.len });
      out += filled;
      done = at + call.len;
    }
    if (done < text.length || pieces.length === 0) pieces.push({ from: out.length, at: done, call: null });
    return { text: out + text.slice(done), pieces };
  }
}

/** The text with its macros replaced. Throws FilterError. */
export function expandMacros(typed: string, macros: readonly FilterMacro[]): Source {
  if (!typed.includes('$')) return new Source(typed);
  const table = new Map(macros.map(({ name, text }) => [name, text]));
  const { text, pieces } = new Expansion(table).expand(typed, ({ at, len }) => ({ at, len }), 0);
  return new Source(typed, text, pieces);
}

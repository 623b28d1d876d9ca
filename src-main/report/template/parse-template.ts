// A template of a report: Markdown (CommonMark with tables, by the package marked) with placeholders. Headings, paragraphs, lists, tables, bold and
// code become blocks of the report; what stands for a section, or for room to write in, has a paragraph of its own.
import { lexer, type Token, type Tokens } from 'marked';
import { nearest } from '../../filter/language/nearest';
import type { Message } from '../../ipc/message';
import { MOST_LINES, NAMES, placeholderOf, type Placeholder, type ValueName } from './placeholders';
import type { ReportSection, ReportSettings, TemplateMistake } from '../../ipc/contracts/report-contract';

/** A part of a line; a value is filled in when the report is made. */
export type TemplateInline =
  string | { bold: string } | { mono: string } | { value: ValueName; as: 'plain' | 'bold' | 'mono' };
export type TemplateText = readonly TemplateInline[];

export type TemplatePart =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: TemplateText }
  | { kind: 'paragraph'; text: TemplateText }
  | { kind: 'list'; items: readonly TemplateText[] }
  | { kind: 'table'; head: readonly TemplateText[]; rows: readonly (readonly TemplateText[])[] }
  | { kind: 'sections'; sections: readonly ReportSection[] }
  | { kind: 'room'; lines: number }
  /** once for each connection; there are none of these inside */
  | { kind: 'connections'; parts: readonly TemplatePart[] };

export interface Template {
  parts: TemplatePart[];
  mistakes: TemplateMistake[];
}

/** Mistakes that are told; a file that is no template has thousands. */
const MOST_MISTAKES = 50;
/** Lists in lists: deeper ones stand in the deepest. */
const MOST_DEPTH = 20;

/** Reads any text: what is no template has mistakes. */
export function parseTemplate(text: string): Template {
  try {
    return new Parser().parse(text);
  } catch (error) {
    // thousands of quotations in each other: marked goes into each of them
    if (!(error instanceof RangeError)) throw error;
    return { parts: [], mistakes: [{ line: 1, message: { key: 'report.template.deep' } }] };
  }
}

/** Sections that a report has, whether by its settings or by its template. */
export function sectionsIn({ sections, template }: ReportSettings): readonly ReportSection[] {
  if (template === '') return sections;
  return wantedIn(parseTemplate(template).parts);
}

const wantedIn = (parts: readonly TemplatePart[]): readonly ReportSection[] =>
  parts.flatMap((part) =>
    part.kind === 'sections' ? part.sections : part.kind === 'connections' ? wantedIn(part.parts) : [],
  );

class Parser {
  /** those of the loop that is open; else all */
  #parts: TemplatePart[] = [];
  #loop: { line: number; outside: TemplatePart[] } | null = null;
  readonly #mistakes: TemplateMistake[] = [];

  parse(text: string): Template {
    let line = 1;
    for (const token of lexer(text.replace(/\r\n?/g, '\n'))) {
      this.#block(token, line);
      line += newlines(token.raw);
    }
    if (this.#loop) {
      this.#wrong(this.#loop.line, { key: 'report.template.notClosed' });
      this.#close(line);
    }
    return { parts: this.#parts, mistakes: this.#mistakes.toSorted((a, b) => a.line - b.line) };
  }

  #block(token: Token, line: number): void {
    switch (token.type) {
      case 'space':
      case 'def':
      case 'hr':
        return;
      case 'heading': {
        const { depth, tokens } = token as Tokens.Heading;
        const level = Math.min(depth, 4) as 1 | 2 | 3 | 4;
        this.#parts.push({ kind: 'heading', level, text: this.#inline(tokens, line) });
        return;
      }
      case 'list': {
        const items: TemplateText[] = [];
        this.#items(token as Tokens.List, line, 0, items);
        this.#parts.push({ kind: 'list', items });
        return;
      }
      case 'table':
        return this.#table(token as Tokens.Table, line);
      case 'code': {
        const shown = (token as Tokens.Code).text.split('\n');
        for (const mono of shown) this.#parts.push({ kind: 'paragraph', text: [{ mono }] });
        return;
      }
      case 'blockquote': {
        let at = line;
        for (const inner of (token as Tokens.Blockquote).tokens) {
          this.#block(inner, at);
          at += newlines(inner.raw);
        }
        return;
      }
      case 'html':
        return this.#wrong(line, { key: 'report.template.html' });
      default:
        return this.#paragraph(token as Tokens.Paragraph, line);
    }
  }

  #paragraph(token: Tokens.Paragraph, line: number): void {
    const alone = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(token.raw);
    const placeholder = alone ? placeholderOf(alone[1]) : null;
    if (placeholder?.kind === 'sections') this.#parts.push(placeholder);
    else if (placeholder?.kind === 'room') this.#parts.push(placeholder);
    else if (placeholder?.kind === 'open') this.#open(line);
    else if (placeholder?.kind === 'close') this.#close(line);
    else this.#parts.push({ kind: 'paragraph', text: this.#inline(token.tokens ?? [token], line) });
  }

  #open(line: number): void {
    if (this.#loop) return this.#wrong(line, { key: 'report.template.nested', args: { line: this.#loop.line } });
    this.#loop = { line, outside: this.#parts };
    this.#parts = [];
  }

  #close(line: number): void {
    if (!this.#loop) return this.#wrong(line, { key: 'report.template.notOpened' });
    const { outside } = this.#loop;
    outside.push({ kind: 'connections', parts: this.#parts });
    this.#parts = outside;
    this.#loop = null;
  }

  #items(list: Tokens.List, line: number, depth: number, items: TemplateText[]): void {
    let at = line;
    for (const item of list.items) {
      const text: TemplateInline[] = [];
      let inside = at;
      const nested: [Tokens.List, number][] = [];
      for (const token of item.tokens) {
        if (token.type === 'list') nested.push([token as Tokens.List, inside]);
        else text.push(...this.#inline('tokens' in token && token.tokens ? token.tokens : [token], inside));
        inside += newlines(token.raw);
      }
      items.push(text);
      for (const [inner, from] of nested) if (depth < MOST_DEPTH) this.#items(inner, from, depth + 1, items);
      at += newlines(item.raw);
    }
  }

  #table({ header, rows }: Tokens.Table, line: number): void {
    const cells = (row: readonly Tokens.TableCell[], at: number): TemplateText[] =>
      row.map(({ tokens }) => this.#inline(tokens, at));
    // the line below the head is no row
    this.#parts.push({
      kind: 'table',
      head: cells(header, line),
      rows: rows.map((row, i) => cells(row, line + 2 + i)),
    });
  }

  /** Words with their placeholders; marked's other kinds of text lose their look, not their words. */
  #inline(tokens: readonly Token[], line: number, as: 'plain' | 'bold' | 'mono' = 'plain'): TemplateInline[] {
    const out: TemplateInline[] = [];
    let at = line;
    for (const token of tokens) {
      if (token.type === 'image') this.#wrong(at, { key: 'report.template.picture' });
      else if (token.type === 'html') this.#wrong(at, { key: 'report.template.html' });
      else if (token.type === 'br') out.push('\n');
      else if (token.type === 'codespan') out.push(...this.#words((token as Tokens.Codespan).text, at, 'mono'));
      else if ('tokens' in token && token.tokens && token.type !== 'link')
        out.push(...this.#inline(token.tokens, at, token.type === 'strong' ? 'bold' : as));
      else if (token.type === 'link') {
        const { text, href } = token as Tokens.Link;
        out.push(...this.#words(text === href ? href : `${text} (${href})`, at, as));
      } else out.push(...this.#words('text' in token ? (token.text as string) : token.raw, at, as));
      at += newlines(token.raw);
    }
    return out;
  }

  /** A text with its placeholders, which is set as `as`. */
  #words(text: string, line: number, as: 'plain' | 'bold' | 'mono'): TemplateInline[] {
    const out: TemplateInline[] = [];
    const say = (words: string): void => {
      if (words === '') return;
      out.push(as === 'plain' ? words : as === 'bold' ? { bold: words } : { mono: words });
    };
    let from = 0;
    for (const found of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      say(text.slice(from, found.index));
      const at = line + newlines(text.slice(0, found.index));
      const placeholder = placeholderOf(found[1]);
      if (placeholder.kind === 'value') out.push({ value: placeholder.name, as });
      else this.#wrong(at, mistakeOf(placeholder, found[1].trim()));
      from = found.index + found[0].length;
    }
    const rest = text.slice(from);
    const open = rest.search(/\{\{|\}\}/);
    if (open >= 0) this.#wrong(line + newlines(text.slice(0, from + open)), { key: 'report.template.braces' });
    say(rest);
    return out;
  }

  #wrong(line: number, message: Message): void {
    const isTold = this.#mistakes.some((one) => one.line === line && one.message.key === message.key && !message.args);
    if (!isTold && this.#mistakes.length < MOST_MISTAKES) this.#mistakes.push({ line, message });
  }
}

function mistakeOf(placeholder: Exclude<Placeholder, { kind: 'value' }>, text: string): Message {
  switch (placeholder.kind) {
    case 'unknown': {
      const { word } = placeholder;
      const near = nearest(word, NAMES);
      if (near !== null) return { key: 'report.template.near', args: { word, near } };
      return { key: 'report.template.unknown', args: { word, known: NAMES.join(', ') } };
    }
    case 'lines':
      return { key: 'report.template.lines', args: { word: placeholder.word, most: MOST_LINES } };
    default:
      return { key: 'report.template.alone', args: { text } };
  }
}

const newlines = (text: string): number => text.split('\n').length - 1;

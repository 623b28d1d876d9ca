// The editor of statements: CodeMirror, in a shadow root, because there its styles are adopted sheets, which the policy of the page allows, and not
// <style> elements, which it does not.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  completeFromList,
  ifNotIn,
  type Completion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { sql, SQLite } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface EditorWords {
  /** name for screen readers, and what stands in an empty editor */
  label: string;
  empty: string;
  /** completions of tables and columns, by table */
  schema: Record<string, Completion[]>;
}
interface EditorEvents {
  onchange: (text: string) => void;
  onrun: () => void;
  /** Escape: true when there was something to stop */
  onstop: () => boolean;
}

const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--kind-setup)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--kind-tls)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--kind-udp)' },
]);
const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--bg)', fontSize: 'var(--size)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5' },
  '.cm-scroller::-webkit-scrollbar': { width: '12px', height: '12px' },
  '.cm-scroller::-webkit-scrollbar-thumb': {
    border: '3px solid transparent',
    borderRadius: '6px',
    background: 'var(--line-strong) padding-box',
  },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--text-3)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-placeholder': { color: 'var(--text-3)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--selected)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-tooltip': {
    color: 'var(--text)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--text)',
    backgroundColor: 'var(--selected)',
  },
  '.cm-completionDetail': { color: 'var(--text-2)' },
  '.cm-completionInfo': { maxWidth: '320px', padding: '4px 8px', fontFamily: 'var(--font-ui)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--error)' },
});

export class SqlEditor {
  readonly #view: EditorView;
  readonly #words = new Compartment();

  constructor(host: HTMLElement, text: string, words: EditorWords, { onchange, onrun, onstop }: EditorEvents) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const keys = Prec.high(
      keymap.of([
        { key: 'Mod-Enter', run: () => (onrun(), true) },
        { key: 'Escape', run: onstop },
        { key: 'Tab', run: acceptCompletion },
      ]),
    );
    const state = EditorState.create({
      doc: text,
      extensions: [
        autocompletion({ icons: false }),
        keys,
        keymap.of([...defaultKeymap, ...historyKeymap]),
        [history(), lineNumbers(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets()],
        [EditorView.lineWrapping, syntaxHighlighting(HIGHLIGHT), THEME],
        this.#words.of(wordsOf(words)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onchange(update.state.doc.toString());
        }),
      ],
    });
    this.#view = new EditorView({ state, root, parent: root });
  }

  set words(words: EditorWords) {
    this.#view.dispatch({ effects: this.#words.reconfigure(wordsOf(words)) });
  }

  /** In place of everything, or of what is selected. */
  put(text: string, where: 'all' | 'cursor'): void {
    const { state } = this.#view;
    const { from, to } = where === 'all' ? { from: 0, to: state.doc.length } : state.selection.main;
    this.#view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
    this.focus();
  }

  /** Underlines the word at `at`, or nothing. */
  mark(at: number | null, message: string): void {
    const { state } = this.#view;
    if (at === null) return this.#view.dispatch(setDiagnostics(state, []));
    const from = Math.min(at, state.doc.length);
    const word = /^\w+/.exec(state.doc.sliceString(from, from + 100))?.[0].length ?? 1;
    const to = Math.min(state.doc.length, from + word);
    this.#view.dispatch(setDiagnostics(state, [{ from, to, severity: 'error', message }]));
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}

/** What stands in these is no name. */
const NO_NAME = ['String', 'QuotedIdentifier', 'LineComment', 'BlockComment', 'Number'];

/** Columns of all views, each once: a statement names them before it says of what. */
function columnsOf(schema: EditorWords['schema']): Completion[] {
  const found = new Map(Object.values(schema).flatMap((columns) => columns.map((one) => [one.label, one] as const)));
  return [...found.values()];
}

const wordsOf = ({ label, empty, schema }: EditorWords) => [
  sql({ dialect: SQLite, schema, upperCaseKeywords: true }),
  SQLite.language.data.of({ autocomplete: ifNotIn(NO_NAME, completeFromList(columnsOf(schema))) }),
  placeholder(empty),
  EditorView.contentAttributes.of({ 'aria-label': label }),
];

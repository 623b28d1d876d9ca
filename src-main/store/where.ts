// Checks a condition that a person wrote for `flows --where`: one expression over the columns of `flow`, nothing else.
// Words are looked up in fixed lists (as SQLite's authorizer would do), so that no other table, no second statement, no
// function with side effects or unbounded cost can be named. The database is opened for reading besides.
import { FLOW_COLUMNS } from './flows';

/** Columns that a condition may name: all but the keys that addresses are sorted by; our own number of the flow last. */
export const WHERE_COLUMNS = [...FLOW_COLUMNS.filter((name) => name !== 'id' && !name.endsWith('_key')), 'id'];
const KEYWORDS = new Set(
  'and or not in is null notnull isnull like glob escape between case when then else end collate nocase true false'.split(
    ' ',
  ),
);
const FUNCTIONS = new Set(
  'abs coalesce ifnull iif instr length lower max min nullif round substr substring trim upper'.split(' '),
);
const COLUMNS = new Set(WHERE_COLUMNS);
const LONGEST = 4000;

export type WhereCheck = { ok: true } | { ok: false; at: number; word: string; why: 'word' | 'sign' | 'open' | 'long' };

const TOKEN =
  /(?<space>\s+)|(?<text>'(?:[^']|'')*')|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<open>\()|(?<close>\))|(?<sign>\|\||<>|<=|>=|==|!=|<<|>>|[=<>+*/%,&|~-])/y;

/** Whether the text is one expression over known columns; else where (from 0) and what stops it. */
export function checkWhere(text: string): WhereCheck {
  if (text.length > LONGEST) return { ok: false, at: LONGEST, word: '', why: 'long' };
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) return { ok: false, at, word: text[at], why: text[at] === "'" ? 'open' : 'sign' };
    if (text.startsWith('--', at) || text.startsWith('/*', at))
      return { ok: false, at, word: text.slice(at, at + 2), why: 'sign' };
    if (groups.word !== undefined) {
      const word = groups.word.toLowerCase();
      const isCall = /^\s*\(/.test(text.slice(TOKEN.lastIndex));
      const known = KEYWORDS.has(word) || (isCall ? FUNCTIONS.has(word) : COLUMNS.has(word));
      if (!known) return { ok: false, at, word: groups.word, why: 'word' };
    }
    if (groups.open !== undefined) depth++;
    if (groups.close !== undefined && --depth < 0) return { ok: false, at, word: ')', why: 'sign' };
    at = TOKEN.lastIndex;
  }
  if (depth > 0) return { ok: false, at, word: '(', why: 'open' };
  return { ok: true };
}

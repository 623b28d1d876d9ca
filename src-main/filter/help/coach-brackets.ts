// `and` and `or` mixed without brackets, and `not` before an `or`. Seen in the text, not in the tree: there the brackets are gone.
import { insert, say, type Edit } from '../language/mistake';
import { roughTokens, type RoughToken } from '../language/rough-tokens';
import type { Trap } from './trap';

type Connective = 'and' | 'or' | 'xor';
const CONNECTIVES: Readonly<Record<string, Connective>> = {
  and: 'and',
  '&&': 'and',
  or: 'or',
  '||': 'or',
  xor: 'xor',
  '^^': 'xor',
};
const connectiveOf = (token: RoughToken): Connective | null =>
  token.kind !== 'string' && Object.hasOwn(CONNECTIVES, token.text) ? CONNECTIVES[token.text] : null;

/** What stands between two brackets, cut at its connectives. */
interface Level {
  /** tokens of each part, brackets in it included */
  parts: RoughToken[][];
  /** between part i and i + 1 */
  connectives: Connective[];
}

/** Every level of the text that is joined by connectives. */
function levels(tokens: readonly RoughToken[]): Level[] {
  const open: Level[] = [{ parts: [[]], connectives: [] }];
  const all: Level[] = [...open];
  for (const token of tokens) {
    const level = open[open.length - 1];
    const connective = connectiveOf(token);
    if (connective !== null) {
      level.connectives.push(connective);
      level.parts.push([]);
      continue;
    }
    if (token.kind === 'bracket' && ')]}'.includes(token.text) && open.length > 1) open.pop();
    // a bracket belongs to the part around it, as does everything inside
    open[open.length - 1].parts[open[open.length - 1].parts.length - 1].push(token);
    if (token.kind === 'bracket' && '([{'.includes(token.text)) {
      const inner: Level = { parts: [[]], connectives: [] };
      open.push(inner);
      all.push(inner);
    }
  }
  return all.filter(({ connectives, parts }) => connectives.length > 0 && parts.every((part) => part.length > 0));
}

const startOf = (part: readonly RoughToken[]): number => part[0].at;
const stopOf = (part: readonly RoughToken[]): number => part[part.length - 1].end;

/** Brackets around each run of parts that `kind` joins, where other connectives are there too. */
function bracketed(level: Level, kind: Connective): Edit[] {
  const edits: Edit[] = [];
  let first = 0;
  for (let i = 0; i <= level.connectives.length; i++) {
    if (level.connectives[i] === kind) continue;
    if (i > first) edits.push(insert(startOf(level.parts[first]), '('), insert(stopOf(level.parts[i]), ')'));
    first = i + 1;
  }
  return edits;
}

function mixed(level: Level, text: string): Trap | null {
  const { connectives, parts } = level;
  if (!connectives.includes('and') || !connectives.includes('or') || connectives.includes('xor')) return null;
  const at = startOf(parts[0]);
  const end = stopOf(parts[parts.length - 1]);
  const now = apply(text, bracketed(level, 'and'), at, end);
  const other = apply(text, bracketed(level, 'or'), at, end);
  return {
    kind: 'and-or',
    place: { at, len: end - at },
    message: say('advice.andOr', { now }),
    label: say('advice.andOr.label', { other }),
    edits: bracketed(level, 'or'),
  };
}

/** The text from `at` to `end` with brackets put in. */
function apply(text: string, edits: readonly Edit[], at: number, end: number): string {
  let result = '';
  let from = at;
  for (const edit of edits) {
    result += text.slice(from, edit.at) + edit.text;
    from = edit.at;
  }
  return result + text.slice(from, end);
}

const isNot = (token: RoughToken | undefined): boolean =>
  token !== undefined && token.kind !== 'string' && (token.text === 'not' || token.text === '!');

/** `not arp or udp`: read as `(not arp) or udp`, which is nearly everything. */
function notOr({ connectives, parts }: Level): Trap | null {
  if (!connectives.every((connective) => connective === 'or')) return null;
  const [first, ...rest] = parts;
  if (!isNot(first[0]) || first.length < 2 || isNot(first[1]) || rest.some((part) => isNot(part[0]))) return null;
  const at = startOf(first);
  const end = stopOf(parts[parts.length - 1]);
  return {
    kind: 'not-or',
    place: { at, len: end - at },
    message: say('advice.notOr'),
    label: say('advice.notOr.label'),
    edits: [insert(startOf(first.slice(1)), '('), insert(end, ')')],
  };
}

/** The traps of precedence in a filter that compiles. */
export const bracketTraps = (text: string): Trap[] =>
  levels(roughTokens(text)).flatMap((level) => mixed(level, text) ?? notOr(level) ?? []);

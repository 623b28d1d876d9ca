// Completion: what could stand at the cursor of a display filter that is being written, best first. Works on any text.
import type { Field } from '../../dissect/contract/fields';
import type {
  CompletionItem,
  CompletionKind,
  FilterCompletion,
  FilterMacro,
} from '../../ipc/contracts/filter-contract';
import { FUNCTION_NAMES } from '../check/check-call';
import { completeNames } from './complete-names';
import { placeAt, type Place } from './complete-place';
import { completeValues } from './complete-values';
import { CONNECTIVES, groupOf, OPERATORS, PREFIXES, type Keyword, type Operator } from './vocabulary';

/** More is not offered: nobody reads further, one more letter is quicker. */
export const MAX_ITEMS = 200;

const word = (kind: CompletionKind, text: string, help: string): CompletionItem => ({
  kind,
  text,
  type: '',
  name: '',
  detail: { key: help },
});

/** Keywords that begin with what is written: the usual spelling, another one only to who writes it. */
function spelled(kind: CompletionKind, list: readonly (Keyword | Operator)[], prefix: string): CompletionItem[] {
  const wanted = prefix.toLowerCase();
  return list.flatMap(({ text, also, help }) => {
    const spellings = wanted === '' ? [text] : [text, ...also].filter((spelling) => spelling.startsWith(wanted));
    return spellings.map((spelling) => word(kind, spelling, help));
  });
}

function functions(prefix: string): CompletionItem[] {
  const wanted = prefix.toLowerCase();
  return FUNCTION_NAMES.filter((name) => name.startsWith(wanted)).map((name) =>
    word('function', `${name}(`, `filterHelp.function.${name}`),
  );
}

/** What a test begins with. */
function operands(prefix: string): CompletionItem[] {
  const names = completeNames(prefix);
  const keywords = spelled('keyword', PREFIXES, prefix);
  if (prefix === '') return [...names, ...keywords, ...functions('')];
  const exact = names.length > 0 && names[0].text === prefix ? names.splice(0, 1) : [];
  // a keyword or function that begins so is meant before a field that only contains it
  return [...exact, ...keywords, ...functions(prefix), ...names];
}

function operators({ prefix, type }: Place): CompletionItem[] {
  const group = type === null ? null : groupOf(type);
  const fitting = OPERATORS.filter(
    ({ groups }) => group === null || (groups === null ? group !== 'presence' : groups.includes(group)),
  );
  const offered = spelled('operator', fitting, prefix);
  const connectives = spelled('keyword', CONNECTIVES, prefix);
  // a protocol is mostly meant to be there or not; `not` begins `not in`
  const first = type === 'protocol' || type === 'none' ? [...connectives, ...offered] : [...offered, ...connectives];
  return 'not in'.startsWith(prefix) && prefix !== ''
    ? [...first, word('operator', 'not in', 'filterHelp.operator.notIn')]
    : first;
}

function values({ field, operator, prefix }: Place): CompletionItem[] {
  const known = field === null ? [] : completeValues(field, operator, prefix);
  if (prefix.startsWith('"') || prefix.startsWith("'")) return known;
  if (prefix === '') return known.length > 0 ? known : sameType(field, '');
  return /^[\d:]/.test(prefix) ? known : [...known, ...sameType(field, prefix), ...functions(prefix)];
}

/** Fields to compare with: of the same kind as the one on the left. */
function sameType(field: Field | null, prefix: string): CompletionItem[] {
  if (field === null) return completeNames(prefix);
  const group = groupOf(field.type);
  return completeNames(prefix, (other) =>
    group === 'address' ? other.type === field.type : groupOf(other.type) === group && other.type !== 'protocol',
  );
}

/** `${name}`, `${name:` where it takes arguments, and references to fields of the selected frame. */
function macroItems(prefix: string, macros: readonly FilterMacro[]): CompletionItem[] {
  const wanted = prefix.replace(/^\$\{?/, '').toLowerCase();
  const own = macros
    .filter(({ name }) => name.toLowerCase().startsWith(wanted))
    .map(({ name, text }): CompletionItem => {
      const call = /\$\d/.test(text) ? `\${${name}:` : `\${${name}}`;
      return { kind: 'macro', text: call, type: '', name: '', detail: { key: 'filterHelp.macro', args: { text } } };
    });
  const references = completeNames(wanted, ({ type }) => type !== 'protocol' && type !== 'none').map(
    (item): CompletionItem => ({ ...item, text: `\${${item.text}}`, detail: { key: 'filterHelp.reference' } }),
  );
  return [...own, ...references];
}

function itemsAt(place: Place, macros: readonly FilterMacro[]): CompletionItem[] {
  const { prefix } = place;
  switch (place.expects) {
    case 'operand':
      return /^["']/.test(prefix) ? [] : operands(prefix);
    case 'operator':
      return operators(place);
    case 'in':
      return spelled(
        'operator',
        OPERATORS.filter(({ text }) => text === 'in'),
        prefix,
      );
    case 'set':
      return prefix === '' ? [word('operator', '{', 'filterHelp.set')] : [];
    case 'value':
    case 'item':
      return values(place);
    case 'separator':
      return prefix === ''
        ? [
            word('operator', ',', 'filterHelp.set.comma'),
            word('operator', '..', 'filterHelp.set.range'),
            word('operator', '}', 'filterHelp.set.end'),
          ]
        : [];
    case 'connective':
      return [
        ...spelled('keyword', CONNECTIVES, prefix),
        ...(prefix === '' ? [] : spelled('operator', OPERATORS, prefix)),
      ];
    case 'macro':
      return macroItems(prefix, macros);
    case 'nothing':
      return [];
  }
}

/**
 * What could stand at `cursor` (UTF-16 offset) of `text`: protocols and fields by the beginning or a part of their name, after a
 * field the operators that its type has, after an operator the field's values. Never throws.
 */
export function completeFilter(text: string, cursor: number, macros: readonly FilterMacro[]): FilterCompletion {
  const place = placeAt(text, cursor);
  return { from: place.from, to: place.to, items: itemsAt(place, macros).slice(0, MAX_ITEMS) };
}

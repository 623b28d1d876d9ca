// The words of the display filter language beside its fields: operators and keywords, with the key of the line that explains
// each. Spellings are Wireshark 4.4's.
import type { FieldType } from '../../dissect/contract/fields';

/** What operators ask of a type. */
export type TypeGroup = 'number' | 'boolean' | 'text' | 'bytes' | 'address' | 'time' | 'presence';

export function groupOf(type: FieldType): TypeGroup {
  switch (type) {
    case 'none':
      return 'presence';
    case 'bool':
      return 'boolean';
    case 'string':
      return 'text';
    case 'bytes':
    case 'protocol':
      return 'bytes';
    case 'ether':
    case 'ipv4':
    case 'ipv6':
      return 'address';
    case 'abstime':
    case 'reltime':
      return 'time';
    default:
      return 'number';
  }
}

export interface Operator {
  text: string;
  /** other spellings, offered only to who begins to write them */
  also: readonly string[];
  /** key in the catalogue */
  help: string;
  /** that have it; null: all but `presence` */
  groups: readonly TypeGroup[] | null;
}

/** In the order in which they are offered. */
export const OPERATORS: readonly Operator[] = [
  { text: '==', also: ['eq', 'any_eq'], help: 'filterHelp.operator.eq', groups: null },
  { text: '!=', also: ['ne', 'all_ne'], help: 'filterHelp.operator.ne', groups: null },
  { text: 'contains', also: [], help: 'filterHelp.operator.contains', groups: ['text', 'bytes'] },
  { text: 'matches', also: ['~'], help: 'filterHelp.operator.matches', groups: ['text', 'bytes'] },
  { text: '>', also: ['gt'], help: 'filterHelp.operator.gt', groups: ['number', 'text', 'bytes', 'address', 'time'] },
  { text: '>=', also: ['ge'], help: 'filterHelp.operator.ge', groups: ['number', 'text', 'bytes', 'address', 'time'] },
  { text: '<', also: ['lt'], help: 'filterHelp.operator.lt', groups: ['number', 'text', 'bytes', 'address', 'time'] },
  { text: '<=', also: ['le'], help: 'filterHelp.operator.le', groups: ['number', 'text', 'bytes', 'address', 'time'] },
  { text: 'in', also: [], help: 'filterHelp.operator.in', groups: null },
  { text: '&', also: ['bitand', 'bitwise_and'], help: 'filterHelp.operator.bitand', groups: ['number'] },
  { text: '!==', also: ['any_ne'], help: 'filterHelp.operator.anyNe', groups: null },
  { text: '===', also: ['all_eq'], help: 'filterHelp.operator.allEq', groups: null },
];

export interface Keyword {
  text: string;
  also: readonly string[];
  help: string;
}
export const CONNECTIVES: readonly Keyword[] = [
  { text: 'and', also: ['&&'], help: 'filterHelp.keyword.and' },
  { text: 'or', also: ['||'], help: 'filterHelp.keyword.or' },
  { text: 'xor', also: ['^^'], help: 'filterHelp.keyword.xor' },
];
/** What may stand before a field. */
export const PREFIXES: readonly Keyword[] = [
  { text: 'not', also: ['!'], help: 'filterHelp.keyword.not' },
  { text: 'any', also: [], help: 'filterHelp.keyword.any' },
  { text: 'all', also: [], help: 'filterHelp.keyword.all' },
];

const words = (list: readonly { text: string; also: readonly string[] }[]): string[] =>
  list.flatMap(({ text, also }) => [text, ...also]);
export const CONNECTIVE_WORDS: ReadonlySet<string> = new Set(words(CONNECTIVES));
/** Operators that compare; `&` counts, `in` and `not in` do not. */
export const RELATION_WORDS: ReadonlySet<string> = new Set(
  words(OPERATORS.filter((operator) => operator.text !== 'in')),
);

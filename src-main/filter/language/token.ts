// The tokens of display filters.
import type { FilterError } from './mistake';
import type { Span } from './tree';

/** Operators by meaning, however they are written. */
export type Sign =
  | 'and'
  | 'or'
  | 'xor'
  | 'not'
  | 'any'
  | 'all'
  | 'in'
  | 'eq' // any_eq
  | 'ne' // all_ne
  | 'all_eq'
  | 'any_ne'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'contains'
  | 'matches'
  | '&'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '('
  | ')'
  | '{'
  | '}'
  | ']'
  | ','
  | '..'
  | '@'
  | 'wrong'; // `=`, `=>`, `|` … : see WRONG_SIGNS

export type Token = Span &
  (
    | WordToken
    | StringToken
    /** 'A' */
    | { readonly kind: 'char'; readonly text: string; readonly code: number }
    | { readonly kind: 'sign'; readonly text: string; readonly sign: Sign }
    /** `[` … `]`; `text`, `inside`: what stands between */
    | { readonly kind: 'slice'; readonly text: string; readonly inside: number }
    /** `#2`, `#[1-3]` */
    | { readonly kind: 'layer'; readonly text: string; readonly inside: number }
    /** `${ip.src#1}`, `$ip.src`, `$@ip.src` */
    | ReferenceToken
    /** the scanner could not read it; said when the parser comes to it */
    | { readonly kind: 'bad'; readonly text: string; readonly error: FilterError }
    | { readonly kind: 'end'; readonly text: string }
  );

export interface WordToken {
  /** word: a name, number, address or bytes; field: with a dot in front, `.fc`; literal: with a colon in front, `:fc` */
  readonly kind: 'word' | 'field' | 'literal';
  /** without the dot or colon */
  readonly text: string;
}
export interface StringToken {
  readonly kind: 'string';
  /** as written, with its quotes */
  readonly text: string;
  /** what it stands for: UTF-8, or whatever `\xff` made of it */
  readonly bytes: Uint8Array;
}
export interface ReferenceToken {
  readonly kind: 'reference';
  readonly text: string;
  readonly field: string;
  readonly raw: boolean;
  /** what stands behind `#`, inside of the braces */
  readonly layers: string | null;
  /** offset of `layers` in the token */
  readonly layersAt: number;
}

/** Signs, the longest first. */
export const SIGNS: readonly (readonly [text: string, sign: Sign])[] = [
  ['===', 'all_eq'],
  ['!==', 'any_ne'],
  ['==', 'eq'],
  ['!=', 'ne'],
  ['>=', 'ge'],
  ['<=', 'le'],
  ['~=', 'any_ne'], // an old way to write it
  ['=>', 'wrong'],
  ['=<', 'wrong'],
  ['=~', 'wrong'],
  ['<>', 'wrong'],
  ['&&', 'and'],
  ['||', 'or'],
  ['^^', 'xor'],
  ['..', '..'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['=', 'wrong'],
  ['~', 'matches'],
  ['!', 'not'],
  ['&', '&'],
  ['|', 'wrong'],
  ['^', 'wrong'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['%', '%'],
  ['(', '('],
  [')', ')'],
  ['{', '{'],
  ['}', '}'],
  [']', ']'],
  [',', ','],
  [';', 'wrong'],
  ['@', '@'],
];

/** What people write for an operator, and what it is. `;`: nothing. */
export const WRONG_SIGNS: Readonly<Record<string, string>> = {
  '=': '==',
  '=>': '>=',
  '=<': '<=',
  '=~': '~',
  '<>': '!=',
  '|': '||',
  '^': '^^',
  ';': '',
};

/** Operators in words, in any case (4.0: lower case only). */
export const WORD_SIGNS: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ['and', 'and'],
  ['or', 'or'],
  ['xor', 'xor'],
  ['not', 'not'],
  ['any', 'any'],
  ['all', 'all'],
  ['in', 'in'],
  ['eq', 'eq'],
  ['any_eq', 'eq'],
  ['ne', 'ne'],
  ['all_ne', 'ne'],
  ['all_eq', 'all_eq'],
  ['any_ne', 'any_ne'],
  ['gt', 'gt'],
  ['ge', 'ge'],
  ['lt', 'lt'],
  ['le', 'le'],
  ['contains', 'contains'],
  ['matches', 'matches'],
  ['bitand', '&'],
  ['bitwise_and', '&'],
]);

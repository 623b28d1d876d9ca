// The syntax tree: what was written, before anybody asked which fields there are and what type they have.
import type { ArithmeticOperator, LayerRange, Quantifier, SliceRange, Span } from './tree';

export type Comparison = 'eq' | 'ne' | 'all_eq' | 'any_ne' | 'gt' | 'ge' | 'lt' | 'le';

export type TestNode = Span &
  (
    | { readonly kind: 'and' | 'or' | 'xor'; readonly items: readonly TestNode[] }
    | { readonly kind: 'not'; readonly of: TestNode }
    /** `a < b < c` has three operands and two operators */
    | {
        readonly kind: 'compare';
        readonly quantifier: Quantifier | null;
        readonly operands: readonly OperandNode[];
        readonly operators: readonly (Span & { readonly comparison: Comparison; readonly text: string })[];
      }
    | {
        readonly kind: 'search';
        readonly relation: 'contains' | 'matches';
        /** as written: `contains`, `matches`, `~` */
        readonly text: string;
        readonly quantifier: Quantifier | null;
        readonly left: OperandNode;
        readonly right: OperandNode;
      }
    | {
        readonly kind: 'in';
        readonly quantifier: Quantifier | null;
        readonly negative: boolean;
        readonly operand: OperandNode;
        readonly items: readonly SetNode[];
      }
    | { readonly kind: 'alone'; readonly operand: OperandNode }
  );

export interface SetNode extends Span {
  readonly low: OperandNode;
  readonly high: OperandNode | null;
}

/** A word: a field if there is one of that name, else a value. `field`: it was written `.name`; `value`: `:value`. */
export type WordNode = Span & {
  readonly kind: 'word';
  readonly text: string;
  readonly role: 'either' | 'field' | 'value';
  readonly raw: boolean;
  readonly layers: readonly LayerRange[];
};

export type OperandNode =
  | WordNode
  | (Span & { readonly kind: 'string'; readonly text: string; readonly bytes: Uint8Array })
  | (Span & { readonly kind: 'char'; readonly text: string; readonly code: number })
  | (Span & {
      readonly kind: 'reference';
      readonly text: string;
      readonly field: string;
      readonly raw: boolean;
      readonly layers: readonly LayerRange[];
    })
  | (Span & { readonly kind: 'slice'; readonly of: OperandNode; readonly ranges: readonly SliceRange[] })
  | (Span & {
      readonly kind: 'call';
      readonly name: string;
      readonly nameSpan: Span;
      readonly args: readonly OperandNode[];
    })
  | (Span & {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly operatorSpan: Span;
      readonly left: OperandNode;
      readonly right: OperandNode;
    })
  | (Span & { readonly kind: 'negative'; readonly of: OperandNode });

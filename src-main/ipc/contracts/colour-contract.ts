// Colouring rules of the packet list: display filters with a colour, of which the first one that matches a packet colours its row.
import type { FilterMacro, FilterMistake } from './filter-contract';
import type { PaletteColour } from '../rule-palette';

/** Rules that may be kept, and rules with a colour for the time being. */
export const MOST_COLOUR_RULES = 200;
export const MOST_TEMPORARY = 6;
export const MAX_RULE_NAME = 100;

/** Colours of one's own, the same in both themes: `#rrggbb`. */
export interface OwnColours {
  background: string;
  text: string;
}
export type RuleColour = PaletteColour | OwnColours;

export interface ColourRule {
  name: string;
  /** display filter */
  filter: string;
  on: boolean;
  colour: RuleColour;
}

/** What the engine has to know of a rule. */
export interface RuleToMatch {
  name: string;
  filter: string;
}

export interface ColourRequests {
  /**
   * The rules that colour rows from now on, the first one that matches a packet wins; `id` comes back with the rows. Answers what is wrong
   * with each: one with a mistake matches nothing. `frame`s have no part in it: a rule with a field reference is a mistake.
   */
  setColouring: {
    args: { id: number; rules: RuleToMatch[]; macros: FilterMacro[] };
    answer: (FilterMistake | null)[];
  };
  /** What is wrong with each of these filters as a rule; null: nothing. */
  checkRules: { args: { filters: string[]; macros: FilterMacro[] }; answer: (FilterMistake | null)[] };
}

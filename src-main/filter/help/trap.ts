// What the parts of the coach hand each other: a trap that a filter steps into, and the changes to the text that lead out of it.
import type { Field } from '../../dissect/contract/fields';
import type { Message } from '../../ipc/message';
import type { Edit } from '../language/mistake';
import type { Span } from '../language/tree';

/** Machine-readable names of the traps. */
export type TrapKind =
  | 'exists-flag' // `tcp.flags.syn`: true whatever the flag is
  | 'exists-number' // `tcp.ack`, `tcp.len`
  | 'two-sided-range' // `tcp.port >= 1 and tcp.port <= 9`, and there are two ports
  | 'not-equal' // `tcp.port != 80`: none of the two
  | 'any-not-equal' // `tcp.port !== 80`: one of the two
  | 'absent-dropped' // `ip.dst != x` drops what is not IP …
  | 'absent-kept' // … `not ip.dst == x` keeps it
  | 'and-or' // mixed without brackets
  | 'not-or' // `not a or b`
  | 'unequal-or' // `a != 1 or a != 2`: always true
  | 'equal-and' // `a == 1 and a == 2`: never true
  | 'relative-number' // `tcp.seq == 3894756123`
  | 'chain' // `a == b == c`
  | 'contains-case' // `contains "get"`
  | 'unknown-word' // a word that a field never is
  | 'empty-range'; // `in {90..80}`

export interface Trap {
  kind: TrapKind;
  place: Span;
  message: Message;
  /** what the changed filter says */
  label: Message;
  /** changes to the text; null: there is nothing better to offer */
  edits: readonly Edit[] | null;
}

export const protocolOf = (field: Field): string => field.abbrev.split('.', 1)[0];
export const endOf = (span: Span): number => span.at + span.len;
export const textOf = (text: string, span: Span): string => text.slice(span.at, endOf(span));

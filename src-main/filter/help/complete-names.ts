// Protocols and fields that fit what was written: the name itself, what begins with it, what has a part that begins with it, what has it
// somewhere, and last what is called so in English. Among equals: protocols first, then what people ask for most, then the shorter.
import { registry } from '../../dissect/protocols/registry';
import type { Field } from '../../dissect/contract/fields';
import type { CompletionItem } from '../../ipc/contracts/filter-contract';

/** What is offered before a letter is written, and first among equals. In the order of the offer. */
const POPULAR: readonly Field[] = [...registry.fields()]
  .filter((field) => field.popularity > 0)
  .sort((a, b) => a.popularity - b.popularity);

const item = (field: Field): CompletionItem => ({
  kind: field.type === 'protocol' ? 'protocol' : 'field',
  text: field.abbrev,
  type: field.type,
  name: field.name,
  detail: null,
});

const NO_MATCH = -1;
function rank(field: Field, wanted: string): number {
  const abbrev = field.abbrev.toLowerCase();
  if (abbrev === wanted) return 0;
  if (abbrev.startsWith(wanted)) return 1;
  if (abbrev.includes(`.${wanted}`) || abbrev.includes(`_${wanted}`)) return 2;
  if (abbrev.includes(wanted)) return 3;
  // one or two letters are in nearly every name
  if (wanted.length >= 3 && field.name.toLowerCase().includes(wanted)) return 4;
  return NO_MATCH;
}

const dots = (abbrev: string): number => abbrev.split('.').length;

/** `field` where it belongs in the offer; smaller numbers stand further up, compared one after the other. */
function order(field: Field, matched: number): readonly number[] {
  return [
    matched,
    field.type === 'protocol' ? 0 : 1,
    dots(field.abbrev),
    field.popularity || POPULAR.length + 1,
    field.abbrev.length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, k) => value !== b[k]);
  return i < 0 ? 0 : a[i] - b[i];
}

/** Protocols and fields for what is written, best first; for nothing written the ones that are used most. */
export function completeNames(prefix: string, accept: (field: Field) => boolean = () => true): CompletionItem[] {
  const wanted = prefix.toLowerCase();
  if (wanted === '') return POPULAR.filter(accept).map(item);
  const found: { field: Field; order: readonly number[] }[] = [];
  for (const field of registry.fields()) {
    const matched = rank(field, wanted);
    if (matched !== NO_MATCH && accept(field)) found.push({ field, order: order(field, matched) });
  }
  found.sort((a, b) => compare(a.order, b.order) || (a.field.abbrev < b.field.abbrev ? -1 : 1));
  return found.map(({ field }) => item(field));
}
